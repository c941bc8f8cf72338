import {
  type DescribeRouteServerPeers,
  PeerSource,
  type PeerSourceError,
  type PeerUpdate,
} from "@route-server/core"
import { Cause, Context, Effect, Layer, type Result, type Scope } from "effect"
import type { Fleet } from "../../generators/Fleet.ts"
import { type Adapter, type Promises, promisesOf } from "../Adapter.ts"

/** How one request was answered. */
export type Answer = Result.Result<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError>

/** An adapter that was made over a fleet. */
export interface Opened {
  readonly promises: Promises
  readonly ask: (request: DescribeRouteServerPeers.Request) => Effect.Effect<Answer>
  /** Asks, and gives the request as the adapter left it. */
  readonly lend: (
    request: DescribeRouteServerPeers.Request,
  ) => Effect.Effect<DescribeRouteServerPeers.Request>
  readonly change: (change: PeerUpdate.PeerUpdate) => Effect.Effect<unknown, unknown>
}

/** An adapter to hold laws against, without the services that only it knows. */
export interface Candidate {
  readonly name: string
  readonly canChange: boolean
  readonly open: (fleet: Fleet) => Effect.Effect<Opened, unknown, Scope.Scope>
}

/** The same, with what it says that it supports. */
export interface Subject extends Candidate {
  readonly promises: Promises
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

/** An adapter does not answer. */
export class NoAnswer extends Failing {}

/** In milliseconds. */
const PATIENCE = 10_000

const json = (value: unknown): string => JSON.stringify(value)

/** Fails an effect as {@link Failing} does, be it with an error or with a defect. */
const orFailing =
  (expected: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, never, R> =>
    Effect.catchCause(effect, (cause) => Effect.die(new Failing(expected, Cause.pretty(cause))))

/** An adapter that hangs would hang the tests. Their clock may stand still, so this goes by the machine's. */
const answered =
  (request: DescribeRouteServerPeers.Request) =>
  <A>(ask: Effect.Effect<A>): Effect.Effect<A> =>
    Effect.raceFirst(
      ask,
      Effect.callback<never>((resume) => {
        const expected = `an answer within ${PATIENCE} ms`
        const timer = setTimeout(
          () => resume(Effect.die(new NoAnswer(expected, `none, to ${json(request)}`))),
          PATIENCE,
        )
        return Effect.sync(() => clearTimeout(timer))
      }),
    )

export const candidateOf = <R>(name: string, adapter: Adapter<R>): Candidate => {
  const { make, change } = adapter
  return {
    name,
    canChange: change !== undefined,
    open: Effect.fnUntraced(function* (fleet: Fleet) {
      const services = yield* Layer.build(make(fleet)).pipe(
        orFailing("an adapter that can be made"),
      )
      const source = Context.get(services, PeerSource.PeerSource)
      const ask = (request: DescribeRouteServerPeers.Request) =>
        Effect.suspend(() => Effect.result(source.describe(request))).pipe(
          orFailing(`an answer, or an error of PeerSource.PeerSource, to ${json(request)}`),
          answered(request),
        )
      return {
        promises: promisesOf(source.supports),
        // A copy, so that an adapter that changes it does not change the case.
        ask: (request) => ask(structuredClone(request)),
        lend: (request) =>
          Effect.suspend(() => {
            const lent = structuredClone(request)
            return Effect.as(ask(lent), lent)
          }),
        change: (each) =>
          change === undefined
            ? Effect.void
            : Effect.updateContext(change(each), (outer: Context.Context<never>) =>
                Context.merge(outer, services),
              ).pipe(orFailing(`peers that can be changed: ${json(each)}`)),
      }
    }),
  }
}

/** Asks an adapter without peers what it supports. */
export const subjectOf = (candidate: Candidate): Effect.Effect<Subject, unknown> =>
  Effect.scoped(Effect.map(candidate.open([]), ({ promises }) => ({ ...candidate, promises })))
