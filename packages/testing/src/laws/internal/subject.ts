import {
  type DescribeRouteServerPeers,
  PeerSource,
  type PeerSourceError,
  type PeerUpdate,
} from "@route-server/core"
import { Cause, Context, Effect, Layer, Predicate, Record, Result, type Scope } from "effect"
import type { Fleet } from "../../generators/Fleet.ts"
import { type Adapter, type Promises, promisesOf } from "../Adapter.ts"
import { show } from "./report.ts"
import type { Watch } from "./Watch.ts"

type Request = DescribeRouteServerPeers.Request

/** How one request was answered. */
export type Answer = Result.Result<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError>

/** An adapter that was made over a fleet. */
export interface Opened {
  readonly promises: Promises
  /** The greatest number of pages that a listing of the fleet takes. */
  readonly maxPages: number
  /** Asks, with a request that is the adapter's to keep. */
  readonly ask: (request: Request) => Effect.Effect<Answer>
  /** The effect that the adapter gives for this very request. */
  readonly describe: (request: Request) => Effect.Effect<Answer>
  readonly change: (change: PeerUpdate.PeerUpdate) => Effect.Effect<unknown, unknown>
  /** Makes what is behind the adapter fail, or work again. */
  readonly outage: (isOn: boolean) => Effect.Effect<unknown, unknown>
  /** How much the adapter holds that must be given back. */
  readonly inUse: Effect.Effect<number, unknown>
  readonly watch: Watch
}

/** An adapter to hold laws against, without the services that only it knows. */
export interface Candidate {
  readonly name: string
  readonly can: { readonly change: boolean; readonly outage: boolean; readonly inUse: boolean }
  readonly open: (fleet: Fleet, watch: Watch) => Effect.Effect<Opened, unknown, Scope.Scope>
}

/** An adapter that is held to a law, with what it says that it supports. */
export interface Subject {
  readonly promises: Promises
  readonly can: Candidate["can"]
  /** Makes the adapter over the peers of a fleet. */
  readonly open: (fleet: Fleet) => Effect.Effect<Opened, unknown, Scope.Scope>
  /** Puts the clock forward by so many milliseconds. */
  readonly advance: (millis: number) => Effect.Effect<void>
}

/** An adapter does not do at all what a law needs it to do, whatever that says. */
export class Failing extends Error {
  readonly expected: string
  readonly actual: string
  constructor(expected: string, actual: string) {
    super(actual)
    this.expected = expected
    this.actual = actual
  }
}

/** A copy of lists and records, all the way down: structuredClone does more, and takes much longer. */
const copied = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copied)
  if (typeof value !== "object" || value === null) return value
  return Record.map({ ...value }, copied)
}

/** A copy that shares nothing with a request; also of what is none. */
export const copyOf = (request: Request): Request => Object.assign({}, request, copied(request))

/** Fails an effect as {@link Failing} does, be it with an error or with a defect. */
const orFailing =
  (expected: () => string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, never, R> =>
    Effect.catchCause(effect, (cause) =>
      Cause.hasInterruptsOnly(cause)
        ? Effect.failCause(Cause.interrupt())
        : Effect.die(new Failing(expected(), Cause.pretty(cause))),
    )

const isPage = (page: unknown): boolean =>
  Predicate.hasProperty(page, "RouteServerPeers") &&
  Array.isArray(page.RouteServerPeers) &&
  page.RouteServerPeers.every(
    (peer) =>
      Predicate.hasProperty(peer, "RouteServerPeerId") &&
      Predicate.isString(peer.RouteServerPeerId),
  ) &&
  (!Predicate.hasProperty(page, "NextToken") ||
    page.NextToken === undefined ||
    Predicate.isString(page.NextToken))

const isError = (error: unknown): boolean =>
  Predicate.hasProperty(error, "_tag") &&
  Predicate.isString(error._tag) &&
  Predicate.hasProperty(error, "message") &&
  Predicate.isString(error.message)

/** What an adapter did to a request instead of answering it. */
const noAnswer = (request: Request, actual: string): Effect.Effect<never> =>
  Effect.die(
    new Failing(
      `a page of peers, or an error of PeerSource.PeerSource, to ${show(request)}`,
      actual,
    ),
  )

/** What an adapter said, if it is an answer at all. */
const answered = (
  request: Request,
  described: Effect.Effect<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError>,
  { power }: Watch,
): Effect.Effect<Answer> =>
  Effect.matchCauseEffect(described, {
    onSuccess: (page) => {
      if (!isPage(page)) return noAnswer(request, `the page ${show(page)}`)
      power.answers += 1
      if (page.RouteServerPeers.length > 0) power.withPeers += 1
      return Effect.succeed(Result.succeed(page))
    },
    onFailure: (cause) => {
      const failure = Cause.findError(cause)
      if (Result.isFailure(failure)) return noAnswer(request, Cause.pretty(cause))
      return isError(failure.success)
        ? Effect.succeed(Result.fail(failure.success))
        : noAnswer(request, `the error ${show(failure.success)}`)
    },
  })

/** The peers of the listing of which an adapter promises how many pages it takes at most. */
const PEERS_OF_PROMISE = 20

const nothing = () => Effect.void

export const candidateOf = <R>(name: string, adapter: Adapter<R>): Candidate => {
  const { make, change = nothing, outage = nothing, inUse = Effect.succeed(0) } = adapter
  return {
    name,
    can: {
      change: adapter.change !== undefined,
      outage: adapter.outage !== undefined,
      inUse: adapter.inUse !== undefined,
    },
    open: Effect.fnUntraced(function* (fleet: Fleet, watch: Watch) {
      const services = yield* Layer.build(make(fleet)).pipe(
        orFailing(() => "an adapter that can be made"),
        (made) => watch.over(made, () => "an adapter that is made"),
      )
      const source = Context.get(services, PeerSource.PeerSource)
      const within = <A, E>(effect: Effect.Effect<A, E, PeerSource.PeerSource | R>) =>
        Effect.updateContext(effect, (outer: Context.Context<never>) =>
          Context.merge(outer, services),
        )
      const describe = (request: Request): Effect.Effect<Answer> => {
        let described: ReturnType<typeof source.describe>
        try {
          described = source.describe(request)
        } catch (thrown) {
          return noAnswer(request, `${thrown} is thrown`)
        }
        return watch.over(
          answered(request, described, watch),
          () => `an answer to ${show(request)}`,
        )
      }
      const promises = promisesOf(source.supports)
      return {
        promises,
        maxPages: promises.maxPages * Math.max(1, Math.ceil(fleet.length / PEERS_OF_PROMISE)),
        watch,
        describe,
        // A copy, so that an adapter that changes it does not change the case.
        ask: (request) => Effect.suspend(() => describe(copyOf(request))),
        change: (each) =>
          within(change(each)).pipe(orFailing(() => `peers that can be changed: ${show(each)}`)),
        outage: (isOn) => within(outage(isOn)).pipe(orFailing(() => "an outage that can be made")),
        inUse: within(inUse),
      }
    }),
  }
}
