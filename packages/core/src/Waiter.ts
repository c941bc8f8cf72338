/**
 * Waiting for peers: until they are available, established, gone, or anything else
 * that can be told of them. For any source.
 *
 * A waiter waits for one peer, for several, or for all that a request selects, and
 * for all of them at the same time. A source that is throttled or out of reach for a
 * while is waited out, and a listing that can't be read is never taken for an empty
 * one.
 *
 * **Example** (Waiting for a peer that was just created)
 *
 * ```ts
 * import { Waiter } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const ready = Waiter.untilAvailable("rsp-0e1c240ae33a4f642", { deadline: "10 minutes" }).pipe(
 *   Effect.as("ready"),
 *   Effect.catchTag("RouteServerPeerFailed", ({ failureReason }) =>
 *     Effect.succeed(`failed: ${failureReason}`),
 *   ),
 *   Effect.catchTag("WaiterTimedOut", ({ message }) => Effect.succeed(message)),
 * )
 * ```
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import { type Again, everySoOften } from "./internal/patience.ts"
import { type Goal, goals, timesOf, watch } from "./internal/waiting.ts"
import type * as Listing from "./Listing.ts"
import { PeerSource } from "./PeerSource.ts"
import type { PeerSourceError } from "./PeerSourceError.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import { type Sighting, type WaiterError, WaiterTimedOut } from "./WaiterError.ts"

export * from "./WaiterError.ts"

/**
 * Whom to wait for: the peer of an ID, those of several, or all that a request
 * selects.
 *
 * **Details**
 *
 * A peer that was selected once is waited for to the end, also when it no longer
 * matches the request's filters; one that comes to match later is waited for as well.
 *
 * @category models
 */
export type Target = string | ReadonlyArray<string> | Request

/**
 * How to wait.
 *
 * @category options
 */
export interface Options extends Pick<Listing.Options, "maxPages"> {
  /**
   * When to look again after a poll. When it ends, the waiter has timed out. Default:
   * 15 seconds later, for ever.
   */
  readonly polls?: Again | undefined
  /**
   * When to ask again after a failure for which a retry can help. When it ends, the
   * waiter fails with the last failure. Default: from half a second, twice as long
   * each time, to half a minute, give or take a fifth; for ever.
   */
  readonly retries?: Again<PeerSourceError> | undefined
  /** How long to wait in all. Default: 30 minutes, as Terraform waits (seen). */
  readonly deadline?: Duration.Input | undefined
  /**
   * How long, from the beginning, a peer that is not found may be one that can't be
   * seen yet. Default: two minutes (guess; AWS says only that its answers are
   * consistent eventually).
   */
  readonly grace?: Duration.Input | undefined
  /**
   * How many polls in a row must see all peers as they are wanted: a whole number from
   * 1. Default: 2 for {@link untilAvailable}, as Terraform does (seen), otherwise 1.
   */
  readonly inARow?: number | undefined
  /** Is told after each poll what is known of each peer. Default: nobody is. */
  readonly onPoll?: ((sightings: ReadonlyArray<Sighting>) => Effect.Effect<unknown>) | undefined
}

/**
 * How to wait for anything.
 *
 * @category options
 */
export interface UntilOptions extends Options {
  /** What is waited for, in the words of errors: `peers to be …`. Default: `as wanted`. */
  readonly goal?: string | undefined
  /**
   * Whether to leave out what a request selects and is `deleting` or `deleted` when it
   * is first seen. The filters of EC2 have no "not", so this is evaluated here.
   * Default: `false`.
   */
  readonly live?: boolean | undefined
}

type Waiting = Effect.Effect<
  ReadonlyArray<RouteServerPeer>,
  WaiterError | PeerSourceError,
  PeerSource
>

const waitFor = Effect.fnUntraced(function* (
  target: Target,
  goal: Goal,
  options: Options,
  { deadline, grace }: ReturnType<typeof timesOf>,
): Effect.fn.Return<ReadonlyArray<RouteServerPeer>, WaiterError | PeerSourceError, PeerSource> {
  const { polls = everySoOften } = options
  const source = yield* PeerSource
  const beganAt = yield* Clock.currentTimeMillis
  const watched = yield* watch(source, target, goal, options, grace)
  const { once, sightings, late, lastFailure, peers } = watched
  const timedOut = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const waited = now - beganAt
    const failure = lastFailure()
    return yield* new WaiterTimedOut({
      goal: goal.goal,
      sightings: sightings(now),
      message: `Waited ${Duration.format(Duration.millis(waited))} for peers to be ${goal.goal}: ${late(now)}`,
      waited,
      ...(failure === undefined ? {} : { lastFailure: failure }),
    })
  })
  yield* once.pipe(
    Effect.repeat({ until: (isDone) => isDone, schedule: polls }),
    Effect.flatMap((isDone) => (isDone ? Effect.void : timedOut)),
    Effect.timeoutOrElse({ duration: deadline, orElse: () => timedOut }),
  )
  return peers()
})

const wait = (target: Target, goal: Goal, options: Options): Waiting =>
  waitFor(target, goal, options, timesOf(options))

/**
 * Waits until all peers are `available`, and answers them. Fails at once with
 * `RouteServerPeerFailed` if one is `failing` or `failed`, and with
 * `RouteServerPeerDeleted` if one is being deleted; of what a request selects, those
 * that were when they were first seen are left out.
 *
 * **Details**
 *
 * For all waiters: an ID that is not found, or a request that selects nothing, fails
 * with `RouteServerPeerNotFound` once the `grace` is over, and the deadline with
 * `WaiterTimedOut`. What the source refuses and no retry helps with is failed with.
 * The peers are asked for by their IDs where these are known, and all at once; where
 * one ID is unknown, in parts. Throws a `RangeError` if `inARow` is no whole number
 * from 1, or `deadline` or `grace` no duration from 0 on.
 *
 * **Gotchas**
 *
 * A peer becomes `available` while its session is still down (seen):
 * {@link untilEstablished} waits for that.
 *
 * @category waiters
 */
export const untilAvailable = (target: Target, options: Options = {}): Waiting =>
  wait(target, goals.available(options), options)

/**
 * Waits until all peers are `available` and their sessions are up: BGP, and BFD for
 * the peers that use it for liveness detection. Otherwise like {@link untilAvailable}.
 *
 * @category waiters
 */
export const untilEstablished = (target: Target, options: Options = {}): Waiting =>
  wait(target, goals.established(options), options)

/**
 * Waits until all peers are gone: `deleted`, or not found at all. Answers what was
 * last seen of them. A request that selects nothing is met at once; one that can't be
 * answered is not.
 *
 * @category waiters
 */
export const untilGone = (target: Target, options: Options = {}): Waiting =>
  wait(target, goals.gone(options), options)

/**
 * Waits until a predicate holds for all peers at the same time, and answers them. A
 * peer that was there and is not found any more fails with `RouteServerPeerDeleted`
 * once the `grace` is over; whatever else a peer may be, the predicate decides.
 *
 * **Example** (Waiting for a tag)
 *
 * ```ts
 * import { Filter, RouteServerPeer, Waiter } from "@route-server/core"
 *
 * const released = Waiter.until(
 *   { Filters: [Filter.make("VpcId", "vpc-571faf2e")] },
 *   (peer) => RouteServerPeer.tags(peer)["released"] === "yes",
 *   { goal: "released", live: true },
 * )
 * ```
 *
 * @category waiters
 */
export const until = (
  target: Target,
  predicate: (peer: RouteServerPeer) => boolean,
  options: UntilOptions = {},
): Waiting => wait(target, goals.wanted(predicate, options), options)
