/**
 * When to poll a target again: often while something moves there, seldom while it
 * can't be read, and never in step with others.
 *
 * **Example** (The interval grows while a target may not be read)
 *
 * ```ts
 * import { ServiceError } from "@route-server/core"
 * import { Pace, TargetState } from "@route-server/monitor"
 *
 * const error = new ServiceError.UnauthorizedOperation({ message: "You may not." })
 * const after = (polls: number) => ({
 *   ...TargetState.unknown({ name: "prod", region: "eu-west-1" }),
 *   failure: { code: "UnauthorizedOperation", message: "You may not.", since: 0, polls },
 * })
 *
 * Pace.interval({ state: after(1), error }) // => 15_000
 * Pace.interval({ state: after(3), error }) // => 60_000
 * Pace.interval({ state: after(30), error }) // => 120_000
 * ```
 */
import type { PeerSourceError, RouteServerPeer } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import { Duration, Effect, Random } from "effect"
import type { PeerHistory, TargetState } from "./TargetState.ts"

/**
 * How often to poll.
 *
 * @category options
 */
export interface Options {
  /** While nothing happens. Default: 15 seconds. */
  readonly calm?: Duration.Input | undefined
  /** While a peer is being made or deleted, and for two minutes after its state or the status of a session changed. Default: 5 seconds. */
  readonly moving?: Duration.Input | undefined
  /** The longest interval, for a target that is throttled or forbidden; never less than `calm`. Default: 2 minutes. */
  readonly longest?: Duration.Input | undefined
}

/**
 * What a poll has led to.
 *
 * @category models
 */
export interface Outcome {
  readonly state: TargetState
  /** What the poll was given up for, if it was. */
  readonly error?: PeerSourceError.PeerSourceError | undefined
  /** Whether AWS said during the poll that there are too many requests. */
  readonly wasThrottled?: boolean | undefined
}

/** In milliseconds: what has changed moves for so long. */
const MOVING_FOR = 120_000

/** In milliseconds: the longest interval after a failure that passes by itself, so that its end is noticed soon. */
const LONGEST_TRANSIENT = 30_000

/** By how much of itself an interval may differ. */
const JITTER = 0.1

const settled: ReadonlySet<string | undefined> = new Set(["available", "failed", "deleted"])

const isUnsettled = ({ State }: RouteServerPeer.RouteServerPeer): boolean =>
  State !== undefined && !settled.has(State)

/** The clock may have been put back since, so the future is near too. */
const isNear = (since: number, now: number): boolean => Math.abs(now - since) < MOVING_FOR

const hasMoved = (history: PeerHistory, now: number): boolean =>
  [history.stateSince, history.bgpSince, history.bfdSince].some(
    (since) => since !== history.seenSince && isNear(since, now),
  )

const isMoving = ({ peers = [], history, polledAt = 0 }: TargetState): boolean =>
  peers.some(isUnsettled) || Object.values(history).some((each) => hasMoved(each, polledAt))

/** Twice as long with each failure after the first. */
const backingOff = (calm: number, failures: number, longest: number): number =>
  Math.min(longest, calm * 2 ** Math.min(failures - 1, 30))

const millisOf = (option: keyof Options, input: Duration.Input): number =>
  Duration.toMillis(DurationInput.make(option, input))

/**
 * The time until the next poll, in milliseconds, before it is {@link jittered}.
 *
 * @category semantics
 */
export const interval = (
  { state, error, wasThrottled = false }: Outcome,
  { calm: calmInput = "15 seconds", moving = "5 seconds", longest = "2 minutes" }: Options = {},
): number => {
  const calm = millisOf("calm", calmInput)
  // Who asks seldom asks no more often because of a failure.
  const most = Math.max(calm, millisOf("longest", longest))
  if (error !== undefined) {
    const bound = isPassing(error) ? Math.max(calm, Math.min(most, LONGEST_TRANSIENT)) : most
    return backingOff(calm, state.failure?.polls ?? 1, bound)
  }
  if (wasThrottled) return backingOff(calm, 2, most)
  return isMoving(state) ? millisOf("moving", moving) : calm
}

/** Whether AWS says that there are too many requests. */
export const isThrottled = (error: PeerSourceError.PeerSourceError): boolean =>
  "isThrottled" in error && error.isThrottled

/**
 * Whether it may be over at any time, and nobody has asked to be left alone. What can't be
 * understood is mostly the page of a proxy.
 */
const isPassing = (error: PeerSourceError.PeerSourceError): boolean =>
  error._tag === "MalformedResponse" || (error.isRetryable && !isThrottled(error))

/**
 * An interval, a tenth longer or shorter at most, so that targets that were polled at
 * once are not for ever.
 *
 * @category semantics
 */
export const jittered = (millis: number): Effect.Effect<number> =>
  Effect.map(Random.nextBetween(1 - JITTER, 1 + JITTER), (factor) => Math.round(millis * factor))

/**
 * The time until a target is due, in milliseconds: what was planned before a restart
 * counts, but never more than the interval that was planned, nor than `longest`. So no
 * clock that was ahead, this one's or that of another host, keeps a target waiting.
 *
 * @category semantics
 */
export const remaining = (
  { polledAt, nextPollAt }: TargetState,
  now: number,
  { longest = "2 minutes" }: Options = {},
): number =>
  nextPollAt === undefined
    ? 0
    : Math.max(
        0,
        Math.min(nextPollAt - now, nextPollAt - (polledAt ?? 0), millisOf("longest", longest)),
      )
