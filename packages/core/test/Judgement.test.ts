import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  Filter,
  Judgement,
  Limits,
  PageToken,
  RouteServerPeer,
} from "@route-server/core"
import { Result } from "effect"

type Request = DescribeRouteServerPeers.Request

const refusal = (request: Request, options?: Judgement.JudgeOptions) =>
  Result.match(Judgement.judge(request, options), {
    onFailure: (error) => `${error._tag}: ${error.message}`,
    onSuccess: () => undefined,
  })

/** What fails each step and, as far as that can be, no other. */
const faults: Readonly<Record<Judgement.Step, object>> = {
  form: { MaxItems: 5 },
  filters: { Filters: [{ Name: "nonsense", Values: ["x"] }] },
  combination: { RouteServerPeerIds: ["rsp-1"], MaxResults: 5 },
  permission: { DryRun: true },
  range: { MaxResults: 1 },
  token: { NextToken: "nonsense" },
  ids: { RouteServerPeerIds: ["nonsense"] },
}

/** What says which step refused. */
const wordsOf: Readonly<Record<Judgement.Step, string>> = {
  form: "MaxItems is not recognized",
  filters: "The filter 'nonsense' is invalid",
  combination: "cannot be used with",
  permission: "DryRunOperation",
  range: "for parameter MaxResults",
  token: "for parameter NextToken",
  ids: "Invalid Id: 'nonsense'",
}

describe("Judgement.judge", () => {
  it("refuses a request for the first of the steps that it fails", () => {
    for (const [at, first] of Judgement.steps.entries()) {
      for (const later of Judgement.steps.slice(at)) {
        const request = { ...faults[later], ...faults[first] }
        // IDs with MaxResults are a fault of their own, which hides the later two.
        if (first === "range" && later === "ids") continue
        assert.include(refusal(request), wordsOf[first], `${first}, ${later}`)
      }
    }
  })

  it("takes no step beyond the last that it is told to take", () => {
    for (const [at, last] of Judgement.steps.entries()) {
      assert.include(refusal(faults[last], { through: last }), wordsOf[last])
      for (const later of Judgement.steps.slice(at + 1)) {
        assert.isUndefined(refusal(faults[later], { through: last }), `${last}, ${later}`)
      }
    }
  })

  it("gives a request that no one can change, with members that it inherits", () => {
    class Asked {
      get RouteServerPeerIds() {
        return ["rsp-1"]
      }
    }
    const asked = Object.assign(new Asked(), { Filters: [{ Name: "VpcId", Values: ["vpc-1"] }] })
    const { request, ids } = Result.getOrThrow(Judgement.judge(asked))
    assert.deepStrictEqual([...(ids ?? [])], ["rsp-1"])
    asked.Filters[0]?.Values.push("vpc-2")
    assert.deepStrictEqual(request.Filters, [{ Name: "VpcId", Values: ["vpc-1"] }])
    assert.isTrue(Object.isFrozen(request.Filters?.[0]?.Values))
  })

  it("reads each member once, and refuses what can't be read", () => {
    let reads = 0
    const counted = {
      get MaxResults() {
        reads += 1
        return 5
      },
    }
    assert.isUndefined(refusal(counted))
    assert.strictEqual(reads, 1)
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    const throwing = {
      get NextToken(): string {
        throw new Error("no")
      },
    }
    for (const request of [revoked.proxy, throwing]) {
      assert.include(refusal(request), "InvalidParameterValue")
    }
  })

  it("decodes and compiles nothing a second time", () => {
    const { request } = Result.getOrThrow(Judgement.judge({ Filters: [{ Name: "State" }] }))
    assert.strictEqual(Result.getOrThrow(Judgement.judge(request)).request, request)
    const next = Judgement.amend(request, { NextToken: PageToken.encode({ after: "rsp-1" }) })
    assert.strictEqual(Result.getOrThrow(Judgement.judge(next)).request, next)
    assert.strictEqual(next.Filters, request.Filters)
    assert.strictEqual(Result.getOrThrow(Judgement.judge(next)).after, "rsp-1")
  })

  it("tells with its messages what is wrong and no more", () => {
    const long = "x".repeat(10_000)
    const requests = [
      { [long]: 1 },
      { NextToken: long },
      { RouteServerPeerIds: [long] },
      { Filters: [{ Name: long }] },
    ]
    for (const request of requests) assert.isBelow(refusal(request)?.length ?? 0, 500)
    const ids = Array.from({ length: 1000 }, (_, index) => `rsp-${index}`)
    const answer = DescribeRouteServerPeers.evaluate([], { RouteServerPeerIds: ids })
    const { message } = Result.getOrThrow(Result.flip(answer))
    assert.isBelow(message.length, 500)
    assert.include(message, "'rsp-0, rsp-1, ")
    assert.include(message, "(1000 in all)")
  })

  it("says which limit the filters exceed, and by how much", () => {
    const limits: Limits.Limits = {
      ...Limits.ec2,
      filters: 3,
      valuesPerFilter: 2,
      valuesInAll: 3,
      characters: 5,
    }
    const refused = (...filters: ReadonlyArray<readonly [string, ...ReadonlyArray<string>]>) => {
      const Filters = filters.map(([Name, ...Values]) =>
        Values.length === 0 ? { Name } : { Name, Values },
      )
      return refusal({ Filters }, { limits })
    }
    assert.isUndefined(refused(["VpcId", "a", "b"], ["state", "12345"], ["VpcId"]))
    assert.strictEqual(
      refused(["VpcId"], ["VpcId"], ["VpcId"], ["VpcId"]),
      "FilterLimitExceeded: The number of Filters ( 4 ) exceeds the limit of 3.",
    )
    assert.strictEqual(
      refused(["VpcId", "a", "b"], ["state", "c", "d"]),
      "FilterLimitExceeded: The maximum number of filter values specified on a single call is 3",
    )
    assert.strictEqual(
      refused(["VpcId", "a", "b", "c"]),
      "FilterLimitExceeded: The number of Filters[0].Values ( 3 ) exceeds the limit of 2.",
    )
    assert.strictEqual(
      refused(["VpcId"], ["state", "a", "b", "c"]),
      "FilterLimitExceeded: The number of Filters[1].Values ( 3 ) exceeds the limit of 2.",
    )
    assert.strictEqual(
      refused(["VpcId"], ["tag:🦊🦊"]),
      "InvalidParameterValue: Value ( tag:🦊🦊 ) for parameter Filters[1].Name is invalid. " +
        "Expecting at most 5 characters, not 6.",
    )
    assert.strictEqual(
      refused(["VpcId", "a", "123456"]),
      "FilterLimitExceeded: The maximum length for a filter value is 5 characters",
    )
  })

  it("is unlimited where its limits are", () => {
    const limits: Limits.Limits = { ...Limits.ec2, maxMaxResults: Number.POSITIVE_INFINITY }
    assert.isUndefined(refusal({ MaxResults: 1_000_000 }, { limits }))
  })
})

describe("A filter of a request that was judged", () => {
  it("is compiled once, and selects what it would have selected before", () => {
    const Filters = [{ Name: "VpcId", Values: ["vpc-*"] }]
    const { request, matches } = Result.getOrThrow(Judgement.judge({ Filters }))
    const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-1", VpcId: "vpc-1" })
    assert.isTrue(matches(peer))
    assert.isTrue(Result.getOrThrow(Filter.compile(request.Filters ?? []))(peer))
    Filters[0]?.Values.splice(0)
    assert.isTrue(matches(peer))
    assert.isFalse(Result.getOrThrow(Filter.compile(Filters))(peer))
  })
})
