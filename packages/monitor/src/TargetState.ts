/**
 * What is known of a target: what its peers were when they were last read, how old
 * that is, and what has failed since. All times are in milliseconds since 1970.
 *
 * A state is what the store keeps, what runners hand to each other, and what metrics,
 * page and API are written from.
 */
import { RouteServerPeer, Target } from "@route-server/core"
import { Equal, Schema } from "effect"

/**
 * Why a target can't be read at present.
 *
 * @category schemas
 */
export const TargetFailure = Schema.Struct({
  /** The error's code: AWS's own, or the reason of a `TransportError`, such as `Timeout`; `Other` of what can be no code; `StateDamaged` where the store can't tell what was known, so that nothing is polled. */
  code: Schema.String,
  /** What failed, without credentials. */
  message: Schema.String,
  /** When the first of the failures came that have not been interrupted by a success. */
  since: Schema.Finite,
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
  seenSince: Schema.Finite,
  /** When its state, and the status of its sessions, were first seen to be what they are. */
  stateSince: Schema.Finite,
  bgpSince: Schema.Finite,
  bfdSince: Schema.Finite,
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
  polledAt: Schema.optionalKey(Schema.Finite),
  /** When a listing last came to its end: as of then the peers are known. */
  succeededAt: Schema.optionalKey(Schema.Finite),
  /** When the next poll is due. */
  nextPollAt: Schema.optionalKey(Schema.Finite),
  /** How long the last poll took, in milliseconds. */
  pollMillis: Schema.optionalKey(Schema.Finite),
  /** Why it can't be read; absent after a success. */
  failure: Schema.optionalKey(TargetFailure),
  /** How many requests have failed, by code, as long as it has been watched; of some 50 codes, and then as `Other`. */
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

/**
 * The state of a target of which the store has something that can't be understood, found
 * at a time: nothing is known of its peers, and why.
 *
 * @category constructors
 */
export const damaged = (
  target: Target.Target,
  { version, message }: { readonly version: number; readonly message: string },
  since: number,
): TargetState => ({
  ...unknown(target),
  version,
  failure: { code: "StateDamaged", message, since, polls: 0 },
})

/**
 * How well a target can be read.
 *
 * - `current`: its last poll came to its end
 * - `failing`: its last poll failed; its peers are known as of before
 * - `unknown`: no listing has come to its end yet, so nothing is known of its peers
 *
 * @category schemas
 */
export const Condition = Schema.Literals(["current", "failing", "unknown"])
/** @category models */
export type Condition = typeof Condition.Type

/**
 * How well a target can be read. One without peers is `current`; one whose peers are not
 * known never is.
 *
 * @category getters
 */
export const condition = ({ peers, failure }: TargetState): Condition =>
  peers === undefined ? "unknown" : failure === undefined ? "current" : "failing"

/**
 * How old what is known of the peers is, in milliseconds; `undefined` while nothing is.
 *
 * @category getters
 */
export const age = ({ succeededAt }: TargetState, now: number): number | undefined =>
  succeededAt === undefined ? undefined : Math.max(0, now - succeededAt)

/**
 * What has become of a peer of the target, if it has been watched.
 *
 * @category getters
 */
export const historyOf = (
  { history }: Pick<TargetState, "history">,
  { RouteServerPeerId: id }: RouteServerPeer.RouteServerPeer,
): PeerHistory | undefined => (Object.hasOwn(history, id) ? history[id] : undefined)

/** Whether what is known of the one is known of the other: no peer of it needs to be read again for that. */
const isSameSight = (a: Target.Target, b: Target.Target): boolean =>
  a.region === b.region &&
  (a.account === undefined || b.account === undefined || a.account === b.account) &&
  Equal.equals(a.request, b.request)

/**
 * What is known of a target that was kept under its name. If the name stands for
 * something else by now, another account, region or request, nothing is; the version
 * goes on.
 *
 * @category constructors
 */
export const resume = (kept: TargetState, target: Target.Target): TargetState =>
  isSameSight(kept.target, target)
    ? { ...kept, target }
    : { ...unknown(target), version: kept.version }
