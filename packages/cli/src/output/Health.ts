/**
 * What a reader has to know of a peer at a glance.
 */
import { RouteServerPeer } from "@route-server/core"
import type { Style } from "./Style.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** How a peer is doing. */
export type Health =
  /** It failed or is about to, or it should be in use and a session of it is down. */
  | "trouble"
  /** On its way to a state in which it can be judged. */
  | "changing"
  /** In use, and nothing is known to be wrong. */
  | "good"
  /** Deleted; AWS goes on listing it for a while. */
  | "gone"
  /** In a state that is not known here. */
  | "unknown"

/** Whether a peer's sessions are meant to be up: its state is `available`, or one not known here. */
const isInUse = (peer: Peer): boolean =>
  peer.State === undefined ||
  peer.State === "available" ||
  !RouteServerPeer.State.isKnown(peer.State)

/** Whether the BGP session of a peer is down that is meant to be up. */
export const isBgpDown = (peer: Peer): boolean => isInUse(peer) && peer.BgpStatus?.Status === "down"

/** The same for the BFD session, which only a peer with that liveness detection has. */
export const isBfdDown = (peer: Peer): boolean =>
  isInUse(peer) &&
  RouteServerPeer.livenessDetection(peer) === "bfd" &&
  peer.BfdStatus?.Status === "down"

/** How a peer is doing. */
export const health = (peer: Peer): Health => {
  if (peer.State === "failed" || peer.State === "failing") return "trouble"
  if (isBgpDown(peer) || isBfdDown(peer)) return "trouble"
  if (peer.State === "pending" || peer.State === "deleting") return "changing"
  if (peer.State === "deleted") return "gone"
  return peer.State === "available" ? "good" : "unknown"
}

/** The mark before a peer, which says its health without colour. */
export const mark: Readonly<Record<Health, string>> = {
  trouble: "!",
  changing: "~",
  good: " ",
  gone: "x",
  unknown: "?",
}

/** The style of a peer's state. */
export const style: Readonly<Record<Health, Style>> = {
  trouble: "bad",
  changing: "changing",
  good: "good",
  gone: "gone",
  unknown: "changing",
}
