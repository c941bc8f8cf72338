import { assert, describe, it } from "@effect/vitest"
import { type DescribeRouteServerPeers, Limits } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"
import * as DescribeRouteServerPeersQuery from "../../src/internal/DescribeRouteServerPeersQuery.ts"
import { type Pairs, parametersOf, written } from "../support.ts"

const decode = (...pairs: Pairs) =>
  Result.getOrThrow(DescribeRouteServerPeersQuery.decode(new Map(pairs)))

const refusal = (...pairs: Pairs) => {
  const error = Result.getOrThrow(Result.flip(DescribeRouteServerPeersQuery.decode(new Map(pairs))))
  return `${error._tag}: ${error.message}`
}

describe("DescribeRouteServerPeersQuery.mostParameters", () => {
  it("is what the largest request within limits has", () => {
    const some = fc.integer({ min: 1, max: 6 })
    const limits = fc.record({ filters: some, valuesInAll: some, valuesPerFilter: some, ids: some })
    fc.assert(
      fc.property(limits, (limits) => {
        const { filters, valuesInAll, valuesPerFilter, ids } = limits
        let left = valuesInAll
        const request: DescribeRouteServerPeers.Request = {
          RouteServerPeerIds: Array.from({ length: ids }, () => "rsp-1"),
          Filters: Array.from({ length: filters }, () => {
            const Values = Array.from({ length: Math.min(left, valuesPerFilter) }, () => "x")
            left -= Values.length
            return { Name: "VpcId", Values }
          }),
          MaxResults: 5,
          NextToken: "",
          DryRun: true,
        }
        assert.strictEqual(
          DescribeRouteServerPeersQuery.mostParameters({ ...Limits.ec2, ...limits }),
          parametersOf(request).length,
        )
      }),
    )
  })
})

describe("DescribeRouteServerPeersQuery.decode", () => {
  it("reads every request that can be written, its parameters in any order", () => {
    const requests = Generators.fleet().chain((fleet) => Generators.requestFor(fleet))
    fc.assert(
      fc.property(
        requests.chain((request) =>
          fc.tuple(
            fc.constant(request),
            fc.shuffledSubarray([...parametersOf(request)], {
              minLength: parametersOf(request).length,
            }),
          ),
        ),
        ([request, shuffled]) => {
          assert.deepStrictEqual(decode(...shuffled), written(request))
        },
      ),
    )
  })

  it("reads no parameters as no members", () => {
    assert.deepStrictEqual(decode(), {})
  })

  it("orders lists by number, over gaps and beyond nine", () => {
    assert.deepStrictEqual(
      decode(
        ["RouteServerPeerId.10", "ten"],
        ["RouteServerPeerId.9", "nine"],
        ["RouteServerPeerId.123456789012345678901", "last"],
        ["RouteServerPeerId.123456789012345678900", "last but one"],
        ["Filter.11.Value.2", "b"],
        ["Filter.3.Name", "VpcId"],
        ["Filter.11.Value.10", "c"],
        ["Filter.11.Name", "tag-key"],
        ["Filter.11.Value.1", "a"],
      ),
      {
        RouteServerPeerIds: ["nine", "ten", "last but one", "last"],
        Filters: [{ Name: "VpcId" }, { Name: "tag-key", Values: ["a", "b", "c"] }],
      },
    )
  })

  it("keeps empty texts, and filters of which half is missing", () => {
    assert.deepStrictEqual(
      decode(
        ["RouteServerPeerId.1", ""],
        ["Filter.1.Name", ""],
        ["Filter.2.Value.1", ""],
        ["NextToken", ""],
        ["DryRun", "false"],
      ),
      {
        RouteServerPeerIds: [""],
        Filters: [{ Name: "" }, { Values: [""] }],
        NextToken: "",
        DryRun: false,
      },
    )
  })

  it("reads a list without a number and a value as one empty item", () => {
    assert.deepStrictEqual(decode(["Filter", ""]), { Filters: [{}] })
    assert.deepStrictEqual(decode(["RouteServerPeerId", ""]), { RouteServerPeerIds: [""] })
    assert.deepStrictEqual(decode(["Filter.2.Name", "VpcId"], ["Filter", ""]), {
      Filters: [{}, { Name: "VpcId" }],
    })
    for (const name of ["Filters", "Filter.1", "Filter.1.Value", "NextTokens"]) {
      assert.include(refusal([name, ""]), `UnknownParameter: The parameter ${name} `)
    }
  })

  it("reads whole numbers, which core judges", () => {
    for (const value of [0, 4, 5, 1000, 1001, -5, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      assert.deepStrictEqual(decode(["MaxResults", String(value)]), { MaxResults: value })
    }
  })

  it("refuses what is no whole number", () => {
    for (const value of ["", "abc", "5.0", "5.5", " 5", "5 ", "+5", "1e3", "0x10", "٥", "NaN"]) {
      assert.strictEqual(
        refusal(["MaxResults", value]),
        `InvalidParameterValue: Value ( ${value} ) for parameter MaxResults is invalid. Expected an integer.`,
      )
    }
    assert.include(refusal(["MaxResults", "9007199254740993"]), "( 9007199254740993 )")
    assert.include(refusal(["MaxResults", "9".repeat(1000)]), `( ${"9".repeat(80)}… )`)
  })

  it("refuses what is neither true nor false", () => {
    for (const value of ["", "True", "TRUE", "1", "0", "yes", " true"]) {
      assert.strictEqual(
        refusal(["DryRun", value]),
        `InvalidParameterValue: Value ( ${value} ) for parameter DryRun is invalid. Expected true or false.`,
      )
    }
  })

  it("refuses every other name", () => {
    const names = [
      "RouteServerPeerIds.1",
      "RouteServerPeerId",
      "RouteServerPeerId.",
      "RouteServerPeerId.0",
      "RouteServerPeerId.01",
      "RouteServerPeerId.-1",
      "RouteServerPeerId.x",
      "RouteServerPeerId.1.2",
      "RouteServerPeerId.١",
      "RouteServerPeerId.1\n",
      "routeServerPeerId.1",
      "XRouteServerPeerId.1",
      "XFilter.1.Name",
      "Filter.1.Names",
      "XFilter.1.Value.1",
      "Filter.1.Value.1x",
      "Filter.x.Name",
      "Filter.0.Name",
      "Filter.1",
      "Filter.1.name",
      "Filter.1.Value",
      "Filter.1.Value.0",
      "Filter.1.Value.x",
      "Filter.1.Values.1",
      "Filters.1.Name",
      "MaxResult",
      "maxResults",
      "",
      "__proto__",
      "constructor",
    ]
    for (const name of names) {
      assert.strictEqual(
        refusal(["DryRun", "true"], [name, "secret"]),
        `UnknownParameter: The parameter ${name} is not recognized`,
      )
    }
  })
})
