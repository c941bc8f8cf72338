/**
 * What is known of a target: what its peers were when they were last read, how old
 * that is, and what has failed since. All times are in milliseconds since 1970.
 *
 * A state is what the store keeps, what runners hand to each other, and what metrics,
 * page and API are written from.
 */
import { RouteServerPeer, Target } from "@route-server/core"
import { Schema } from "effect"

/**
 * Why a target can't be read at present.
 *
 * @category schemas
 */
export const TargetFailure = Schema.Struct({
  /** The error's code: AWS's own, or the reason of a `TransportError`, such as `Timeout`. */
  code: Schema.String,
  /** What failed, without credentials. */
  message: Schema.String,
  /** When the first of the failures came that have not been interrupted by a success. */
  since: Schema.Number,
  /** How many polls have failed since then. */
  polls: Schema.Int,
})
/** @category models */
export interface TargetFailure extends Schema.Schema.Type<typeof TargetFailure> {}

/**
 * What has become of a peer as long as it has been watched.
 *
 * @category schemas
 */
export const PeerHistory = Schema.Struct({
  /** When it was first seen. */
  seenSince: Schema.Number,
  /** When its state, and the status of its sessions, were first seen to be what they are. */
  stateSince: Schema.Number,
  bgpSince: Schema.Number,
  bfdSince: Schema.Number,
  /** How often the status of each session was seen to change. */
  bgpChanges: Schema.Int,
  bfdChanges: Schema.Int,
})
/** @category models */
export interface PeerHistory extends Schema.Schema.Type<typeof PeerHistory> {}

/**
 * What is known of a target.
 *
 * @category schemas
 */
export const TargetState = Schema.Struct({
  target: Target.Target,
  /** Rises with every write, from 0 of a target that was never polled; who writes says which it read. */
  version: Schema.Int,
  /** The peers as last read, in the order of their IDs; absent as long as no listing has come to its end. */
  peers: Schema.optionalKey(Schema.Array(RouteServerPeer.RouteServerPeer)),
  /** What has become of the peers that are there, by ID. */
  history: Schema.Record(Schema.String, PeerHistory),
  /** The peers that the last listing showed and that can't be understood, and why. */
  unreadable: Schema.Array(
    Schema.Struct({
      routeServerPeerId: Schema.optionalKey(Schema.String),
      message: Schema.String,
    }),
  ),
  /** When the last poll ended, whether or not it succeeded. */
  polledAt: Schema.optionalKey(Schema.Number),
  /** When a listing last came to its end: as of then the peers are known. */
  succeededAt: Schema.optionalKey(Schema.Number),
  /** When the next poll is due. */
  nextPollAt: Schema.optionalKey(Schema.Number),
  /** How long the last poll took, in milliseconds. */
  pollMillis: Schema.optionalKey(Schema.Number),
  /** Why it can't be read; absent after a success. */
  failure: Schema.optionalKey(TargetFailure),
  /** How many requests have failed, by code, as long as it has been watched. */
  errors: Schema.Record(Schema.String, Schema.Int),
})
/** @category models */
export interface TargetState extends Schema.Schema.Type<typeof TargetState> {}

/**
 * The state of a target that was never polled.
 *
 * @category constructors
 */
export const unknown = (target: Target.Target): TargetState => ({
  target,
  version: 0,
  history: {},
  unreadable: [],
  errors: {},
})
