/**
 * A law: a property that holds for every adapter, and how a breach is reported.
 */
import { Effect, Schema, type Scope } from "effect"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { canonicalJson } from "../internal/canonicalJson.ts"
import type { Promises } from "./Adapter.ts"
import { contrast, show } from "./internal/report.ts"
import { type Candidate, Failing, NoAnswer, type Subject, subjectOf } from "./internal/subject.ts"

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
  /** The path of fast-check that leads to the case at once. */
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
}

/** A difference, with the pages that it was found in. */
export const inPages = (
  difference: Difference | undefined,
  pages: ReadonlyArray<ReadonlyArray<string>>,
): Difference | undefined => difference && { ...difference, pages }

/** What a law demands of a case and what the adapter did, where they differ. */
export interface Difference {
  /** What was asked, if the case has more than one request. */
  readonly request?: unknown
  readonly expected: unknown
  readonly actual: unknown
  /** The IDs in each page of the listing that the law is about. */
  readonly pages?: ReadonlyArray<ReadonlyArray<string>>
}

/** A law, ready to be held against an adapter. */
export interface Law {
  readonly name: string
  readonly statement: string
  /** Whether it is about changes, of which only some adapters can be told. */
  readonly isAboutChanges: boolean
  readonly check: (candidate: Candidate, parameters: Parameters) => Effect.Effect<void, LawBroken>
}

/** Two answers differ as JSON does; the order of members means nothing. */
const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b)

/**
 * The difference between what was demanded and what there is, if there is one;
 * with what was asked, if the case has more than one request.
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

/**
 * Makes a law.
 *
 * `cases` generates a fleet and what is done about it; `judge` does it and tells
 * the difference between what the law demands and what happened. Where an answer
 * is not the subject of the law, such as a refusal, `judge` finds no difference:
 * the law that speaks of it will.
 */
export const law = <Input>(definition: {
  readonly name: string
  readonly statement: string
  readonly isAboutChanges?: boolean
  /** Whether it speaks of adapters that promise this; of others it is silent. Default: always. */
  readonly applies?: (promises: Promises) => boolean
  readonly cases: (promises: Promises) => fc.Arbitrary<readonly [Fleet, Input]>
  readonly judge: (
    subject: Subject,
    fleet: Fleet,
    input: Input,
  ) => Effect.fn.Return<Difference | undefined, unknown, Scope.Scope>
}): Law => {
  const { name, statement, isAboutChanges = false, applies = () => true, cases } = definition
  const judge = Effect.fnUntraced(definition.judge)
  return {
    name,
    statement,
    isAboutChanges,
    check: Effect.fnUntraced(function* (candidate, { law: _, ...parameters }) {
      const subject = yield* Effect.catchDefect(Effect.orDie(subjectOf(candidate)), (error) => {
        const { expected, actual } = differenceOf(error)
        const { name: adapter } = candidate
        return new LawBroken({
          ...{ law: name, adapter, fleet: [], input: "no request", expected, actual },
          ...{ seed: 0, path: "" },
          message: `'${adapter}' can't be held to the law "${name}"\n  expected: ${show(expected)}\n  actual:   ${show(actual)}`,
        })
      })
      if (!applies(subject.promises)) return
      const context = yield* Effect.context<never>()
      const run = Effect.runPromiseWith(context)
      // Nobody waits while a case is made smaller that is never answered.
      let hangs = false
      const property = fc.asyncProperty(cases(subject.promises), async ([fleet, input]) => {
        if (hangs) return
        const difference = await run(Effect.scoped(judge(subject, fleet, input))).catch((error) => {
          hangs = error instanceof NoAnswer
          throw error
        })
        if (difference !== undefined) throw new Breach(difference)
      })
      const details = yield* Effect.promise(() => fc.check(property, defined(parameters)))
      if (details.counterexample === null) return
      const [[fleet, input]] = details.counterexample
      const { seed, counterexamplePath: path, numShrinks } = details
      const { request, expected, actual, pages } = differenceOf(details.errorInstance)
      return yield* new LawBroken({
        law: name,
        adapter: subject.name,
        fleet,
        input,
        ...(request === undefined ? {} : { request }),
        expected,
        actual,
        ...(pages === undefined ? {} : { pages }),
        seed,
        path: path ?? "",
        message: [
          `'${subject.name}' breaks the law "${name}": ${statement}`,
          `fleet:    ${show(fleet)}`,
          `input:    ${show(input)}`,
          ...(request === undefined ? [] : [`request:  ${show(request)}`]),
          `expected: ${show(expected)}`,
          `actual:   ${show(actual)}`,
          ...contrast(expected, actual),
          ...(pages === undefined ? [] : [`pages:    ${show(pages)}`]),
          `made smaller ${numShrinks} times; to repeat: ${JSON.stringify({ law: name, seed, path })}`,
        ].join("\n  "),
      })
    }),
  }
}

const defined = ({ numRuns, seed, path, endOnFailure }: Parameters) => ({
  ...(numRuns === undefined ? {} : { numRuns }),
  ...(seed === undefined ? {} : { seed }),
  ...(path === undefined ? {} : { path }),
  ...(endOnFailure === undefined ? {} : { endOnFailure }),
})
