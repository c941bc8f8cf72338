/**
 * Updates of a set of peers, as a test or a service in memory makes them.
 */
import * as Data from "effect/Data"
import * as Function from "effect/Function"
import type { RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * One update: a peer is put in, in the place of the one with its ID if there is
 * one, or the peer of an ID is taken out, if there is one, without a trace.
 *
 * @category models
 */
export type PeerUpdate = Data.TaggedEnum<{
  Put: { readonly peer: RouteServerPeer }
  Remove: { readonly routeServerPeerId: string }
}>

const { Put, Remove } = Data.taggedEnum<PeerUpdate>()

/** Puts a peer in, in the place of the one with its ID. @category constructors */
export const put = (peer: RouteServerPeer): PeerUpdate => Put({ peer })

/** Takes the peer of an ID out, without a trace. @category constructors */
export const remove = (routeServerPeerId: string): PeerUpdate => Remove({ routeServerPeerId })

/**
 * The peers after an update. A peer that is replaced keeps its place; a new one
 * comes last.
 *
 * **Example** (A peer fails)
 *
 * ```ts
 * import { PeerUpdate, RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", State: "available" })
 *
 * const after = PeerUpdate.apply([peer], PeerUpdate.put({ ...peer, State: "failed" }))
 * after.map(({ State }) => State) // => ["failed"]
 * PeerUpdate.apply(after, PeerUpdate.remove("rsp-1")) // => []
 * ```
 *
 * @category updates
 */
export const apply: {
  (update: PeerUpdate): (peers: ReadonlyArray<RouteServerPeer>) => ReadonlyArray<RouteServerPeer>
  (peers: ReadonlyArray<RouteServerPeer>, update: PeerUpdate): ReadonlyArray<RouteServerPeer>
} = Function.dual(2, (peers: ReadonlyArray<RouteServerPeer>, update: PeerUpdate) => {
  if (update._tag === "Remove") {
    return peers.filter((peer) => peer.RouteServerPeerId !== update.routeServerPeerId)
  }
  const isSame = (peer: RouteServerPeer) => peer.RouteServerPeerId === update.peer.RouteServerPeerId
  return peers.some(isSame)
    ? peers.map((peer) => (isSame(peer) ? update.peer : peer))
    : [...peers, update.peer]
})
