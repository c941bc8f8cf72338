import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  type Filter,
  FilterNames,
  FilterPattern,
  type Judgement,
  Limits,
  PageToken,
} from "@route-server/core"
import { type Fleet, Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const { evaluate } = DescribeRouteServerPeers

const outcome = (
  fleet: Fleet.Fleet,
  request: Parameters<typeof evaluate>[1],
  options: Judgement.Options = {},
) =>
  Result.match(evaluate(fleet, request, options), {
    onFailure: (error) => error._tag,
    onSuccess: ({ RouteServerPeers: { length } }) =>
      length === 0 ? "none" : length === fleet.length ? "all" : "some",
  })

describe("filterFor", () => {
  const fleet = fc.sample(Generators.fleet({ minLength: 10 }), { seed: 3, numRuns: 1 })[0] ?? []

  it("covers every name of the catalogue, and hits, near hits and misses", () => {
    const named = Object.fromEntries(
      [...FilterNames.all.single, "tag:"].map((name) => [
        name,
        [
          0.005,
          ({ Name = "" }: Filter.Filter) =>
            name === "tag:" ? Name.startsWith(name) : Name === name,
        ] as const,
      ]),
    )
    const values = (holds: (value: string) => boolean) => (filter: Filter.Filter) =>
      (filter.Values ?? []).some(holds)
    assertCovers(Generators.filterFor(fleet), {
      ...named,
      "hits some": [0.2, (filter) => outcome(fleet, { Filters: [filter] }) === "some"],
      "hits all": [0.002, (filter) => outcome(fleet, { Filters: [filter] }) === "all"],
      "hits none": [0.2, (filter) => outcome(fleet, { Filters: [filter] }) === "none"],
      "is refused": [0.05, (filter) => outcome(fleet, { Filters: [filter] }).startsWith("Invalid")],
      "no name": [0.001, ({ Name }) => Name === undefined],
      "no values": [0.05, ({ Values }) => Values?.length === 0],
      literal: [0.3, values((value) => FilterPattern.literal(value) !== undefined)],
      star: [0.2, values((value) => value.includes("*"))],
      "question mark": [0.2, values((value) => value.includes("?"))],
      escape: [0.08, values((value) => value.includes("\\"))],
    })
  })

  it("is never refused where none is to be refused", () => {
    fc.assert(
      fc.property(Generators.filtersFor(fleet, { refused: false }), (Filters) => {
        assert.isTrue(Result.isSuccess(evaluate(fleet, { Filters })))
      }),
    )
  })

  it("keeps to the names that are accepted", () => {
    const options = { filterNames: FilterNames.make(["VpcId"], { tags: true }), refused: false }
    fc.assert(
      fc.property(Generators.filterFor(fleet, options), ({ Name = "" }) => {
        assert.isTrue(options.filterNames.has(Name))
      }),
    )
  })
})

describe("requestTemplate", () => {
  const withRequest = (options?: Generators.RequestOptions) =>
    Generators.withFleet(Generators.fleet(), Generators.requestTemplate(options))

  it("covers every way to be answered and to be refused", () => {
    const is = (expected: string) => {
      const holds = ([fleet, request]: readonly [Fleet.Fleet, Parameters<typeof evaluate>[1]]) =>
        outcome(fleet, request) === expected
      return holds
    }
    assertCovers(withRequest(), {
      all: [0.05, is("all")],
      some: [0.1, is("some")],
      none: [0.1, is("none")],
      "dry run": [0.03, is("DryRunOperation")],
      combination: [0.03, is("InvalidParameterCombination")],
      "filter limit": [0.03, is("FilterLimitExceeded")],
      value: [0.1, is("InvalidParameterValue")],
      malformed: [0.02, is("InvalidRouteServerPeerId.Malformed")],
      "not found": [0.02, is("InvalidRouteServerPeerId.NotFound")],
      "token of core": [
        0.05,
        ([, { NextToken = "" }]) => PageToken.decode(NextToken) !== undefined,
      ],
      "token spoilt": [
        0.02,
        ([, { NextToken = "" }]) => NextToken !== "" && PageToken.decode(NextToken) === undefined,
      ],
      "ID asked twice": [
        0.02,
        ([, { RouteServerPeerIds: ids = [] }]) => new Set(ids).size < ids.length,
      ],
      "two filters of one name": [
        0.02,
        ([, { Filters = [] }]) =>
          Filters.length < 5 && new Set(Filters.map(({ Name }) => Name)).size < Filters.length,
      ],
    })
  })

  it("is never refused where none is to be refused, whatever the limits", () => {
    const limits: Limits.Limits = { ...Limits.ec2, minMaxResults: 1, maxMaxResults: 3 }
    fc.assert(
      fc.property(withRequest({ refused: false, limits }), ([fleet, request]) => {
        assert.isTrue(Result.isSuccess(evaluate(fleet, request, { limits })))
      }),
    )
  })

  it("exceeds the limits that it is given", () => {
    const limits = { ...Limits.ec2, filters: 4, valuesPerFilter: 5, valuesInAll: 7, ids: 6 }
    const valuesOf = (filters: ReadonlyArray<Filter.Filter> = []) =>
      filters.flatMap(({ Values = [] }) => Values).length
    assertCovers(withRequest({ limits }), {
      filters: [0.005, ([, { Filters = [] }]) => Filters.length === 5],
      values: [0.005, ([, { Filters = [] }]) => Filters.some((each) => each.Values?.length === 6)],
      "values in all": [
        0.005,
        ([, { Filters = [] }]) =>
          valuesOf(Filters) === 8 && Filters.every((each) => (each.Values ?? []).length <= 5),
      ],
      ids: [0.005, ([, { RouteServerPeerIds: ids = [] }]) => ids.length === 7],
    })
  })

  it("takes tokens of core for a fault where they are not read", () => {
    fc.assert(
      fc.property(withRequest({ coreTokens: false, refused: false }), ([, { NextToken }]) => {
        assert.isUndefined(NextToken)
      }),
    )
    const ofCore = (token = "") => PageToken.decode(token) !== undefined
    assertCovers(withRequest({ coreTokens: false }), {
      "a token of core": [0.002, ([, { NextToken }]) => ofCore(NextToken)],
      "another text": [0.01, ([, { NextToken }]) => NextToken !== undefined && !ofCore(NextToken)],
    })
  })

  it("shrinks together with its fleet", () => {
    const [fleet, request] = smallest(
      withRequest({ refused: false }),
      ([peers, each]) => (each.Filters ?? []).length > 0 && outcome(peers, each) === "some",
    )
    assert.lengthOf(fleet, 2)
    assert.lengthOf(request.Filters ?? [], 1)
    assert.isUndefined(request.MaxResults)
    assert.isUndefined(request.RouteServerPeerIds)
  })

  it("gives requests for one fleet", () => {
    fc.assert(
      fc.property(Generators.requestFor([], { refused: false }), (request) => {
        assert.deepStrictEqual(request.RouteServerPeerIds ?? [], [])
      }),
    )
  })
})
