/**
 * Bugs that show when a peer is deleted, and when it is gone.
 */
import { DescribeRouteServerPeers } from "@route-server/core"
import { Result } from "effect"
import { adapterKeeping, adapterOf, changingPages, type PlantedBug } from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const AFTER = "a peer that is deleted, or gone, is a change like others"

export const bugsOfLife: ReadonlyArray<PlantedBug> = [
  {
    bug: "a deleted peer is left out of listings",
    law: "tombstones",
    also: {
      laws: ["case of values", "ids find", "patterns", "peers as they are"],
      because: "the peers of a fleet may be deleted, too",
    },
    adapter: adapterOf(
      changingPages((page, { RouteServerPeerIds: ids = [] }) => ({
        ...page,
        RouteServerPeers: page.RouteServerPeers.filter(
          (peer) => ids.length > 0 || peer.State !== "deleted",
        ),
      })),
    ),
  },
  {
    bug: "a deleted peer has no ID any more",
    law: "tombstones",
    also: { laws: ["refusals", "changes show"], because: AFTER },
    adapter: adapterOf((peers, request) =>
      evaluate(
        request.RouteServerPeerIds === undefined || request.RouteServerPeerIds.length === 0
          ? peers
          : peers.filter((peer) => peer.State !== "deleted"),
        request,
      ),
    ),
  },
  {
    bug: "the ID of a peer that is gone is answered without a peer",
    law: "tombstones",
    also: {
      laws: ["changes show", "effects as values", "interruptions", "refusals"],
      because: AFTER,
    },
    adapter: adapterKeeping((fleet) => {
      const known = new Set<string>(fleet.map((peer) => peer.RouteServerPeerId))
      return (peers, request) => {
        for (const peer of peers) known.add(peer.RouteServerPeerId)
        const there = new Set<string>(peers.map((peer) => peer.RouteServerPeerId))
        const { RouteServerPeerIds: ids = [] } = request
        const left = ids.filter((id) => there.has(id) || !known.has(id))
        return ids.length > 0 && left.length === 0
          ? Result.map(evaluate([], { ...request, RouteServerPeerIds: [] }), () => ({
              RouteServerPeers: [],
            }))
          : evaluate(peers, { ...request, RouteServerPeerIds: left })
      }
    }),
  },
  {
    bug: "a peer that is gone is still answered for by its ID",
    law: "tombstones",
    also: { laws: ["changes show", "effects as values", "interruptions"], because: AFTER },
    adapter: adapterKeeping((fleet) => (peers, request) => {
      const byId = (request.RouteServerPeerIds ?? []).length > 0
      return evaluate(byId ? [...fleet, ...peers] : peers, request)
    }),
  },
]
