import { assert, describe, it } from "@effect/vitest"
import { Filter, Judgement, RouteServerPeer, Target } from "@route-server/core"
import { Result, Schema } from "effect"

const peers = Schema.decodeSync(Schema.Array(RouteServerPeer.RouteServerPeer))([
  { RouteServerPeerId: "rsp-1", VpcId: "vpc-a" },
  { RouteServerPeerId: "rsp-12", VpcId: "vpc-a" },
  { RouteServerPeerId: "rsp-*", VpcId: "vpc-a" },
  { RouteServerPeerId: "rsp-3", VpcId: "vpc-b" },
])

const selected = (request: ReturnType<typeof Target.requestOf>) => {
  const { matches } = Result.getOrThrow(Judgement.judge(request, { through: "filters" }))
  return peers.filter(matches).map(({ RouteServerPeerId }) => `${RouteServerPeerId}`)
}

describe("requestOf", () => {
  it("selects the same peers by filters alone, IDs literally", () => {
    const inA = (...ids: ReadonlyArray<string>) =>
      selected(
        Target.requestOf({}, { RouteServerPeerIds: ids, Filters: [Filter.make("VpcId", "vpc-a")] }),
      )
    assert.deepStrictEqual(inA("rsp-1", "rsp-3", "rsp-4"), ["rsp-1"])
    assert.deepStrictEqual(inA("rsp-*", "rsp-?"), ["rsp-*"])
    assert.deepStrictEqual(inA(), ["rsp-1", "rsp-12", "rsp-*"])
  })

  it("selects what both the target and the request do", () => {
    const own = { RouteServerPeerIds: ["rsp-1", "rsp-3"] }
    assert.deepStrictEqual(selected(Target.requestOf({ request: own })), ["rsp-1", "rsp-3"])
    assert.deepStrictEqual(
      selected(Target.requestOf({ request: own }, { RouteServerPeerIds: ["rsp-12", "rsp-3"] })),
      ["rsp-3"],
    )
    assert.deepStrictEqual(
      selected(
        Target.requestOf(
          { request: { ...own, Filters: [Filter.make("VpcId", "vpc-a")] } },
          { Filters: [Filter.make("VpcId", "vpc-?")] },
        ),
      ),
      ["rsp-1"],
    )
  })

  it("asks for the rest as it is", () => {
    assert.deepStrictEqual(Target.requestOf({}, { MaxResults: 5, DryRun: true }), {
      MaxResults: 5,
      DryRun: true,
      Filters: [],
    })
  })
})

describe("Target", () => {
  it("has a name and a region", () => {
    const isTarget = Schema.is(Target.Target)
    assert.isTrue(isTarget({ name: "prod/eu-west-1", region: "eu-west-1" }))
    assert.isFalse(isTarget({ name: "", region: "eu-west-1" }))
    assert.isFalse(isTarget({ name: "prod" }))
  })
})
