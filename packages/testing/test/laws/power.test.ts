/**
 * What the laws have to go by: a law that sees no peers holds for everybody.
 */
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { type DescribeRouteServerPeers, FilterName, FilterNames } from "@route-server/core"
import { Laws } from "@route-server/testing"
import { Effect } from "effect"
import { before } from "./planted/errors.ts"

type Request = DescribeRouteServerPeers.Request

/** The names of the things that a request asks with: filters, IDs, a token, MaxResults. */
const partsOf = ({ Filters = [], RouteServerPeerIds = [], NextToken, MaxResults }: Request) =>
  new Set([
    ...Filters.map(({ Name = "" }) => (FilterName.isTag(Name) ? "tag:" : Name)),
    ...(RouteServerPeerIds.length === 0 ? [] : ["IDs"]),
    ...(NextToken === undefined ? [] : ["a token"]),
    ...(MaxResults === undefined ? [] : ["MaxResults"]),
  ])

const pair = (one: string, other: string): string => [one, other].sort().join(" and ")

/** The pairs that were asked with, in requests that had an answer with peers. */
const pairs = new Set<string>()

const note = (request: Request): void => {
  const parts = [...partsOf(request)]
  for (const [at, one] of parts.entries()) {
    for (const other of parts.slice(at + 1)) pairs.add(pair(one, other))
  }
}

/** Answers by the definition, and lets everything be done to it. */
const definition = before(
  () => (request, ask) =>
    Effect.tap(ask, ({ RouteServerPeers }) =>
      Effect.sync(() => {
        if (RouteServerPeers.length > 0) note(request)
      }),
    ),
)

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")

/** The shares that the documentation promises, in per cent. */
const promised = new Map(
  Array.from(
    readme.matchAll(/^\| ([a-z ]+) \| (\d+) % \| (\d+|–)(?: %)? \| (\d+|–)(?: %)? \|$/gm),
    ([, law = "", ...shares]) =>
      [law, shares.map((share) => (share === "–" ? 0 : Number(share)))] as const,
  ),
)

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole)

describe("The laws, held against the definition", () => {
  for (const { law, holds } of Laws.suite("the definition", definition, { seed: 1 })) {
    it(`has as much to go by as is said: ${law}`, async () => {
      const power = await Effect.runPromise(holds)
      const { cases, judged, answers, withPeers, listings, inSeveralPages } = power
      const [ofCases = 100, ofAnswers = 0, ofListings = 0] = promised.get(law) ?? []
      assert.isAtLeast(percent(judged, cases), ofCases)
      assert.isAtLeast(percent(withPeers, answers), ofAnswers)
      assert.isAtLeast(percent(inSeveralPages, listings), ofListings)
    })
  }

  it("asks with every two names, and with each beside IDs, a token and MaxResults", () => {
    const names = [...FilterNames.all.single, "tag:"]
    const things = [...names, "IDs", "a token", "MaxResults"]
    const missing = things.flatMap((one, at) =>
      things
        .slice(at + 1)
        .map((other) => pair(one, other))
        // These are refused.
        .filter((each) => each !== pair("IDs", "MaxResults") && !pairs.has(each)),
    )
    assert.deepStrictEqual(missing, [])
  })
})
