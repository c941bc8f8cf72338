import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  Filter,
  FilterNames,
  Judgement,
  Limits,
  PageToken,
  ResourceId,
  RouteServerPeer,
} from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"

const ids = ["rsp-0", "rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6"]
const peers = ids.map((id, index) =>
  RouteServerPeer.make({ RouteServerPeerId: id, VpcId: index % 2 === 0 ? "vpc-a" : "vpc-b" }),
)

const evaluate = (
  request: DescribeRouteServerPeers.Request,
  options?: Judgement.Options,
  from: ReadonlyArray<RouteServerPeer.RouteServerPeer> = peers,
) => DescribeRouteServerPeers.evaluate(from, request, options)

const idsOf = (
  request: DescribeRouteServerPeers.Request,
  options?: Judgement.Options,
  from?: ReadonlyArray<RouteServerPeer.RouteServerPeer>,
): ReadonlyArray<string> =>
  Result.getOrThrow(evaluate(request, options, from)).RouteServerPeers.map(
    (peer) => peer.RouteServerPeerId,
  )

/** The code and the text of a refusal. */
const refusal = (request: object, options?: Judgement.Options) => {
  const error = Result.getOrThrow(Result.flip(evaluate(request, options)))
  return `${error._tag}: ${error.message}`
}

const many = (count: number) => Array.from({ length: count }, (_, index) => String(index))
const token = PageToken.encode({ after: ResourceId.RouteServerPeerId.make("rsp-2") })

describe("The request's form", () => {
  it("may lack every member", () => {
    assert.deepStrictEqual(idsOf({}), ids)
    const absent = {
      RouteServerPeerIds: undefined,
      NextToken: undefined,
      MaxResults: undefined,
      Filters: undefined,
      DryRun: undefined,
    }
    assert.deepStrictEqual(idsOf(absent), ids)
  })

  it("has no members but those of the reference", () => {
    assert.strictEqual(
      refusal({ MaxResult: 5 }),
      "UnknownParameter: The parameter MaxResult is not recognized",
    )
    assert.strictEqual(
      refusal({ Filters: [{ Name: "VpcId", Values: [], Value: "vpc-a" }] }),
      "UnknownParameter: The parameter Filters[0].Value is not recognized",
    )
  })

  it("has members of the reference's types", () => {
    const refused: Array<[object, string]> = [
      [
        { MaxResults: 5.5 },
        "Value ( 5.5 ) for parameter MaxResults is invalid. Expected an integer.",
      ],
      [
        { MaxResults: Number.NaN },
        "Value ( NaN ) for parameter MaxResults is invalid. Expected an integer.",
      ],
      [{ MaxResults: "5" }, "Value ( 5 ) for parameter MaxResults is invalid. Expected number."],
      [
        { MaxResults: null },
        "Value ( null ) for parameter MaxResults is invalid. Expected number.",
      ],
      [{ NextToken: 1 }, "Value ( 1 ) for parameter NextToken is invalid. Expected string."],
      [{ DryRun: "true" }, "Value ( true ) for parameter DryRun is invalid. Expected boolean."],
      [
        { RouteServerPeerIds: "rsp-1" },
        "Value ( rsp-1 ) for parameter RouteServerPeerIds is invalid. Expected array.",
      ],
      [
        { RouteServerPeerIds: ["rsp-1", 2] },
        "Value ( 2 ) for parameter RouteServerPeerIds[1] is invalid. Expected string.",
      ],
      [
        { Filters: [{ Name: "VpcId", Values: [{}] }] },
        "Value ( structure ) for parameter Filters[0].Values[0] is invalid. Expected string.",
      ],
      [{ Filters: [[]] }, "Value ( list ) for parameter Filters[0] is invalid. Expected object."],
      [["rsp-1"], "Value ( list ) for parameter request is invalid. Expected object."],
    ]
    for (const [request, message] of refused) {
      assert.strictEqual(refusal(request), `InvalidParameterValue: ${message}`)
    }
  })

  it("counts an empty list as none", () => {
    assert.deepStrictEqual(idsOf({ RouteServerPeerIds: [], Filters: [] }), ids)
    assert.lengthOf(idsOf({ RouteServerPeerIds: [], MaxResults: 5 }), 5)
  })
})

describe("The order of judgement", () => {
  it("refuses the combination even in a dry run and with MaxResults out of range", () => {
    assert.include(
      refusal({ RouteServerPeerIds: ["rsp-1"], MaxResults: 4, DryRun: true }),
      "InvalidParameterCombination",
    )
  })

  it("answers a dry run before it looks at the range of MaxResults", () => {
    assert.include(refusal({ DryRun: true, MaxResults: 4 }), "DryRunOperation")
    assert.include(refusal({ DryRun: true, MaxResults: 2000 }), "DryRunOperation")
  })

  it("judges the names of all filters before their number and their lengths", () => {
    const tooMany = many(51).map(() => Filter.make("VpcId", "x".repeat(256)))
    assert.include(refusal({ Filters: tooMany }), "FilterLimitExceeded")
    assert.include(
      refusal({ Filters: [...tooMany, { Name: "nonsense" }] }),
      "The filter 'nonsense'",
    )
  })

  it("calls an ID malformed before another one unknown", () => {
    assert.include(
      refusal({ RouteServerPeerIds: ["rsp-9", "x"] }),
      "InvalidRouteServerPeerId.Malformed",
    )
  })
})

describe("Filters", () => {
  it("are at most 50", () => {
    const filters = (count: number) => ({
      Filters: many(count).map(() => Filter.make("VpcId", "vpc-a")),
    })
    assert.lengthOf(idsOf(filters(50)), 4)
    assert.strictEqual(
      refusal(filters(51)),
      "FilterLimitExceeded: The number of Filters ( 51 ) exceeds the limit of 50.",
    )
  })

  it("have at most 200 values in all", () => {
    const filters = (count: number) => [
      Filter.make("VpcId", "vpc-a", ...many(99)),
      Filter.make("VpcId", ...many(count), "vpc-a"),
    ]
    assert.lengthOf(idsOf({ Filters: filters(99) }), 4)
    assert.strictEqual(
      refusal({ Filters: filters(100) }),
      "FilterLimitExceeded: The maximum number of filter values specified on a single call is 200",
    )
  })

  it("can be held to fewer values each", () => {
    const limits = { ...Limits.ec2, valuesPerFilter: 3 }
    const filters = (count: number) => [
      Filter.make("VpcId", "vpc-a"),
      Filter.make("VpcId", "vpc-a", ...many(count)),
    ]
    assert.lengthOf(idsOf({ Filters: filters(2) }, { limits }), 4)
    assert.strictEqual(
      refusal({ Filters: filters(3) }, { limits }),
      "FilterLimitExceeded: The number of Filters[1].Values ( 4 ) exceeds the limit of 3.",
    )
  })

  it("have values of at most 255 characters", () => {
    assert.deepStrictEqual(idsOf({ Filters: [Filter.make("VpcId", "🦊".repeat(255))] }), [])
    assert.strictEqual(
      refusal({ Filters: [Filter.make("VpcId", "vpc-a", "🦊".repeat(256))] }),
      "FilterLimitExceeded: The maximum length for a filter value is 255 characters",
    )
  })

  it("have names of at most 255 characters", () => {
    assert.deepStrictEqual(idsOf({ Filters: [Filter.make(`tag:${"k".repeat(251)}`, "x")] }), [])
    assert.include(
      refusal({ Filters: [Filter.make(`tag:${"k".repeat(252)}`, "x")] }),
      "InvalidParameterValue: Value ( tag:kkkk",
    )
  })

  it("that match nothing give an empty answer", () => {
    assert.deepStrictEqual(
      Result.getOrThrow(evaluate({ Filters: [Filter.make("VpcId", "vpc-z")] })),
      {
        RouteServerPeers: [],
      },
    )
  })

  it("accept the whole catalogue, or what they are told to", () => {
    assert.lengthOf(idsOf({ Filters: [Filter.make("vpc-id", "vpc-a")] }), 4)
    const aws = { acceptedNames: FilterNames.acceptedByAws }
    assert.lengthOf(idsOf({ Filters: [Filter.make("VpcId", "vpc-a")] }, aws), 4)
    assert.strictEqual(
      refusal({ Filters: [Filter.make("vpc-id", "vpc-a")] }, aws),
      "InvalidParameterValue: The filter 'vpc-id' is invalid",
    )
  })
})

describe("Peer IDs", () => {
  it("select the peers that they name, once each", () => {
    assert.deepStrictEqual(idsOf({ RouteServerPeerIds: ["rsp-5", "rsp-1", "rsp-5"] }), [
      "rsp-1",
      "rsp-5",
    ])
  })

  it("are joined with the filters by AND", () => {
    const Filters = [Filter.make("VpcId", "vpc-a")]
    assert.deepStrictEqual(idsOf({ RouteServerPeerIds: ["rsp-1", "rsp-2"], Filters }), ["rsp-2"])
  })

  it("are refused when they have not the form of one", () => {
    for (const id of ["rsp-", "rsp-X", "rse-1", "vpc-1", "rsp-1-2", "rsp-1 "]) {
      assert.strictEqual(
        refusal({ RouteServerPeerIds: ["rsp-1", id] }),
        `InvalidRouteServerPeerId.Malformed: Invalid Id: '${id}' (expecting 'rsp-...; the Id may only contain lowercase alphanumeric characters and a single dash')`,
      )
    }
  })

  it("are missing where one is empty", () => {
    assert.strictEqual(
      refusal({ RouteServerPeerIds: ["rsp-X", ""] }),
      "MissingParameter: The request must contain the parameter RouteServerPeerId",
    )
  })

  it("fail the whole request when one names no peer", () => {
    assert.strictEqual(
      refusal({ RouteServerPeerIds: ["rsp-1", "rsp-9"] }),
      "InvalidRouteServerPeerId.NotFound: The route server peer ID 'rsp-9' does not exist",
    )
    assert.strictEqual(
      refusal({ RouteServerPeerIds: ["rsp-9", "rsp-1", "rsp-8"] }),
      "InvalidRouteServerPeerId.NotFound: The route server peer IDs 'rsp-9, rsp-8' do not exist",
    )
  })

  it("exist whatever the filters say", () => {
    assert.deepStrictEqual(
      idsOf({ RouteServerPeerIds: ["rsp-1"], Filters: [Filter.make("VpcId", "vpc-a")] }),
      [],
    )
  })

  it("are at most 1000", () => {
    const request = (count: number) => ({ RouteServerPeerIds: many(count).map(() => "rsp-1") })
    assert.deepStrictEqual(idsOf(request(1000)), ["rsp-1"])
    assert.strictEqual(
      refusal(request(1001)),
      "InvalidParameterValue: Value ( 1001 ) for parameter RouteServerPeerIds is invalid. Expecting at most 1000 IDs.",
    )
  })

  it("can't be used with MaxResults", () => {
    assert.strictEqual(
      refusal({ RouteServerPeerIds: ["rsp-1"], MaxResults: 5 }),
      "InvalidParameterCombination: The parameter RouteServerPeerIds cannot be used with the parameter MaxResults",
    )
  })
})

describe("Pages", () => {
  it("have MaxResults from 5 to 1000", () => {
    assert.lengthOf(idsOf({ MaxResults: 5 }), 5)
    assert.lengthOf(idsOf({ MaxResults: 1000 }), 7)
    assert.strictEqual(
      refusal({ MaxResults: 4 }),
      "InvalidParameterValue: Value ( 4 ) for parameter MaxResults is invalid. Expecting a value greater than or equal to 5.",
    )
    assert.strictEqual(
      refusal({ MaxResults: 2000 }),
      "InvalidParameterValue: Value ( 2000 ) for parameter MaxResults is invalid. Expecting a value smaller than or equal to 1000.",
    )
    for (const MaxResults of [-5, 0, 1001])
      assert.include(refusal({ MaxResults }), `( ${MaxResults} )`)
  })

  it("are one without MaxResults", () => {
    assert.deepStrictEqual(idsOf({}), ids)
    assert.isUndefined(Result.getOrThrow(evaluate({})).NextToken)
  })

  it("come with a token while there is more, and with none at the end", () => {
    const first = Result.getOrThrow(evaluate({ MaxResults: 5 }))
    const second = Result.getOrThrow(evaluate({ MaxResults: 5, NextToken: first.NextToken }))
    assert.deepStrictEqual(
      [...first.RouteServerPeers, ...second.RouteServerPeers].map(
        (peer) => peer.RouteServerPeerId as string,
      ),
      ids,
    )
    assert.isFalse("NextToken" in second)
    assert.isFalse("NextToken" in Result.getOrThrow(evaluate({ MaxResults: 7 })))
  })

  it("come in the order of peer IDs, whatever the order of the peers", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...peers]), (some) => {
        assert.deepStrictEqual(
          idsOf({}, {}, some),
          some.map((peer) => peer.RouteServerPeerId as string).sort(),
        )
      }),
    )
  })

  it("refuse a token that is not one", () => {
    for (const NextToken of ["", "garbage", token.slice(1), `${token}=`]) {
      assert.strictEqual(
        refusal({ NextToken }),
        `InvalidParameterValue: Value ( ${NextToken} ) for parameter NextToken is invalid. The token is invalid.`,
      )
    }
  })

  it("may have tokens of the adapter's own, which are judged in the same place", () => {
    const judge = (request: DescribeRouteServerPeers.Request) =>
      Result.mapBoth(Judgement.judge(request, { acceptsToken: (text) => text === "own" }), {
        onSuccess: ({ after }) => after,
        onFailure: ({ _tag, message }) => [_tag, message],
      })
    assert.deepStrictEqual(judge({ NextToken: "own" }), Result.succeed(undefined))
    for (const NextToken of ["", "owner", token]) {
      assert.deepStrictEqual(
        judge({ NextToken, RouteServerPeerIds: ["nonsense"] }),
        Result.fail([
          "InvalidParameterValue",
          `Value ( ${NextToken} ) for parameter NextToken is invalid. The token is invalid.`,
        ]),
      )
    }
    assert.deepStrictEqual(
      Result.mapError(judge({ NextToken: "own", RouteServerPeerIds: ["x"] }), ([tag]) => tag),
      Result.fail("InvalidRouteServerPeerId.Malformed"),
    )
    assert.deepStrictEqual(
      Result.mapError(judge({ NextToken: "own", MaxResults: 4 }), ([tag]) => tag),
      Result.fail("InvalidParameterValue"),
    )
  })

  it("go on after the place that the token names, whatever has gone since", () => {
    const left = peers.filter((peer) => peer.RouteServerPeerId !== "rsp-2")
    assert.deepStrictEqual(idsOf({ NextToken: token }, {}, left), [
      "rsp-3",
      "rsp-4",
      "rsp-5",
      "rsp-6",
    ])
    assert.deepStrictEqual(idsOf({ NextToken: token }, {}, []), [])
  })

  it("let the request change between them", () => {
    assert.deepStrictEqual(idsOf({ NextToken: token, Filters: [Filter.make("VpcId", "vpc-a")] }), [
      "rsp-4",
      "rsp-6",
    ])
    assert.deepStrictEqual(idsOf({ NextToken: token, RouteServerPeerIds: ["rsp-1", "rsp-3"] }), [
      "rsp-3",
    ])
  })

  it("have tokens without a lifetime, unless one is set", () => {
    const hour = 3_600_000
    const at = (now: number) => ({ tokens: { now, lifetime: hour } })
    const { NextToken = "" } = Result.getOrThrow(evaluate({ MaxResults: 5 }, at(1000)))
    assert.deepStrictEqual(idsOf({ NextToken }, at(1000 + hour)), ["rsp-5", "rsp-6"])
    assert.deepStrictEqual(idsOf({ NextToken }), ["rsp-5", "rsp-6"])
    assert.include(
      refusal({ NextToken }, at(1001 + hour)),
      "for parameter NextToken is invalid. The token has expired.",
    )
    assert.include(refusal({ NextToken: token }, at(1000 + 2 * hour)), "The token has expired.")
    assert.isUndefined(PageToken.decode(token)?.issuedAt)
  })

  it("show the last of several peers with one ID", () => {
    const twice = [...peers, RouteServerPeer.make({ RouteServerPeerId: "rsp-3", State: "failed" })]
    assert.deepStrictEqual(idsOf({}, {}, twice), ids)
    assert.deepStrictEqual(idsOf({ Filters: [Filter.make("State", "failed")] }, {}, twice), [
      "rsp-3",
    ])
  })
})

describe("DryRun", () => {
  it("is answered with DryRunOperation", () => {
    const error = Result.getOrThrow(Result.flip(evaluate({ DryRun: true })))
    assert.strictEqual(error._tag, "DryRunOperation")
    assert.strictEqual(error.message, "Request would have succeeded, but DryRun flag is set.")
    assert.strictEqual(error.httpStatus, 412)
    assert.deepStrictEqual(idsOf({ DryRun: false }), ids)
  })

  it("is answered with UnauthorizedOperation when the permission is missing, as any request is", () => {
    for (const DryRun of [true, false]) {
      const error = Result.getOrThrow(Result.flip(evaluate({ DryRun }, { authorized: false })))
      assert.strictEqual(error._tag, "UnauthorizedOperation")
      assert.strictEqual(error.message, "You are not authorized to perform this operation.")
      assert.strictEqual(error.httpStatus, 403)
    }
  })

  it("reveals nothing of the peers", () => {
    const requests = [
      {},
      { RouteServerPeerIds: ["rsp-1"] },
      { RouteServerPeerIds: ["rsp-9"] },
      { Filters: [Filter.make("VpcId", "vpc-a")] },
    ]
    for (const request of requests) {
      for (const from of [peers, []]) {
        const error = Result.getOrThrow(
          Result.flip(evaluate({ ...request, DryRun: true }, {}, from)),
        )
        assert.strictEqual(error._tag, "DryRunOperation")
      }
    }
  })
})
