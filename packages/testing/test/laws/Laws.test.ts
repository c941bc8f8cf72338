import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import {
  DescribeRouteServerPeers,
  FilterNames,
  type Judgement,
  Limits,
  PeerSource,
} from "@route-server/core"
import { type Fleet, Laws } from "@route-server/testing"
import { suite } from "@route-server/testing/vitest"
import { Effect, Layer, Result } from "effect"
import fc from "fast-check"
import { change } from "../support/memory.ts"
import { plantedBugs } from "./plantedBugs.ts"

const byDefinition =
  (options: Judgement.Options = {}, supports: PeerSource.Supports = {}) =>
  (fleet: Fleet.Fleet) =>
    Layer.succeed(PeerSource.PeerSource, {
      describe: (request) =>
        Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request, options)),
      supports: { filterNames: options.acceptedNames, ...supports },
    })

suite("the memory adapter", { make: (fleet) => MemoryPeerSource.layer(fleet), change })

const asAws = { acceptedNames: FilterNames.acceptedByAws }
suite("an adapter that accepts the filter names of AWS", {
  make: byDefinition(asAws),
})

const small: Limits.Limits = {
  filters: 4,
  valuesPerFilter: 4,
  valuesInAll: Number.POSITIVE_INFINITY,
  characters: 300,
  ids: 6,
  minMaxResults: 1,
  maxMaxResults: 3,
}
suite("an adapter with limits of its own", {
  make: (fleet) => MemoryPeerSource.layer(fleet, { limits: small }),
  change,
})

describe("Laws.suite", () => {
  it("leaves the laws about changes out for an adapter that can't be changed", () => {
    const fixed = Laws.suite("fixed", { make: byDefinition() }).map(({ law }) => law)
    const changing = Laws.suite("memory", { make: MemoryPeerSource.layer, change })
    assert.deepStrictEqual(
      changing.map(({ law }) => law).filter((law) => !fixed.includes(law)),
      ["listing during changes", "changes show", "tombstones"],
    )
  })

  it("leaves out what needs a hand on what is behind the adapter, where there is none", () => {
    const bare = Laws.suite("bare", { make: byDefinition() }).map(({ law }) => law)
    const handled = Laws.suite("handled", {
      make: byDefinition(),
      outage: () => Effect.void,
      inUse: Effect.succeed(0),
    }).map(({ law }) => law)
    assert.deepStrictEqual(
      handled.filter((law) => !bare.includes(law)),
      ["given back", "outages"],
    )
  })

  it("gives one law when asked for one", () => {
    const parameters = { law: "dry runs" }
    assert.deepStrictEqual(
      Laws.suite("any", { make: byDefinition() }, parameters).map(({ law }) => law),
      ["dry runs"],
    )
  })

  it("holds an adapter to the limits that it promises", async () => {
    const promises = { make: byDefinition({}, { limits: small }) }
    for (const { holds } of Laws.suite("strict", promises, { law: "refusals" })) {
      assert.isTrue(Result.isFailure(await Effect.runPromise(Effect.result(holds))))
    }
  })

  it("breaks the law about changes when the adapter can't be changed", async () => {
    const stuck = { make: MemoryPeerSource.layer, change: () => Effect.fail("read only") }
    for (const { holds } of Laws.suite("stuck", stuck, { law: "listing during changes" })) {
      const { message } = await Effect.runPromise(Effect.flip(holds))
      assert.include(message, "read only")
    }
  })

  it("breaks a law when the adapter can't be made", async () => {
    const broken = { make: () => Layer.effect(PeerSource.PeerSource, Effect.fail("no table")) }
    for (const { holds } of Laws.suite("broken", broken, { law: "page bounds" })) {
      const { message } = await Effect.runPromise(Effect.flip(holds))
      assert.include(message, "no table")
    }
  })

  it("closes every adapter that it makes", async () => {
    const open = new Set<number>()
    let made = 0
    const counted = {
      make: (fleet: Fleet.Fleet) =>
        Layer.effect(
          PeerSource.PeerSource,
          Effect.acquireRelease(
            Effect.sync(() => {
              made += 1
              open.add(made)
              return made
            }),
            (number) => Effect.sync(() => open.delete(number)),
          ).pipe(
            Effect.map(() =>
              PeerSource.PeerSource.of({
                describe: (request) =>
                  Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
              }),
            ),
          ),
        ),
    }
    for (const { holds } of Laws.suite("counted", counted, { numRuns: 5 })) {
      await Effect.runPromise(holds)
    }
    assert.isAbove(made, 5)
    assert.strictEqual(open.size, 0)
  })
})

describe("an adapter that the laws can't be held to", () => {
  const reportOf = async (adapter: Laws.Adapter, parameters: Laws.Parameters) => {
    const [held] = Laws.suite("odd", adapter, { seed: 1, ...parameters })
    return held === undefined
      ? assert.fail("the law is gone")
      : Effect.runPromise(Effect.flip(held.holds))
  }
  const answering = (
    answer: (fleet: Fleet.Fleet) => PeerSource.PeerSource["Service"]["describe"],
    supports: PeerSource.Supports = {},
  ): Laws.Adapter => ({
    make: (fleet) => Layer.succeed(PeerSource.PeerSource, { describe: answer(fleet), supports }),
  })

  it("is told how many cases there was time for", async () => {
    // It asks for nothing, so on a busy machine no answer is late.
    const slow = Laws.law({
      name: "slow",
      statement: "Time passes.",
      cases: () => fc.constant([[], undefined] as const),
      *judge() {
        return yield* Effect.as(Effect.sleep(1), undefined)
      },
    })
    const [held] = Laws.suite(
      "odd",
      { make: byDefinition() },
      { law: "slow", numRuns: 3000, timeout: 1500 },
      [slow],
    )
    if (held === undefined) return assert.fail("the law is gone")
    const { message, expected, actual } = await Effect.runPromise(Effect.flip(held.holds))
    assert.include(message, `'odd' can't be held to the law "slow"`)
    assert.strictEqual(expected, "3000 cases that are judged within 1500 ms")
    assert.match(String(actual), /^[0-9]+ that keep the law, for want of time$/)
  })

  it("is told what it does not answer, in a case that was made smaller", async () => {
    const silent = answering(() => () => Effect.never)
    const { message, expected, actual } = await reportOf(silent, {
      law: "requests at once",
      timeout: 1200,
    })
    assert.match(String(expected), /^an answer to .* within 200 ms$/s)
    assert.strictEqual(actual, "none")
    assert.match(message, /made smaller [1-9]/)
  })

  it.each<[what: string, page: object]>([
    ["nothing", {}],
    ["no list", { RouteServerPeers: null }],
    ["a peer without an ID", { RouteServerPeers: [{}] }],
    ["a token that is none", { RouteServerPeers: [], NextToken: 5 }],
  ])("is told what its page is: %s", async (_, page) => {
    const malformed = answering(
      () => () =>
        Effect.succeed(
          Object.assign(
            { RouteServerPeers: [] },
            page,
            Reflect.ownKeys(page).length === 0 ? { RouteServerPeers: undefined } : {},
          ),
        ),
    )
    const { message } = await reportOf(malformed, { law: "page bounds" })
    assert.include(message, 'expected: "a page of peers, or an error of PeerSource.PeerSource, to')
    assert.include(message, 'actual:   "the page ')
  })

  it("is told what its error is", async () => {
    const foreign = answering(() => () => Effect.fail(Object.create(null)))
    const { message } = await reportOf(foreign, { law: "page bounds" })
    assert.include(message, 'actual:   "the error {}')
  })

  it.each<[supports: PeerSource.Supports, message: string]>([
    [
      { limits: { ...Limits.ec2, filters: Number.NaN } },
      "supports.limits.filters must be a whole number from 1 on, not NaN",
    ],
    [{ tokens: { uses: 0 } }, "supports.tokens.uses must be a whole number from 1 on, not 0"],
    [{ tokens: { lifetime: "-1 second" } }, "supports.tokens.lifetime must be a duration"],
    [{ tokens: { lifetime: Number.NaN } }, "supports.tokens.lifetime must be a duration"],
    [{ staleAnswers: Number.NaN }, "supports.staleAnswers must be a duration"],
    [{ maxPages: 0 }, "supports.maxPages must be a whole number from 1 on, not 0"],
  ])("is told what it can't support: %j", async (supports, message) => {
    const error = await reportOf(
      answering(() => () => Effect.never, supports),
      {
        law: "page bounds",
      },
    )
    assert.include(error.message, message)
  })

  it("is told apart from one of which a law says nothing", async () => {
    const acceptedNames = FilterNames.make(["VpcId"])
    const [held] = Laws.suite(
      "few names",
      { make: byDefinition({ acceptedNames }) },
      { law: "hostile patterns" },
    )
    if (held === undefined) return assert.fail("the law is gone")
    assert.strictEqual((await Effect.runPromise(held.holds)).judged, 0)
  })
})

describe("the report of a breach", () => {
  const or = plantedBugs.find(({ bug }) => bug === "filters are joined with OR")

  it("names the law, the smallest case, both answers, and how to repeat it", async () => {
    if (or === undefined) return assert.fail("the bug is gone")
    const [held] = Laws.suite("or", or.adapter, { law: "filters and", seed: 1, numRuns: 200 })
    if (held === undefined) return assert.fail("the law is gone")
    const error = await Effect.runPromise(Effect.flip(held.holds))

    assert.include(error.message, `'or' breaks the law "filters and": The answer to`)
    assert.include(error.message, `fleet:    ${JSON.stringify(error.fleet)}`)
    assert.include(error.message, `input:    ${JSON.stringify(error.input)}`)
    assert.include(error.message, `expected: ${JSON.stringify(error.expected)}`)
    assert.include(error.message, `actual:   ${JSON.stringify(error.actual)}`)
    assert.include(
      error.message,
      `to repeat: {"law":"filters and","seed":1,"path":"${error.path}"}`,
    )
    assert.match(error.path, /^[0-9]+$/)
    assert.isArray(error.fleet)
    assert.lengthOf(Array.from(Object(error.fleet)), 1)

    const { seed, path } = error
    const [again] = Laws.suite("or", or.adapter, { law: "filters and", seed, path })
    if (again === undefined) return assert.fail("the law is gone")
    const repeated = await Effect.runPromise(Effect.flip(again.holds))
    assert.deepStrictEqual(repeated.fleet, error.fleet)
    assert.deepStrictEqual(repeated.input, error.input)
  })

  it("is as the documentation shows it", async () => {
    if (or === undefined) return assert.fail("the bug is gone")
    const [held] = Laws.suite("my adapter", or.adapter, {
      law: "filters and",
      seed: 2,
      numRuns: 200,
    })
    if (held === undefined) return assert.fail("the law is gone")
    const { message } = await Effect.runPromise(Effect.flip(held.holds))
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
    assert.include(readme, `\nLawBroken: ${message}\n`)
  })

  /** The definition over a fleet, except for what is done to each answer. */
  const spoilt = (
    spoil: (page: DescribeRouteServerPeers.Result) => DescribeRouteServerPeers.Result,
    options?: Judgement.Options,
  ): Laws.Adapter => ({
    make: (fleet) =>
      Layer.succeed(PeerSource.PeerSource, {
        describe: (request) =>
          Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request, options)).pipe(
            Effect.map(spoil),
          ),
      }),
  })

  const breach = async (adapter: Laws.Adapter, parameters: Laws.Parameters) => {
    const [held] = Laws.suite("spoilt", adapter, parameters)
    return held === undefined
      ? assert.fail("the law is gone")
      : Effect.runPromise(Effect.flip(held.holds))
  }

  it("shows the pages, and what one answer lacks of the other", async () => {
    const dropping = spoilt((page) =>
      page.NextToken === undefined ? page : { ...page, RouteServerPeers: [] },
    )
    const { message, expected, actual, pages } = await breach(dropping, {
      law: "pages put together",
      seed: 1,
    })
    const [whole, last] = [[expected].flat(), [actual].flat()]
    const first = whole.filter((id) => !last.includes(id))
    assert.isNotEmpty(first)
    assert.include(message, `\n  lacks:    ${JSON.stringify(first)}\n`)
    assert.include(message, `\n  pages:    [[],${JSON.stringify(last)}]\n`)
    assert.deepStrictEqual<unknown>(pages, [[], last])
    const doubling = spoilt((page) =>
      page.NextToken === undefined
        ? page
        : { ...page, RouteServerPeers: page.RouteServerPeers.flatMap((peer) => [peer, peer]) },
    )
    const twice = await breach(doubling, { law: "pages put together", seed: 1 })
    const tooMany = [twice.expected].flat().slice(0, 5)
    assert.include(twice.message, `\n  has too:  ${JSON.stringify(tooMany)}\n`)
  })

  it("says so where an answer has something else than peers", async () => {
    const asText = plantedBugs.find(({ bug }) => bug === "an ASN is a text")
    if (asText === undefined) return assert.fail("the bug is gone")
    const [held] = Laws.suite("text", asText.adapter, { law: "peers as they are", seed: 1 })
    if (held === undefined) return assert.fail("the law is gone")
    const { message, expected } = await Effect.runPromise(Effect.flip(held.holds))
    assert.strictEqual(expected, "peers that the schema RouteServerPeer allows")
    assert.match(message, /actual: .*"PeerAsn":"\d+"/)
  })

  it("shows which of several requests it was, and cuts what is long, which the error holds whole", async () => {
    const few = spoilt((page) => page, { limits: { ...Limits.ec2, valuesPerFilter: 100 } })
    const { message, request } = await breach(few, { law: "refusals", seed: 1 })
    assert.match(
      message,
      /\n {2}request: {2}\{"Filters":\[\{"Name":"[^"]+","Values":\["\*" × 200\]\}\]\}\n/,
    )
    assert.deepStrictEqual(request, {
      Filters: [{ Name: "RouteServerPeerId", Values: new Array(200).fill("*") }],
    })
  })
})
