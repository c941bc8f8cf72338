/**
 * The law about single peers.
 */
import { RouteServerPeer } from "@route-server/core"
import { Schema } from "effect"
import fc from "fast-check"
import { planned } from "../generators/Plan.ts"
import { fleets } from "./cases.ts"
import { compare, law } from "./Law.ts"
import { list } from "./listing.ts"

const encode = Schema.encodeSync(RouteServerPeer.RouteServerPeer)
const decode = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)

const inOrder = (peers: Iterable<RouteServerPeer.RouteServerPeer>) =>
  [...peers].sort((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))

export const wholePeers = law({
  name: "peers as they are",
  statement:
    "A listing without filters shows every peer once, with all members and values that it has; encoding one and decoding it gives it back.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc.constant(() => ({})),
    ),
  *judge({ open, promises }, fleet, request) {
    const source = yield* open(fleet)
    const { outcome, pages } = yield* list(source, request, promises.maxPages)
    if (outcome !== "ended") return undefined
    const listed = inOrder(pages.flat()).map((peer) => encode(peer))
    return (
      compare(
        inOrder(fleet).map((peer) => encode(peer)),
        listed,
      ) ??
      compare(
        listed,
        listed.map((peer) => encode(decode(peer))),
      )
    )
  },
})
