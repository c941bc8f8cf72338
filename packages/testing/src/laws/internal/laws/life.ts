/**
 * The law about the end of a peer's life.
 */
import { type DescribeRouteServerPeers, PeerUpdate, type RouteServerPeer } from "@route-server/core"
import fc from "fast-check"
import { itemAt } from "../../../generators/Template.ts"
import { compare, law, silent } from "../../Law.ts"
import { casesFor, fleets } from "../cases.ts"
import { list } from "../listing.ts"

/** The peer that is deleted, and is gone some time later. */
interface Death {
  readonly peer: RouteServerPeer.RouteServerPeer | undefined
}

export const tombstones = law({
  name: "tombstones",
  statement:
    "A peer that is deleted is still listed, and found by its ID, as deleted; one that is gone is not listed, and its ID names no peer.",
  needs: ["change"],
  applies: ({ staleness }) => Number.isFinite(staleness),
  cases: (promises) =>
    casesFor(
      fleets(promises),
      fc.nat(255),
      (fleet, index): Death => ({
        peer: itemAt(fleet, index),
      }),
    ),
  *judge({ open, promises, advance }, fleet, { peer }) {
    if (peer === undefined) return silent
    const source = yield* open(fleet)
    const id = peer.RouteServerPeerId
    const byId: DescribeRouteServerPeers.Request = { RouteServerPeerIds: [id] }
    /** The states in which the peer is shown: once, not at all, or by the refusal of its ID. */
    const shown = function* (request: DescribeRouteServerPeers.Request) {
      const { outcome, pages, refusal } = yield* list(source, request)
      return outcome === "refused"
        ? refusal?._tag
        : pages.flat().flatMap((each) => (each.RouteServerPeerId === id ? (each.State ?? "") : []))
    }
    // What was answered before may be remembered.
    for (const request of [{}, byId]) yield* shown(request)
    const after = function* (update: PeerUpdate.PeerUpdate) {
      yield* source.change(update)
      if (promises.staleness > 0) yield* advance(promises.staleness + 1)
    }
    yield* after(PeerUpdate.put({ ...peer, State: "deleted" }))
    for (const request of [{}, byId]) {
      const difference = compare(["deleted"], yield* shown(request), request)
      if (difference !== undefined) return difference
    }
    yield* after(PeerUpdate.remove(id))
    const listed = compare([], yield* shown({}), {})
    return listed ?? compare("InvalidRouteServerPeerId.NotFound", yield* shown(byId), byId)
  },
})
