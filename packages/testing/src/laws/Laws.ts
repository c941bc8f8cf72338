/**
 * The laws that every `PeerSource` keeps, as a suite for any test runner.
 *
 * Each law is a property over random fleets and requests. {@link suite} holds them
 * against an adapter and gives a list of named effects, to be run by whatever runs
 * the tests; for vitest there is a binding of one line in
 * `@route-server/testing/vitest`. The adapter's manifest says where it differs, so
 * no law has to be skipped by hand.
 *
 * A law speaks of one thing and is silent about the rest: an adapter that refuses
 * what it should answer breaks the law about refusals and no other. So the name of
 * the law that fails says what is wrong.
 *
 * **Example** (Running the laws without a test runner)
 *
 * ```ts
 * import { DescribeRouteServerPeers, PeerSource } from "@route-server/core"
 * import { Laws } from "@route-server/testing"
 * import { Effect, Layer } from "effect"
 *
 * // It forgets that a page has an end.
 * const adapter: Laws.Adapter = {
 *   make: (fleet) =>
 *     Layer.succeed(PeerSource.PeerSource, {
 *       describe: ({ MaxResults, ...request }) =>
 *         Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 *     }),
 * }
 *
 * const broken: Array<string> = []
 * for (const { law, holds } of Laws.suite("endless pages", adapter, { seed: 1, numRuns: 50 })) {
 *   const outcome = await Effect.runPromise(Effect.result(holds))
 *   if (outcome._tag === "Failure") broken.push(law)
 * }
 * broken // => ["page bounds", "refusals"]
 * ```
 */
import type { Effect } from "effect"
import { checkWholeNumber } from "../internal/wholeNumber.ts"
import type { Adapter } from "./Adapter.ts"
import { requestsApart, requestsAtOnce } from "./internal/laws/apart.ts"
import { changesShow, listingDuringChanges } from "./internal/laws/changes.ts"
import { answersKept, effectsAsValues } from "./internal/laws/effects.ts"
import {
  filterNeverAdds,
  filtersAnd,
  orderAndRepetition,
  valuesOr,
} from "./internal/laws/filters.ts"
import { idsConfine, idsFind } from "./internal/laws/ids.ts"
import { givenBack, interruptions } from "./internal/laws/interruption.ts"
import { tombstones } from "./internal/laws/life.ts"
import { outages, steadiness } from "./internal/laws/load.ts"
import { caseOfNames, caseOfValues, hostilePatterns, patterns } from "./internal/laws/matching.ts"
import { pageBounds, pagesTogether } from "./internal/laws/pages.ts"
import { wholePeers } from "./internal/laws/peers.ts"
import { dryRuns, refusals } from "./internal/laws/refusals.ts"
import { tokens } from "./internal/laws/tokens.ts"
import { candidateOf } from "./internal/subject.ts"
import type { Power } from "./internal/Watch.ts"
import type { Law, LawBroken, Parameters } from "./Law.ts"

export type { Adapter, Promises } from "./Adapter.ts"
export type { Answer, Opened, Subject } from "./internal/subject.ts"
export type { Power } from "./internal/Watch.ts"
export {
  compare,
  type Difference,
  type Law,
  LawBroken,
  law,
  type Parameters,
  silent,
  type Verdict,
} from "./Law.ts"

/** The laws that every adapter keeps, in the order in which they are held. @category laws */
export const all: ReadonlyArray<Law> = [
  pagesTogether,
  pageBounds,
  tokens,
  filtersAnd,
  valuesOr,
  orderAndRepetition,
  caseOfValues,
  caseOfNames,
  filterNeverAdds,
  idsConfine,
  idsFind,
  patterns,
  hostilePatterns,
  dryRuns,
  refusals,
  requestsApart,
  requestsAtOnce,
  steadiness,
  interruptions,
  givenBack,
  outages,
  effectsAsValues,
  answersKept,
  listingDuringChanges,
  changesShow,
  tombstones,
  wholePeers,
]

/**
 * A law held against an adapter.
 *
 * @category models
 */
export interface Held {
  /** The name of the law. */
  readonly law: string
  /** What the law says. */
  readonly statement: string
  /**
   * Succeeds with what it had to go by if no case was found that breaks the law,
   * otherwise fails with the report.
   */
  readonly holds: Effect.Effect<Power, LawBroken>
}

const validateParameters = (
  laws: ReadonlyArray<Law>,
  { law, numRuns, seed, path, timeout }: Parameters,
): void => {
  const names = laws.map((each) => each.name)
  if (law !== undefined && !names.includes(law)) {
    throw new RangeError(`There is no law '${law}'. There are ${names.join(", ")}`)
  }
  if (numRuns !== undefined) checkWholeNumber("numRuns", numRuns, 1)
  if (timeout !== undefined && !(timeout > 0)) {
    throw new RangeError(`timeout must be a number of milliseconds above 0, not ${timeout}`)
  }
  if (path !== undefined && (law === undefined || seed === undefined)) {
    throw new RangeError(`path '${path}' leads to a case only together with its law and its seed`)
  }
}

/**
 * The laws that an adapter must keep, each as an effect; and, beside them, `more` of
 * one's own.
 *
 * **Details**
 *
 * `name` stands in reports. The number of cases and the seed are those of
 * fast-check's global configuration unless `parameters` says otherwise. A report
 * ends with the parameters that repeat its case. What the adapter supports is
 * read from its source, made over no peers; a law that says nothing of such an adapter
 * holds. Throws a `RangeError` for parameters that name no law. A source that promises
 * what can't be breaks every law.
 *
 * @category suites
 */
export const suite = <R = never>(
  name: string,
  adapter: Adapter<R>,
  parameters: Parameters = {},
  more: ReadonlyArray<Law> = [],
): ReadonlyArray<Held> => {
  const candidate = candidateOf(name, adapter)
  const laws = [...all, ...more]
  validateParameters(laws, parameters)
  return laws
    .filter(
      (each) =>
        each.needs.every((need) => candidate.can[need]) &&
        (parameters.law === undefined || parameters.law === each.name),
    )
    .map((each) => ({
      law: each.name,
      statement: each.statement,
      holds: each.check(candidate, parameters),
    }))
}
