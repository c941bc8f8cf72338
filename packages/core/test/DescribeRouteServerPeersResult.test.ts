import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeersResult,
  decodeDescribeRouteServerPeersResult,
} from "@route-server/core"
import { Result, Schema } from "effect"

const real = readFileSync(new URL("fixtures/real-answer.json", import.meta.url), "utf8")
const failure = (input: unknown) =>
  Result.getOrThrow(Result.flip(decodeDescribeRouteServerPeersResult(input)))

describe("decodeDescribeRouteServerPeersResult", () => {
  it("reads a real answer, which encodes to the same JSON", () => {
    const result = Result.getOrThrow(decodeDescribeRouteServerPeersResult(JSON.parse(real)))
    const encoded = Schema.encodeSync(DescribeRouteServerPeersResult)(result)
    assert.strictEqual(JSON.stringify(encoded), real.trim())
  })

  it("reads an empty page with a token, and members that it does not know", () => {
    const page = { RouteServerPeers: [], NextToken: "t", ResponseMetadata: { RetryAttempts: 0 } }
    assert.deepStrictEqual<unknown>(
      Result.getOrThrow(decodeDescribeRouteServerPeersResult(page)),
      page,
    )
  })

  it("takes a token that is null, or undefined, for none", () => {
    for (const NextToken of [null, undefined]) {
      const result = decodeDescribeRouteServerPeersResult({ RouteServerPeers: [], NextToken })
      assert.deepStrictEqual<unknown>(Result.getOrThrow(result), { RouteServerPeers: [] })
    }
  })

  it("names the peer and the path of what it can't understand", () => {
    const error = failure({
      RouteServerPeers: [
        { RouteServerPeerId: "rsp-1" },
        { RouteServerPeerId: "rsp-2", Tags: [{ Key: "k", Value: "" }, { Key: "x" }] },
      ],
    })
    assert.strictEqual(error._tag, "MalformedResponse")
    assert.strictEqual(error.routeServerPeerId, "rsp-2")
    assert.deepStrictEqual(error.path, ["RouteServerPeers", 1, "Tags", 1, "Value"])
    assert.strictEqual(error.message, "RouteServerPeers[1].Tags[1].Value: Missing key")
    assert.isFalse(error.isRetryable)
  })

  it("names the ID of a peer even when the ID is what is wrong", () => {
    const error = failure({ RouteServerPeers: [{ RouteServerPeerId: "i-1" }] })
    assert.strictEqual(error.routeServerPeerId, "i-1")
    assert.deepStrictEqual(error.path, ["RouteServerPeers", 0, "RouteServerPeerId"])
    assert.include(error.message, `got "i-1"`)
  })

  it("takes nothing for an empty page that is not one", () => {
    const inputs = [undefined, null, "", [], {}, { RouteServerPeers: null }, { NextToken: "t" }]
    for (const input of inputs) assert.strictEqual(failure(input)._tag, "MalformedResponse")
    assert.deepStrictEqual(failure([]).path, [])
    assert.deepStrictEqual(failure({}).path, ["RouteServerPeers"])
    assert.deepStrictEqual(failure({ RouteServerPeers: [], NextToken: 1 }).path, ["NextToken"])
    for (const peer of [null, 1, "rsp-1", []]) {
      assert.deepStrictEqual(failure({ RouteServerPeers: [peer] }).path, ["RouteServerPeers", 0])
    }
  })

  it("tells of the answer as a whole without a path", () => {
    assert.strictEqual(failure(1).message, "Expected object, got 1")
  })

  it("is what its schema describes", () => {
    const isResult = Schema.is(DescribeRouteServerPeersResult)
    assert.isTrue(isResult({ RouteServerPeers: [] }))
    assert.isFalse(isResult({ NextToken: "t" }))
    assert.isFalse(isResult({ RouteServerPeers: [], NextToken: 1 }))
  })

  it("cuts what it reports of a huge value", () => {
    const error = failure({ RouteServerPeers: [{ RouteServerPeerId: "x".repeat(100_000) }] })
    assert.isBelow(error.message.length, 300)
  })
})
