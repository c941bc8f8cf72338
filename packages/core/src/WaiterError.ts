/**
 * How waiting for peers ends when it does not end well. What the source itself
 * refuses stays as it is: a `PeerSourceError`.
 */
import * as Schema from "effect/Schema"
import { PeerSourceError } from "./PeerSourceError.ts"
import { RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * What a waiter knows of one peer.
 *
 * @category schemas
 */
export const Sighting = Schema.Struct({
  routeServerPeerId: Schema.String,
  /**
   * What the last poll said: the peer was there, or it was not, or the source left it
   * out because it did not understand it; `Unknown` if no poll has come to its end.
   */
  standing: Schema.Literals(["Found", "NotFound", "Unreadable", "Unknown"]),
  /** The peer as it was seen last; absent if it never was. */
  peer: Schema.optionalKey(RouteServerPeer),
  /** How long ago that was, in milliseconds. */
  age: Schema.optionalKey(Schema.Finite),
})
/** @category models */
export interface Sighting extends Schema.Schema.Type<typeof Sighting> {}

const told = {
  /** What happened, with the peers that it is about and what is known of them. */
  message: Schema.String,
  /** What was waited for, such as `available`. */
  goal: Schema.String,
  /** All peers that were waited for, in the order of their IDs. */
  sightings: Schema.Array(Sighting),
}

/**
 * A peer is `failing` or has `failed`, so what is waited for won't come.
 *
 * @category errors
 */
export class RouteServerPeerFailed extends Schema.TaggedError<RouteServerPeerFailed>()(
  "RouteServerPeerFailed",
  {
    ...told,
    /** The peers that failed; more may have. */
    routeServerPeerIds: Schema.Array(Schema.String),
    /** The FailureReason of the first of them, if AWS has told one. */
    failureReason: Schema.optionalKey(Schema.String),
  },
) {}

/**
 * A peer is `deleting` or `deleted`, or it was there and is not any more, so what is
 * waited for won't come.
 *
 * @category errors
 */
export class RouteServerPeerDeleted extends Schema.TaggedError<RouteServerPeerDeleted>()(
  "RouteServerPeerDeleted",
  { ...told, routeServerPeerIds: Schema.Array(Schema.String) },
) {}

/**
 * There is no such peer, or none that matches, though the time has passed in which a
 * new one may not be seen yet.
 *
 * @category errors
 */
export class RouteServerPeerNotFound extends Schema.TaggedError<RouteServerPeerNotFound>()(
  "RouteServerPeerNotFound",
  {
    ...told,
    /** The IDs that name no peer; empty if no peer matches. */
    routeServerPeerIds: Schema.Array(Schema.String),
  },
) {}

/**
 * What was waited for had not come by the deadline, or when the polls ended. It may
 * still come.
 *
 * @category errors
 */
export class WaiterTimedOut extends Schema.TaggedError<WaiterTimedOut>()("WaiterTimedOut", {
  ...told,
  /** How long it was waited for, in milliseconds. */
  waited: Schema.Finite,
  /** Why the poll that was under way had no answer, if it had none; the peers are as the poll before saw them. */
  lastFailure: Schema.optionalKey(PeerSourceError),
}) {}

/**
 * All of them.
 *
 * @category schemas
 */
export const WaiterError = Schema.Union([
  RouteServerPeerFailed,
  RouteServerPeerDeleted,
  RouteServerPeerNotFound,
  WaiterTimedOut,
])
/** @category models */
export type WaiterError = typeof WaiterError.Type
