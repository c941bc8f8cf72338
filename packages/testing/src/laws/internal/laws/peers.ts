/**
 * The law about single peers.
 */
import { type DescribeRouteServerPeers, RouteServerPeer } from "@route-server/core"
import { Schema } from "effect"
import fc from "fast-check"
import { withFleet } from "../../../generators/Template.ts"
import { type Cases, compare, law, silent } from "../../Law.ts"
import { barePeers, fleets, LARGE, MANY_PEERS, wholeRequest } from "../cases.ts"
import { inOrder, list } from "../listing.ts"

const encode = Schema.encodeSync(RouteServerPeer.RouteServerPeer)
const isPeer = Schema.is(RouteServerPeer.RouteServerPeer)
const decode = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)

export const wholePeers = law({
  name: "peers as they are",
  statement:
    "A listing without filters shows every peer once, and every answer shows it with all members and values that it has; encoding one and decoding it gives it back.",
  cases: (promises): Cases<DescribeRouteServerPeers.Request> =>
    fc.oneof(
      { withCrossShrink: true },
      {
        weight: 14,
        arbitrary: withFleet(
          fleets(promises),
          fc.oneof(
            { withCrossShrink: true },
            fc.constant(() => ({})),
            wholeRequest(promises),
          ),
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .integer({ min: MANY_PEERS, max: MANY_PEERS + 50 })
          .map((size) => [barePeers(size), {}] as const),
      },
    ),
  *judge({ open }, fleet, request) {
    const source = yield* open(fleet)
    const { outcome, pages } = yield* list(source, request)
    if (outcome !== "ended") return silent
    const answered = inOrder(pages.flat())
    const formless = answered.find((peer) => !isPeer(peer))
    if (formless !== undefined) {
      return { expected: "peers that the schema RouteServerPeer allows", actual: formless }
    }
    const listed = answered.map((peer) => encode(peer))
    // What is remembered is to be shown no otherwise; whether it is shown is for other laws.
    const again = fleet.length > LARGE ? [] : (yield* list(source, request)).pages.flat()
    const remembered = new Map<string, unknown>(
      again.map((peer) => [peer.RouteServerPeerId, encode(peer)]),
    )
    const { RouteServerPeerIds = [], Filters = [] } = request
    const isWhole = RouteServerPeerIds.length === 0 && Filters.length === 0
    // Which peers a filter or an ID finds, and how often, is for other laws to say.
    const due = isWhole
      ? inOrder(fleet)
      : answered.map(
          (peer) =>
            fleet.find(({ RouteServerPeerId }) => RouteServerPeerId === peer.RouteServerPeerId) ??
            peer,
        )
    return (
      compare(
        due.map((peer) => encode(peer)),
        listed,
      ) ??
      compare(
        listed,
        listed.map((peer) => encode(decode(peer))),
      ) ??
      compare(
        listed,
        listed.map((peer) => remembered.get(peer.RouteServerPeerId) ?? peer),
      )
    )
  },
})
