import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers } from "@route-server/core"
import { Result, Schema } from "effect"

const real = readFileSync(new URL("fixtures/real-answer.json", import.meta.url), "utf8")
const failure = (input: unknown) =>
  Result.getOrThrow(Result.flip(DescribeRouteServerPeers.decodeResult(input)))

describe("DescribeRouteServerPeers.decodeResult", () => {
  it("reads a real answer, which encodes to the same JSON", () => {
    const result = Result.getOrThrow(DescribeRouteServerPeers.decodeResult(JSON.parse(real)))
    const encoded = Schema.encodeSync(DescribeRouteServerPeers.Result)(result)
    assert.strictEqual(JSON.stringify(encoded), real.trim())
  })

  it("reads an empty page with a token, and members that it does not know", () => {
    const page = { RouteServerPeers: [], NextToken: "t", ResponseMetadata: { RetryAttempts: 0 } }
    assert.deepStrictEqual<unknown>(
      Result.getOrThrow(DescribeRouteServerPeers.decodeResult(page)),
      page,
    )
  })

  it("takes a token that is null, or undefined, for none", () => {
    for (const NextToken of [null, undefined]) {
      const result = DescribeRouteServerPeers.decodeResult({ RouteServerPeers: [], NextToken })
      assert.deepStrictEqual<unknown>(Result.getOrThrow(result), { RouteServerPeers: [] })
    }
  })

  it("names the peer and the path of what it can't understand", () => {
    const error = failure({
      RouteServerPeers: [
        { RouteServerPeerId: "rsp-1" },
        { RouteServerPeerId: "rsp-2", Tags: [{ Key: "k", Value: "" }, { Value: "x" }] },
      ],
    })
    assert.strictEqual(error._tag, "MalformedResponse")
    assert.strictEqual(error.routeServerPeerId, "rsp-2")
    assert.deepStrictEqual(error.path, ["RouteServerPeers", 1, "Tags", 1, "Key"])
    assert.strictEqual(error.message, "RouteServerPeers[1].Tags[1].Key: Missing key")
    assert.isFalse(error.isRetryable)
  })

  it("can't understand a peer without an ID, a tag without a key, and an ASN that is no number", () => {
    const odd: ReadonlyArray<readonly [peer: object, member: string]> = [
      [{}, "RouteServerPeerId"],
      [{ RouteServerPeerId: "" }, "RouteServerPeerId"],
      [{ RouteServerPeerId: "rsp-1", Tags: [{ Value: "v" }] }, "Key"],
      [{ RouteServerPeerId: "rsp-1", BgpOptions: { PeerAsn: "65001" } }, "PeerAsn"],
    ]
    for (const [peer, member] of odd) {
      assert.strictEqual(failure({ RouteServerPeers: [peer] }).path.at(-1), member)
    }
  })

  it("leaves out what it can't understand and tells of it, if asked to, and nothing else", () => {
    const RouteServerPeers = [
      { RouteServerPeerId: "rsp-1" },
      { RouteServerPeerId: "rsp-2", BgpOptions: { PeerAsn: "none" } },
      { RouteServerPeerId: "rsp-3" },
    ]
    const read = (input: unknown) =>
      Result.getOrThrow(DescribeRouteServerPeers.decodeResult(input, { unreadable: "report" }))
    const page = read({ RouteServerPeers, NextToken: "t" })
    assert.deepStrictEqual<unknown>(page.RouteServerPeers, [
      RouteServerPeers[0],
      RouteServerPeers[2],
    ])
    assert.strictEqual(page.NextToken, "t")
    assert.deepStrictEqual(
      page.unreadable?.map(({ routeServerPeerId, path }) => [routeServerPeerId, path]),
      [["rsp-2", ["RouteServerPeers", 1, "BgpOptions", "PeerAsn"]]],
    )
    assert.notProperty(read({ RouteServerPeers: [] }), "unreadable")
    const broken = DescribeRouteServerPeers.decodeResult({}, { unreadable: "report" })
    assert.isTrue(Result.isFailure(broken))
  })

  it("does not take a member of the input for its own report", () => {
    const input = { RouteServerPeers: [{ RouteServerPeerId: "rsp-1" }], unreadable: ["rsp-2"] }
    for (const unreadable of ["fail", "report"] as const) {
      const read = DescribeRouteServerPeers.decodeResult(input, { unreadable })
      const { message, path, reason } = Result.getOrThrow(Result.flip(read))
      const fault = "Expected no member of this name, which tells of what a reader left out"
      assert.deepStrictEqual(path, ["unreadable"])
      assert.strictEqual(message, `unreadable: ${fault}`)
      assert.deepStrictEqual(reason, { _tag: "InvalidResult", fault })
    }
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
    const isResult = Schema.is(DescribeRouteServerPeers.Result)
    assert.isTrue(isResult({ RouteServerPeers: [] }))
    assert.isFalse(isResult({ NextToken: "t" }))
    assert.isFalse(isResult({ RouteServerPeers: [], NextToken: 1 }))
  })

  it("cuts what it reports of a huge value", () => {
    const error = failure({ RouteServerPeers: ["x".repeat(100_000)] })
    assert.isBelow(error.message.length, 300)
  })
})
