/**
 * A law: a property that holds for every adapter, and how a breach is reported.
 */
import { Clock, Effect, Fiber, Schema, type Scope } from "effect"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { canonicalJson } from "../internal/canonicalJson.ts"
import type { Promises } from "./Adapter.ts"
import { advancingClock } from "./internal/clock.ts"
import { factsOf, paragraph } from "./internal/report.ts"
import { type Candidate, Failing, type Subject } from "./internal/subject.ts"
import { type Power, Watch } from "./internal/Watch.ts"

/**
 * An adapter breaks a law.
 *
 * @category errors
 */
export class LawBroken extends Schema.TaggedError<LawBroken>()("LawBroken", {
  /** The report: the law, the shrunk case, the two answers, and how to repeat it. */
  message: Schema.String,
  /** The name of the law. */
  law: Schema.String,
  /** The name of the adapter. */
  adapter: Schema.String,
  /** The peers of the smallest case that was found. */
  fleet: Schema.Unknown,
  /** What was asked of the adapter, and done to it, in that case. */
  input: Schema.Unknown,
  /** The one of several requests of the case whose answer it is that differs. */
  request: Schema.optionalKey(Schema.Unknown),
  /** What the law demands. */
  expected: Schema.Unknown,
  /** What the adapter did. */
  actual: Schema.Unknown,
  /** The IDs in each page of the listing, where the law is about one. */
  pages: Schema.optionalKey(Schema.Array(Schema.Array(Schema.String))),
  /** The seed of fast-check that finds the case again. */
  seed: Schema.Int,
  /** The number of the case, with which fast-check goes to it at once. */
  path: Schema.String,
}) {}

/**
 * How to look for a breach. What is left out is as fast-check is configured
 * globally.
 *
 * @category options
 */
export interface Parameters {
  /** Only the law of this name. Default: all that apply. */
  readonly law?: string | undefined
  /** The number of cases. */
  readonly numRuns?: number | undefined
  /** Where the random cases begin. */
  readonly seed?: number | undefined
  /** The case to go to at once, from a report; only together with its seed and law. */
  readonly path?: string | undefined
  /** Whether to report the first breach as it is, without making it smaller. */
  readonly endOnFailure?: boolean | undefined
  /**
   * How long a law may take, in milliseconds. A law that has not judged all its cases by
   * then fails and says so; a breach is made smaller as long as there is time. Default: a
   * minute for every hundred cases, and at least one.
   */
  readonly timeout?: number | undefined
}

/** In milliseconds, for a hundred cases of a law: a slow adapter takes some per answer. */
const TIME_FOR_A_HUNDRED = 60_000

/** The number of cases, and the milliseconds for them. */
export const boundsOf = ({ numRuns, timeout }: Parameters) => {
  const cases = numRuns ?? fc.readConfigureGlobal().numRuns ?? 100
  return { cases, timeout: timeout ?? TIME_FOR_A_HUNDRED * Math.max(1, cases / 100) }
}

/** What a law demands of a case and what the adapter did, where they differ. */
export interface Difference {
  /** What was asked, if the case has more than one request. */
  readonly request?: unknown
  readonly expected: unknown
  readonly actual: unknown
  /** The IDs in each page of the listing that the law is about. */
  readonly pages?: ReadonlyArray<ReadonlyArray<string>>
}

/**
 * What a law says of a case in which there is nothing for it to judge: the adapter
 * refuses what other laws speak of, for instance.
 *
 * @category verdicts
 */
export const silent: unique symbol = Symbol("silent")

/** Fleets, each with what is done about it. */
export type Cases<Input> = fc.Arbitrary<readonly [Fleet, Input]>

/** A law's word on a case: where the adapter differs, nothing if it does not, or no word at all. */
export type Verdict = Difference | typeof silent | undefined

/** A difference, with the pages that it was found in. */
export const inPages = (
  difference: Difference | undefined,
  pages: ReadonlyArray<ReadonlyArray<string>>,
): Difference | undefined => difference && { ...difference, pages }

/**
 * A law, ready to be held against an adapter.
 *
 * @category models
 */
export interface Law {
  readonly name: string
  readonly statement: string
  /** What an adapter must let be done to it, or the law is left out. */
  readonly needs: ReadonlyArray<keyof Candidate["can"]>
  readonly check: (candidate: Candidate, parameters: Parameters) => Effect.Effect<Power, LawBroken>
}

/** Two answers differ as JSON does; the order of members means nothing. */
const isSame = (a: unknown, b: unknown): boolean =>
  // Most are the same to the letter, which is seen much sooner.
  JSON.stringify(a) === JSON.stringify(b) || canonicalJson(a) === canonicalJson(b)

/**
 * The difference between what was demanded and what there is, if there is one;
 * with what was asked, if the case has more than one request.
 *
 * @category verdicts
 */
export const compare = (
  expected: unknown,
  actual: unknown,
  request?: unknown,
): Difference | undefined =>
  isSame(expected, actual)
    ? undefined
    : { ...(request === undefined ? {} : { request }), expected, actual }

class Breach extends Error {
  readonly difference: Difference
  constructor(difference: Difference) {
    super("The law is broken")
    this.difference = difference
  }
}

/** What a case that failed shows: two answers, or what went wrong on the way to them. */
const differenceOf = (error: unknown): Difference => {
  if (error instanceof Breach) return error.difference
  return error instanceof Failing
    ? { expected: error.expected, actual: error.actual }
    : { expected: "a case that can be judged", actual: String(error) }
}

/** In milliseconds: how long a breach is made smaller. */
const TIME_TO_SHRINK = 10_000

/** In milliseconds: how often it is looked whether the adapter still answers. */
const LOOK = 50

/** Runs a case, and gives up when the adapter has not answered for too long. */
const patiently = <A>(effect: Effect.Effect<A, unknown>, watch: Watch): Promise<A> =>
  new Promise((resolve, reject) => {
    const fiber = Effect.runFork(effect)
    const isTooLate = (): boolean => {
      const overdue = watch.overdue()
      if (overdue !== undefined)
        reject(new Failing(`${overdue} within ${watch.patience} ms`, "none"))
      return overdue !== undefined
    }
    const look = setInterval(() => {
      if (!isTooLate()) return
      clearInterval(look)
      // What can't be interrupted is not waited for either.
      Effect.runFork(Fiber.interrupt(fiber))
    }, LOOK)
    fiber.addObserver((exit) => {
      clearInterval(look)
      if (!isTooLate()) Effect.runPromise(exit).then(resolve, reject)
    })
  })

/**
 * Makes a law.
 *
 * `cases` generates a fleet and what is done about it; `judge` does it and tells
 * the difference between what the law demands and what happened. Where an answer
 * is not the subject of the law, such as a refusal, `judge` is {@link silent}:
 * the law that speaks of it will tell.
 *
 * **Example** (A law of one's own)
 *
 * ```ts
 * import { DescribeRouteServerPeers, PeerSource } from "@route-server/core"
 * import { Generators, Laws } from "@route-server/testing"
 * import { Effect, Layer, Result } from "effect"
 *
 * const noTombstones = Laws.law({
 *   name: "no tombstones",
 *   statement: "An answer shows no deleted peer.",
 *   cases: () => Generators.withFleet(Generators.fleet(), Generators.requestTemplate()),
 *   *judge({ open }, fleet, request) {
 *     const answer = yield* (yield* open(fleet)).ask(request)
 *     if (Result.isFailure(answer)) return Laws.silent
 *     const states = answer.success.RouteServerPeers.map(({ State }) => State)
 *     return Laws.compare(false, states.includes("deleted"))
 *   },
 * })
 *
 * const adapter: Laws.Adapter = {
 *   make: (fleet) =>
 *     Layer.succeed(PeerSource.PeerSource, {
 *       describe: (request) =>
 *         Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 *     }),
 * }
 * const held = Laws.suite("by definition", adapter, { law: "no tombstones", seed: 1 }, [noTombstones])
 * const outcomes = await Effect.runPromise(Effect.forEach(held, ({ holds }) => Effect.result(holds)))
 * outcomes.map(({ _tag }) => _tag) // => ["Failure"]
 * ```
 *
 * @category constructors
 */
export const law = <Input>(definition: {
  readonly name: string
  readonly statement: string
  /** What an adapter must let be done to it, or the law is left out. */
  readonly needs?: Law["needs"]
  /** Whether it speaks of adapters that promise this; of others it is silent. Default: always. */
  readonly applies?: (promises: Promises) => boolean
  readonly cases: (promises: Promises) => Cases<Input>
  readonly judge: (
    subject: Subject,
    fleet: Fleet,
    input: Input,
  ) => Effect.fn.Return<Verdict, unknown, Scope.Scope>
}): Law => {
  const { name, statement, needs = [], applies = () => true, cases } = definition
  const judge = Effect.fnUntraced(definition.judge)
  return {
    name,
    statement,
    needs,
    check: Effect.fnUntraced(function* (candidate, parameters) {
      const bounds = boundsOf(parameters)
      const watch = new Watch(bounds.timeout)
      const { name: adapter } = candidate
      const cannotBeHeld = (difference: Difference) =>
        new LawBroken({
          law: name,
          adapter,
          fleet: [],
          input: "no request",
          ...difference,
          seed: 0,
          path: "",
          message: paragraph(
            `'${adapter}' can't be held to the law "${name}"`,
            factsOf(difference),
          ),
        })
      const context = yield* Effect.context<never>()
      const clock = yield* Clock.Clock
      const run = <A>(effect: Effect.Effect<A, unknown>) =>
        patiently(Effect.provideContext(effect, context), watch)
      const { promises } = yield* Effect.tryPromise({
        try: () => run(Effect.scoped(candidate.open([], watch))),
        catch: (error) => cannotBeHeld(differenceOf(error)),
      })
      const { power } = watch
      if (!applies(promises)) return power
      let deadline = performance.now() + bounds.timeout
      let isBroken = false
      const property = fc.asyncProperty(cases(promises), async ([fleet, input]) => {
        if (performance.now() > deadline) return
        const moving = advancingClock(clock)
        const subject: Subject = {
          promises,
          can: candidate.can,
          open: (peers) => candidate.open(peers, watch),
          advance: moving.advance,
        }
        watch.reset()
        const verdict = await run(
          judge(subject, fleet, input).pipe(
            Effect.scoped,
            Effect.provideService(Clock.Clock, moving),
          ),
        ).catch(differenceOf)
        if (!isBroken) {
          power.cases += 1
          if (verdict !== silent) power.judged += 1
        }
        if (verdict === silent || verdict === undefined) return
        if (!isBroken) {
          isBroken = true
          watch.hurry()
          deadline = performance.now() + Math.min(TIME_TO_SHRINK, bounds.timeout)
        }
        throw new Breach(verdict)
      })
      const details = yield* Effect.promise(() => fc.check(property, settings(parameters)))
      if (details.counterexample === null) {
        if (power.cases >= details.numRuns) return power
        return yield* cannotBeHeld({
          expected: `${details.numRuns} cases that are judged within ${bounds.timeout} ms`,
          actual: `${power.cases} that keep the law, for want of time`,
        })
      }
      const [[fleet, input]] = details.counterexample
      const { seed, counterexamplePath, numShrinks } = details
      // From there on it is made smaller in the same way again.
      const [path = ""] = (counterexamplePath ?? "").split(":")
      const difference = differenceOf(details.errorInstance)
      const breach = paragraph(`'${adapter}' breaks the law "${name}": ${statement}`, {
        fleet,
        input,
        ...factsOf(difference),
      })
      const again = JSON.stringify({ law: name, seed, path })
      return yield* new LawBroken({
        law: name,
        adapter,
        fleet,
        input,
        ...difference,
        seed,
        path,
        message: `${breach}\n  made smaller ${numShrinks} times; to repeat: ${again}`,
      })
    }),
  }
}

const settings = ({ numRuns, seed, path, endOnFailure }: Parameters) => ({
  ...(numRuns === undefined ? {} : { numRuns }),
  ...(seed === undefined ? {} : { seed }),
  ...(path === undefined ? {} : { path }),
  ...(endOnFailure === undefined ? {} : { endOnFailure }),
})
