/**
 * How a route server peer is doing, out of its state and its sessions.
 *
 * Neither tells alone: a peer becomes `available` while its BGP session is still
 * down (seen), and AWS goes on listing deleted peers (seen), whose sessions say
 * nothing any more.
 *
 * **Example** (Who is in trouble)
 *
 * ```ts
 * import { Health, RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-1",
 *   State: "available",
 *   BgpStatus: { Status: "up" },
 *   BfdStatus: { Status: "down" },
 * })
 *
 * // Its liveness is watched by BGP's own keep-alive, so BFD does not count.
 * Health.of(peer) // => "good"
 * Health.of({ ...peer, BgpOptions: { PeerLivenessDetection: "bfd" } }) // => "trouble"
 * ```
 */
import * as RouteServerPeer from "./RouteServerPeer.ts"

type Peer = RouteServerPeer.PeerLike

/**
 * How a peer is doing.
 *
 * - `trouble`: it failed or is about to, or it is in use and a session of it is
 *   down
 * - `changing`: on its way to a state in which it can be judged
 * - `good`: in use, and nothing is known to be wrong
 * - `gone`: deleted; AWS goes on listing it (seen)
 * - `unknown`: in a state that is not known here, or that the answer does not show
 *
 * @category models
 */
export type Health = "trouble" | "changing" | "good" | "gone" | "unknown"

/**
 * Whether a peer's sessions are meant to be up, which they are in state `available`,
 * and taken to be in a state that is not known here or that the answer does not show,
 * so that trouble shows rather than not (our choice).
 *
 * @category predicates
 */
export const isInUse = (peer: Peer): boolean =>
  peer.State === undefined ||
  peer.State === "available" ||
  !RouteServerPeer.State.isKnown(peer.State)

/**
 * Whether the BGP session of a peer is down that is meant to be up.
 *
 * @see {@link isInUse} for when it is meant to be
 * @category predicates
 */
export const isBgpDown = (peer: Peer): boolean => isInUse(peer) && peer.BgpStatus?.Status === "down"

/**
 * The same for the BFD session, which counts only where BFD watches the peer:
 * whether AWS shows a BFD status on others is not known.
 *
 * @category predicates
 */
export const isBfdDown = (peer: Peer): boolean =>
  isInUse(peer) &&
  RouteServerPeer.livenessDetection(peer) === "bfd" &&
  peer.BfdStatus?.Status === "down"

/**
 * Whether a peer is `available` and all its sessions are up: BGP, and BFD where it
 * watches the peer. What the answer does not show is not taken to be up.
 *
 * @see {@link RouteServerPeer.isEstablished} for the BGP session alone
 * @category predicates
 */
export const isUp = (peer: Peer): boolean =>
  peer.State === "available" &&
  peer.BgpStatus?.Status === "up" &&
  (RouteServerPeer.livenessDetection(peer) !== "bfd" || peer.BfdStatus?.Status === "up")

/**
 * How a peer is doing.
 *
 * @category getters
 */
export const of = (peer: Peer): Health => {
  if (peer.State === "failed" || peer.State === "failing") return "trouble"
  if (isBgpDown(peer) || isBfdDown(peer)) return "trouble"
  if (peer.State === "pending" || peer.State === "deleting") return "changing"
  if (peer.State === "deleted") return "gone"
  return peer.State === "available" ? "good" : "unknown"
}
