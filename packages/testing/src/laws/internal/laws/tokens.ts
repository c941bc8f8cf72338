/**
 * The law about page tokens.
 */
import type { DescribeRouteServerPeers } from "@route-server/core"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { oneOf } from "../../../generators/internal/filterNames.ts"
import { swapCase } from "../../../generators/internal/rewrite.ts"
import { constantly, itemAt, withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, law, silent } from "../../Law.ts"
import { fleetsOfSeveralPages, pageSize } from "../cases.ts"
import { idsOf, list } from "../listing.ts"

type Request = DescribeRouteServerPeers.Request

/** What is done with a token before it counts, and with texts that are nearly it. */
interface Handled {
  readonly MaxResults: number
  /** How many other tokens are handed out. */
  readonly others: number
  /** How often it is used. */
  readonly uses: number
  /** How often it is used in a dry run. */
  readonly dryRuns: number
  /** How much later it is used, in milliseconds. */
  readonly pause: number
  /** Where it is spoilt. */
  readonly at: number
}

const PAUSES = [0, 1000, 61_000, 901_000, 3_601_000, 86_401_000, 2_600_000_000]

/** More tokens than an adapter with a memory for a hundred can keep. */
const MANY = 110

/** Texts that whoever reads a token leniently takes for it. */
const lookalikes: ReadonlyArray<(token: string) => string> = [
  (token) => ` ${token}`,
  (token) => `${token} `,
  (token) => `${token}\n`,
  (token) => `${token}=`,
  (token) => `"${token}"`,
  swapCase,
  (token) => token.toUpperCase(),
  (token) => token.toLowerCase(),
]

/** What parts of a text may be separated by. */
const SEPARATORS = [...".:,;|/#?&~-_ "]

/** A separator: one that a token has itself, if it has any. */
const separatorOf = (token: string, at: number): string =>
  itemAt([...new Set(token.match(/[^A-Za-z0-9]/g))], at) ?? itemAt(SEPARATORS, at) ?? ""

/** The parts of a token that is made of several. */
const partsOf = (token: string): ReadonlyArray<string> => token.split(/[^A-Za-z0-9]/)

/** Another character of the same kind. */
const next = (character: string): string => {
  if (/[0-8a-yA-Y]/.test(character)) return String.fromCharCode(character.charCodeAt(0) + 1)
  return character === "A" ? "B" : "A"
}

/** Texts that are not what was written. */
const alterations: ReadonlyArray<(token: string, at: number) => string> = [
  (token) => token.slice(0, -1),
  (token) => token.slice(1),
  (token, at) => token.slice(0, at % token.length),
  (token) => `${token}0`,
  (token) => `${token}A`,
  (token) => token + token,
  (token, at) => `${token}${separatorOf(token, at)}x`,
  (token) => partsOf(token).at(0) ?? "",
  (token) => partsOf(token).at(-1) ?? "",
  (token) => token.slice(0, token.lastIndexOf(partsOf(token).at(-1) ?? "")),
  // The case of a part: most of all the last one.
  (token) => token.slice(0, token.length / 2) + swapCase(token.slice(token.length / 2)),
  (token) => swapCase(token.slice(0, token.length / 2)) + token.slice(token.length / 2),
  (token) => `${token}${"x".repeat(300)}`,
  (token) => token.slice(0, -1) + next(token.at(-1) ?? ""),
  (token, at) => {
    const index = at % token.length
    return token.slice(0, index) + next(token[index] ?? "") + token.slice(index + 1)
  },
]

/** A third of all texts that are nearly a token. */
const spoilt = ({ tokens }: Promises, token: string, at: number): ReadonlyArray<string> =>
  [
    ...lookalikes.map((make) => make(token)),
    ...(tokens.tamperEvident ? alterations.map((make) => make(token, at)) : []),
  ].filter((_, index) => (index + at) % 3 === 0)

export const tokens = law({
  name: "tokens",
  statement:
    "A page token is good as often, as long and beside as many others as the adapter says; a text that is nearly one is refused; and a last page has none at all.",
  cases: (promises) => {
    const { lifetime, uses, memory } = promises.tokens
    return withFleet(
      fleetsOfSeveralPages(promises),
      constantly(
        fc
          .record({
            MaxResults: pageSize(promises),
            others: fc.oneof(
              { withCrossShrink: true },
              { weight: 11, arbitrary: fc.constant(0) },
              { weight: 1, arbitrary: fc.constant(12) },
              { weight: 1, arbitrary: fc.constant(MANY) },
            ),
            uses: fc.constantFrom(1, 2, 5),
            dryRuns: fc.constantFrom(0, 0, 4),
            pause: fc.constantFrom(...PAUSES),
            at: fc.nat(255),
          })
          .map(
            (handled): Handled => ({
              ...handled,
              others: Math.min(handled.others, memory),
              uses: Math.min(handled.uses, uses),
              // The listing that follows takes some time, too.
              pause: Math.min(handled.pause, Math.floor(lifetime / 2)),
            }),
          ),
      ),
    )
  },
  *judge({ open, promises, advance }, fleet, { MaxResults, others, uses, dryRuns, pause, at }) {
    const source = yield* open(fleet)
    const request: Request = { MaxResults }
    const written = new Set<string>()
    let isUndefined = false
    const noting = {
      ...source,
      ask: (page: Request) =>
        Effect.tap(source.ask(page), (answer) =>
          Effect.sync(() => {
            if (Result.isFailure(answer)) return
            const { NextToken } = answer.success
            if (NextToken !== undefined) written.add(NextToken)
            else if ("NextToken" in answer.success) isUndefined = true
          }),
        ),
    }
    // How the adapter lists is for other laws to judge.
    const due = yield* list(yield* open(fleet), request)
    yield* list(noting, {})
    if (isUndefined) {
      return { expected: "no NextToken at all", actual: "one that is undefined" }
    }
    const first = yield* noting.ask(request)
    if (Result.isFailure(first) || due.outcome !== "ended") return silent
    const { NextToken: token = "", RouteServerPeers: seen } = first.success
    if (token === "") return silent
    const before = written.size
    const filterOfAll = { Name: oneOf(promises.filterNames), Values: ["*"] }
    for (let other = 0; other < others; other += 1) {
      const Filters = [{ ...filterOfAll, Values: ["*", `no-${other}`] }]
      yield* noting.ask({ Filters, MaxResults })
    }
    for (let run = 0; run < dryRuns; run += 1) {
      yield* source.ask({ ...request, NextToken: token, DryRun: true })
    }
    yield* advance(pause)
    const page = { ...request, NextToken: token }
    for (let use = 0; use < uses; use += 1) {
      // The listings that follow it hand out tokens, too.
      if (written.size - before > promises.tokens.memory) break
      const { outcome, pages, refusal } = yield* list(noting, request, {
        first: noting.ask(page),
      })
      if (refusal !== undefined) {
        return { request: page, expected: "a token that is good", actual: refusal.message }
      }
      if (outcome !== "ended") return silent
      const difference = compare(idsOf(due.pages.flat()), idsOf([...seen, ...pages.flat()]), page)
      if (difference !== undefined) return difference
    }
    for (const text of spoilt(promises, token, at)) {
      if (text === "" || written.has(text)) continue
      const answer = yield* source.ask({ ...request, NextToken: text })
      if (Result.isFailure(answer) && answer.failure._tag === "InvalidParameterValue") continue
      return {
        request: { ...request, NextToken: text },
        expected: `InvalidParameterValue: the token was '${token}'`,
        actual: Result.isFailure(answer) ? answer.failure._tag : "an answer",
      }
    }
    return undefined
  },
})
