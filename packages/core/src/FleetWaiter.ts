/**
 * Waiting for the peers of a fleet: as `Waiter` does, over all targets at the same time.
 *
 * All targets count, also those of which nothing can be said: as long as one can't be
 * read, what is waited for is not so, whatever the others are. A target of which a
 * retry won't help ends the waiting at once, and says which one and why. A target
 * without peers is no obstacle, as long as there is a peer in some other.
 *
 * **Example** (After a change that concerns several regions)
 *
 * ```ts
 * import { Filter, FleetWaiter } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const ready = FleetWaiter.untilEstablished(
 *   { Filters: [Filter.make("tag:change", "4711")] },
 *   { deadline: "10 minutes" },
 * ).pipe(
 *   Effect.map((peers) => `${peers.length} are up`),
 *   Effect.catchTag("TargetFailed", ({ target, message }) =>
 *     Effect.succeed(`${target.region} won't be ready: ${message}`),
 *   ),
 *   Effect.catchTag("FleetTimedOut", ({ message }) => Effect.succeed(message)),
 * )
 * ```
 */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Fleet from "./Fleet.ts"
import { contained, gateOf } from "./internal/asking.ts"
import { everySoOften } from "./internal/patience.ts"
import { type Goal, goals, timesOf, watch } from "./internal/waiting.ts"
import { PeerSourceError } from "./PeerSourceError.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import { requestOf, Target } from "./Target.ts"
import type * as Waiter from "./Waiter.ts"
import { Sighting, WaiterError } from "./WaiterError.ts"

/**
 * At a target, what is waited for won't come any more, or nobody can tell: a peer fails
 * or is deleted, or the target refuses to be read.
 *
 * @category errors
 */
export class TargetFailed extends Schema.TaggedError<TargetFailed>()("TargetFailed", {
  /** The name of the target, and what happened there. */
  message: Schema.String,
  target: Target,
  error: Schema.Union([WaiterError, PeerSourceError]),
}) {}

/**
 * There are no such peers in the whole fleet, though the time has passed in which a new
 * one may not be seen yet.
 *
 * @category errors
 */
export class FleetPeersNotFound extends Schema.TaggedError<FleetPeersNotFound>()(
  "FleetPeersNotFound",
  {
    message: Schema.String,
    /** What was waited for, such as `available`. */
    goal: Schema.String,
    /** The IDs that were found at no target; empty if no peer matches. */
    routeServerPeerIds: Schema.Array(Schema.String),
  },
) {}

/**
 * What is known of a target that is waited for.
 *
 * @category schemas
 */
export const TargetSighting = Schema.Struct({
  target: Target,
  /** Whether the last poll came to its end and saw all as it is wanted. */
  isMet: Schema.Boolean,
  /** What is known of each peer, in the order of their IDs. */
  sightings: Schema.Array(Sighting),
  /** Why the poll that is under way has no answer so far, if it failed. */
  lastFailure: Schema.optionalKey(PeerSourceError),
})
/** @category models */
export interface TargetSighting extends Schema.Schema.Type<typeof TargetSighting> {}

/**
 * What was waited for had not come by the deadline, or when the polls ended. It may
 * still come.
 *
 * @category errors
 */
export class FleetTimedOut extends Schema.TaggedError<FleetTimedOut>()("FleetTimedOut", {
  /** How each target stands that is not as it is wanted. */
  message: Schema.String,
  goal: Schema.String,
  /** All targets, in the order of the fleet. */
  targets: Schema.Array(TargetSighting),
  /** How long it was waited for, in milliseconds. */
  waited: Schema.Finite,
}) {}

/**
 * How waiting for a fleet ends when it does not end well.
 *
 * @category schemas
 */
export const FleetWaiterError = Schema.Union([TargetFailed, FleetPeersNotFound, FleetTimedOut])
/** @category models */
export type FleetWaiterError = typeof FleetWaiterError.Type

/**
 * How to wait: as for a single target, in each of them.
 *
 * @category options
 */
export interface Options extends Omit<Waiter.Options, "onPoll">, Fleet.Effort {
  /** Is told after each poll of a target what is known of all of them. Default: nobody is. */
  readonly onPoll?: ((targets: ReadonlyArray<TargetSighting>) => Effect.Effect<unknown>) | undefined
}

/**
 * How to wait for anything.
 *
 * @category options
 */
export interface UntilOptions extends Options, Omit<Waiter.UntilOptions, keyof Options> {}

/** The most targets that a message describes. */
const MOST_DESCRIBED = 10

const waitFor = Effect.fnUntraced(function* (
  request: Fleet.Request,
  goal: Goal,
  { onPoll, polls = everySoOften, ...options }: Options,
  makeGate: ReturnType<typeof gateOf>,
  { deadline, grace }: ReturnType<typeof timesOf>,
): Effect.fn.Return<ReadonlyArray<Fleet.FleetPeer>, FleetWaiterError, Fleet.Fleet> {
  const { currentTimeMillis } = yield* Clock.Clock
  const beganAt = yield* currentTimeMillis
  const gate = makeGate()
  const fleet = yield* Fleet.Fleet
  const members = fleet.members.map((member) => contained(member, gate))
  const failedAt = (target: Target) => (error: WaiterError | PeerSourceError) =>
    new TargetFailed({ message: `${target.name}: ${error.message}`, target, error })
  const watches = yield* Effect.forEach(members, ({ source, target }) =>
    watch(source, requestOf(target, request), { ...goal, mayBeEmpty: true }, options, grace).pipe(
      Effect.map((watched) => ({ target, watched, isMet: false })),
      Effect.mapError(failedAt(target)),
    ),
  )
  const isAsWanted = ({ watched, isMet }: (typeof watches)[number]): boolean =>
    isMet && watched.lastFailure() === undefined
  const told = (now: number): ReadonlyArray<TargetSighting> =>
    watches.map((each) => {
      const { target, watched } = each
      const lastFailure = watched.lastFailure()
      return {
        target,
        isMet: isAsWanted(each),
        sightings: watched.sightings(now),
        ...(lastFailure === undefined ? {} : { lastFailure }),
      }
    })
  const notFound = (message: string, routeServerPeerIds: ReadonlyArray<string>) =>
    new FleetPeersNotFound({
      message: `Waiting for peers to be ${goal.goal}: ${message}`,
      goal: goal.goal,
      routeServerPeerIds,
    })
  const { RouteServerPeerIds: ids = [] } = request

  /** Whether all is as it is wanted, as far as the last polls tell. */
  const judge = Effect.gen(function* () {
    const now = yield* currentTimeMillis
    const targets = told(now)
    if (onPoll !== undefined) yield* onPoll(targets)
    if (!targets.every(({ isMet }) => isMet)) return false
    if (goal.isGone) return true
    const found = new Set(
      targets.flatMap(({ sightings }) => sightings.map(({ routeServerPeerId: id }) => id)),
    )
    const missing = ids.filter((id) => !found.has(id))
    if (missing.length === 0 && found.size > 0) return true
    if (members.length > 0 && now - beganAt <= grace) return false
    return yield* missing.length > 0
      ? notFound(`${missing.join(", ")} can be found at no target`, missing)
      : notFound("no peer of any target matches the request", [])
  })

  const timedOut = Effect.gen(function* () {
    const now = yield* currentTimeMillis
    const late = watches
      .filter((each) => !isAsWanted(each))
      .map(({ target, watched }) => `${target.name}: ${watched.late(now)}`)
    const more = late.length - MOST_DESCRIBED
    const what = [...late.slice(0, MOST_DESCRIBED), ...(more > 0 ? [`and ${more} more`] : [])]
    const waited = now - beganAt
    const nowhere = "none was found at any target"
    return yield* new FleetTimedOut({
      message: `Waited ${Duration.format(Duration.millis(waited))} for peers to be ${goal.goal}: ${what.join("; ") || nowhere}`,
      goal: goal.goal,
      targets: told(now),
      waited,
    })
  })

  const met = yield* Deferred.make<void>()
  const polling = Effect.forEach(
    watches,
    (each) =>
      Effect.gen(function* () {
        each.isMet = yield* Effect.mapError(each.watched.once, failedAt(each.target))
        if (yield* judge) yield* Deferred.succeed(met, undefined)
      }).pipe(Effect.repeat(polls)),
    { concurrency: "unbounded", discard: true },
  )
  const isMet = members.length === 0 ? yield* judge : false
  if (!isMet) {
    yield* Effect.raceFirst(Deferred.await(met), Effect.andThen(polling, timedOut)).pipe(
      Effect.timeoutOrElse({ duration: deadline, orElse: () => timedOut }),
    )
  }
  return watches.flatMap(({ target, watched }) =>
    watched.peers().map((peer): Fleet.FleetPeer => ({ target, peer })),
  )
})

type Waiting = Effect.Effect<ReadonlyArray<Fleet.FleetPeer>, FleetWaiterError, Fleet.Fleet>

const wait = (request: Fleet.Request, goal: Goal, options: Options): Waiting =>
  waitFor(request, goal, options, gateOf(options), timesOf(options))

/**
 * Waits until all peers of the fleet are `available`, and answers them in the order of
 * the targets. Of what a request selects, those that are being deleted when they are
 * first seen are left out.
 *
 * **Details**
 *
 * For all waiters: IDs are looked for in all targets. Fails with {@link TargetFailed}
 * as soon as a target shows that it won't come, or refuses to be read and no retry
 * helps; with {@link FleetPeersNotFound} once the `grace` is over and there is no such
 * peer at any target; and with {@link FleetTimedOut} at the deadline. Each target is
 * polled by itself, so what is answered was seen within one interval of `polls`.
 *
 * @see `Waiter.untilAvailable`, which does this for one source
 * @category waiters
 */
export const untilAvailable = (request: Fleet.Request, options: Options = {}): Waiting =>
  wait(request, goals.available(options), options)

/**
 * Waits until all peers of the fleet are `available` and their sessions are up.
 *
 * @see `Waiter.untilEstablished`, which does this for one source
 * @category waiters
 */
export const untilEstablished = (request: Fleet.Request, options: Options = {}): Waiting =>
  wait(request, goals.established(options), options)

/**
 * Waits until all peers of the fleet are gone. A target that can't be read may have any,
 * so it is never met by that.
 *
 * @see `Waiter.untilGone`, which does this for one source
 * @category waiters
 */
export const untilGone = (request: Fleet.Request, options: Options = {}): Waiting =>
  wait(request, goals.gone(options), options)

/**
 * Waits until a predicate holds for all peers of the fleet.
 *
 * @see `Waiter.until`, which does this for one source
 * @category waiters
 */
export const until = (
  request: Fleet.Request,
  predicate: (peer: RouteServerPeer) => boolean,
  options: UntilOptions = {},
): Waiting => wait(request, goals.wanted(predicate, options), options)
