import { assert, describe, it } from "@effect/vitest"
import {
  DescribeRouteServerPeers,
  Filter,
  FilterNames,
  Judgement,
  RouteServerPeer,
} from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"

const make = (id: string, members: Omit<RouteServerPeer.Encoded, "RouteServerPeerId">) =>
  RouteServerPeer.make({ RouteServerPeerId: id, ...members })

const prod = make("rsp-1", {
  VpcId: "vpc-1",
  State: "available",
  BgpOptions: { PeerAsn: 65_001 },
  Tags: [
    { Key: "env", Value: "prod" },
    { Key: "owner", Value: "" },
  ],
})
const staging = make("rsp-2", {
  VpcId: "vpc-1",
  State: "deleted",
  BgpOptions: { PeerAsn: 65_002 },
  Tags: [{ Key: "env", Value: "staging" }],
})
const untagged = make("rsp-3", { VpcId: "vpc-2", State: "available", Tags: [] })
const peers = [prod, staging, untagged]

const select = (...filters: ReadonlyArray<Filter.NamedFilter>) =>
  peers.filter(Filter.matches(filters)).map((peer) => peer.RouteServerPeerId as string)

const refusal = (Filters: ReadonlyArray<Filter.Filter>, acceptedNames?: FilterNames.FilterNames) =>
  Result.match(Judgement.judge({ Filters }, { acceptedNames }), {
    onFailure: (error) => error.message,
    onSuccess: () => undefined,
  })

describe("Filter.matches", () => {
  it("joins filters with AND", () => {
    assert.deepStrictEqual(
      select(Filter.make("VpcId", "vpc-1"), Filter.make("State", "available")),
      ["rsp-1"],
    )
    assert.deepStrictEqual(select(), ["rsp-1", "rsp-2", "rsp-3"])
  })

  it("joins the values of a filter with OR", () => {
    assert.deepStrictEqual(select(Filter.make("tag:env", "prod", "stag*")), ["rsp-1", "rsp-2"])
  })

  it.each<readonly [values: ReadonlyArray<string>, ReadonlyArray<string>]>([
    [
      ["p*", "s*"],
      ["prod", "staging"],
    ],
    [["x*", "s*", "y*"], ["staging"]],
    [
      ["prod", "staging"],
      ["prod", "staging"],
    ],
    [["x", "prod"], ["prod"]],
    [
      ["prod", "s*", "x"],
      ["prod", "staging"],
    ],
    [["?rod"], ["prod"]],
    [[], []],
  ])("joins the values %j, whether they are texts or patterns", (values, envs) => {
    const found = peers.filter(Filter.matches([Filter.make("tag:env", ...values)]))
    assert.deepStrictEqual<unknown>(
      found.map((peer) => RouteServerPeer.tags(peer)["env"]),
      envs,
    )
  })

  it("joins any number of filters", () => {
    const conditions = [
      Filter.make("VpcId", "vpc-1"),
      Filter.make("tag-key", "env"),
      Filter.make("RouteServerPeerId", "rsp-*"),
      Filter.make("State", "available"),
      Filter.make("tag-value", "prod"),
    ]
    const found = conditions.map((_, index) => select(...conditions.slice(0, index + 1)))
    assert.deepStrictEqual(found.slice(0, 3), Array(3).fill(["rsp-1", "rsp-2"]))
    assert.deepStrictEqual(found.slice(3), Array(2).fill(["rsp-1"]))
    const failed = Filter.make("State", "failed")
    const withOneThatFails = conditions.map((_, index) => select(...conditions.with(index, failed)))
    assert.deepStrictEqual(withOneThatFails, Array(5).fill([]))
  })

  it("tells the case of values apart", () => {
    assert.deepStrictEqual(select(Filter.make("tag:env", "Prod")), [])
    assert.deepStrictEqual(select(Filter.make("tag-key", "ENV")), [])
    assert.deepStrictEqual(select(Filter.make("State", "AVAILABLE")), [])
  })

  it("matches nothing with a filter that has no values", () => {
    assert.deepStrictEqual(select(Filter.make("VpcId")), [])
    assert.deepStrictEqual(peers.filter(Result.getOrThrow(Filter.compile([{ Name: "VpcId" }]))), [])
  })

  it("wants both of two filters of one name", () => {
    assert.deepStrictEqual(select(Filter.make("tag-key", "env"), Filter.make("tag-key", "owner")), [
      "rsp-1",
    ])
    assert.deepStrictEqual(select(Filter.make("VpcId", "vpc-1"), Filter.make("VpcId", "vpc-2")), [])
  })

  it("selects by the value of a tag, the empty one included", () => {
    assert.deepStrictEqual(select(Filter.make("tag:owner", "")), ["rsp-1"])
    assert.deepStrictEqual(select(Filter.make("tag:env", "")), [])
    assert.deepStrictEqual(select(Filter.make("tag:env", "*")), ["rsp-1", "rsp-2"])
  })

  it("selects by the key or the value of any tag", () => {
    assert.deepStrictEqual(select(Filter.make("tag-key", "own*")), ["rsp-1"])
    assert.deepStrictEqual(select(Filter.make("tag-value", "staging")), ["rsp-2"])
  })

  it("matches no absent member, not even with *", () => {
    assert.deepStrictEqual(select(Filter.make("BgpOptions.PeerAsn", "*")), ["rsp-1", "rsp-2"])
    assert.deepStrictEqual(select(Filter.make("FailureReason", "*")), [])
  })

  it("compares numbers by their decimal digits", () => {
    assert.deepStrictEqual(select(Filter.make("BgpOptions.PeerAsn", 65_001)), ["rsp-1"])
    assert.deepStrictEqual(select(Filter.make("BgpOptions.PeerAsn", "6500?")), ["rsp-1", "rsp-2"])
    assert.deepStrictEqual(select(Filter.make("BgpOptions.PeerAsn", "065001")), [])
  })

  it("takes a backslash that is to be literal twice", () => {
    const odd = make("rsp-4", { Tags: [{ Key: "path", Value: "a\\*" }] })
    assert.isTrue(Filter.matches([Filter.make("tag:path", "a\\\\\\*")])(odd))
    assert.isFalse(Filter.matches([Filter.make("tag:path", "a\\*")])(odd))
  })
})

describe("Filter.make", () => {
  it("writes names and values as they go over the wire", () => {
    assert.deepStrictEqual<object>(Filter.make("bgp-options.peer-asn", 65_001, "65*"), {
      Name: "bgp-options.peer-asn",
      Values: ["65001", "65*"],
    })
    assert.deepStrictEqual<object>(Filter.make("tag:k"), { Name: "tag:k", Values: [] })
  })
})

describe("Filter.compile", () => {
  it("refuses an unknown name in AWS's words", () => {
    assert.strictEqual(
      refusal([Filter.make("VpcId", "vpc-1"), { Name: "destinationCidr", Values: ["x"] }]),
      "The filter 'destinationCidr' is invalid",
    )
    assert.strictEqual(refusal([{ Name: "vpcid" }]), "The filter 'vpcid' is invalid")
    assert.strictEqual(refusal([{ Name: "" }]), "The filter '' is invalid")
    assert.strictEqual(
      refusal([{ Name: "__proto__", Values: [] }]),
      "The filter '__proto__' is invalid",
    )
  })

  it("cuts what it repeats of a name that no filter can have", () => {
    const message = refusal([{ Name: "x".repeat(5000) }])
    assert.strictEqual(message, `The filter '${"x".repeat(255)}…' is invalid`)
  })

  it("refuses a filter without a name", () => {
    assert.strictEqual(refusal([{ Values: ["x"] }]), "The filter 'null' is invalid")
  })

  it("refuses what is not accepted", () => {
    assert.isUndefined(
      refusal([Filter.make("VpcId", "v"), Filter.make("tag:env", "x")], FilterNames.acceptedByAws),
    )
    assert.strictEqual(
      refusal([Filter.make("vpc-id", "v")], FilterNames.acceptedByAws),
      "The filter 'vpc-id' is invalid",
    )
    assert.strictEqual(
      refusal([Filter.make("State", "available")], FilterNames.acceptedByAws),
      "The filter 'State' is invalid",
    )
    assert.strictEqual(
      refusal([Filter.make("tag:env", "x")], FilterNames.make(["VpcId"])),
      "The filter 'tag:env' is invalid",
    )
  })

  it("names the filter that is invalid, or says that it has no name", () => {
    const message = (...filters: ReadonlyArray<Filter.Filter>) =>
      Result.getOrThrow(Result.flip(Filter.compile(filters))).message
    const fine = Filter.make("VpcId", "vpc-1")
    assert.strictEqual(message(fine, { Name: "vpc-ID" }), "The filter 'vpc-ID' is invalid")
    assert.strictEqual(
      message({ Name: "nope", Values: ["a"] }, fine),
      "The filter 'nope' is invalid",
    )
    assert.strictEqual(message({ Values: ["a"] }), "The filter 'null' is invalid")
  })

  it("compiles a filter that can't change any more once, and any other as it is", () => {
    const conditionOf = (filter: Filter.Filter) =>
      Result.getOrThrow(Filter.conditions([filter]))[0] ?? assert.fail("there is no condition")
    const frozen = Object.freeze({ Name: "VpcId", Values: Object.freeze(["vpc-1"]) })
    assert.strictEqual(conditionOf(frozen), conditionOf(frozen))
    for (const freeze of [(filter: Filter.Filter) => filter, Object.freeze]) {
      const Values = ["vpc-1"]
      const filter = freeze({ Name: "VpcId", Values })
      assert.isTrue(conditionOf(filter).matches(prod))
      Values[0] = "vpc-2"
      assert.isFalse(conditionOf(filter).matches(prod))
    }
    const own = { Name: "VpcId", Values: Object.freeze(["available"]) }
    assert.isFalse(conditionOf(own).matches(prod))
    own.Name = "State"
    assert.isTrue(conditionOf(own).matches(prod))
  })
})

describe("Filter.pushdown", () => {
  it("pushes what is accepted, under the accepted name, and keeps the rest", () => {
    assert.deepStrictEqual<object>(
      Filter.pushdown(
        [
          Filter.make("vpc-id", "vpc-1"),
          Filter.make("State", "available"),
          Filter.make("tag:env", "p*"),
        ],
        FilterNames.acceptedByAws,
      ),
      {
        pushed: [
          { Name: "VpcId", Values: ["vpc-1"] },
          { Name: "tag:env", Values: ["p*"] },
        ],
        residual: [{ Name: "State", Values: ["available"] }],
      },
    )
  })

  it("keeps filters whose treatment AWS does not document", () => {
    const second = Filter.make("vpc-id", "vpc-2")
    assert.deepStrictEqual<object>(
      Filter.pushdown(
        [Filter.make("VpcId", "vpc-1"), second, Filter.make("RouteServerId"), { Values: ["x"] }],
        FilterNames.acceptedByAws,
      ),
      {
        pushed: [Filter.make("VpcId", "vpc-1")],
        residual: [second, Filter.make("RouteServerId"), { Values: ["x"] }],
      },
    )
  })

  it("keeps filters with a value whose meaning is disputed", () => {
    for (const value of ["prod?", "prod\\", "\\??"]) {
      const filter = Filter.make("tag:env", "prod", value)
      assert.deepStrictEqual<object>(Filter.pushdown([filter], FilterNames.acceptedByAws), {
        pushed: [],
        residual: [filter],
      })
    }
    const clear = Filter.make("tag:env", "prod*", "\\?", "\\\\")
    assert.deepStrictEqual<object>(Filter.pushdown([clear], FilterNames.acceptedByAws), {
      pushed: [clear],
      residual: [],
    })
  })

  it("keeps filters with half a character, which no wire carries", () => {
    const half = "\uD83D"
    const filters = [Filter.make("VpcId", `${half}*`), Filter.make(`tag:${half}`, "x")]
    assert.deepStrictEqual<object>(Filter.pushdown(filters, FilterNames.acceptedByAws), {
      pushed: [],
      residual: filters,
    })
  })

  it("keeps a filter that has no Values at all, and one without a name", () => {
    for (const filter of [{ Name: "VpcId" }, { Values: ["vpc-1"] }]) {
      assert.deepStrictEqual<object>(Filter.pushdown([filter], FilterNames.acceptedByAws), {
        pushed: [],
        residual: [filter],
      })
    }
  })

  it("splits filters that can't change any more once for each set of names", () => {
    const request = { Filters: [Filter.make("VpcId", "vpc-1"), Filter.make("State", "pending")] }
    const { Filters = [] } = Result.getOrThrow(Judgement.normalize(request))
    const [forAws, forAll] = [FilterNames.acceptedByAws, FilterNames.all]
    const [first, whole] = [Filter.pushdown(Filters, forAws), Filter.pushdown(Filters, forAll)]
    assert.deepStrictEqual<unknown>(
      [first.residual, whole.residual],
      [[Filter.make("State", "pending")], []],
    )
    assert.strictEqual(Filter.pushdown(Filters, forAws), first)
    assert.strictEqual(Filter.pushdown(Filters, forAll), whole)
    // Those of a caller may be others the next time.
    const own: Array<Filter.Filter> = [Filter.make("VpcId", "vpc-1")]
    assert.lengthOf(Filter.pushdown(own, forAws).pushed, 1)
    own.pop()
    assert.lengthOf(Filter.pushdown(own, forAws).pushed, 0)
  })

  it("loses nothing: both halves together select what the whole does", () => {
    const names = [...FilterNames.all.single, "tag:env"]
    const values = fc.constantFrom(
      "vpc-1",
      "vpc-*",
      "available",
      "prod",
      "env",
      "65001",
      "*",
      "",
      "rsp-1",
    )
    const filter = fc.record({
      Name: fc.constantFrom(...names),
      Values: fc.array(values, { maxLength: 2 }),
    })
    fc.assert(
      fc.property(
        fc.array(filter, { maxLength: 4 }),
        fc.uniqueArray(fc.constantFrom(...FilterNames.all.single), { maxLength: 12 }),
        fc.boolean(),
        (filters, single, tags) => {
          const accepted = new FilterNames.FilterNames(new Set(single), tags)
          const { pushed, residual } = Filter.pushdown(filters, accepted)
          const answer = (
            Filters: ReadonlyArray<Filter.Filter>,
            from: Iterable<RouteServerPeer.RouteServerPeer>,
          ) =>
            Result.getOrThrow(DescribeRouteServerPeers.evaluate(from, { Filters })).RouteServerPeers
          assert.deepStrictEqual(answer(residual, answer(pushed, peers)), answer(filters, peers))
          assert.isUndefined(refusal(pushed, accepted))
          const pushedNames = pushed.map(({ Name }) => Name)
          assert.strictEqual(new Set(pushedNames).size, pushedNames.length)
        },
      ),
      { numRuns: 500 },
    )
  })
})
