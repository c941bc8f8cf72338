import { assert, describe, it } from "@effect/vitest"
import { OpenFormat, ResourceId, RouteServerPeer, Tag } from "@route-server/core"
import { Result, Schema } from "effect"

describe("OpenFormat", () => {
  const VpcId = OpenFormat.make(Schema.String, ResourceId.VpcId)

  it("reads and writes every value of the base type, and no other", () => {
    for (const value of ["vpc-1", "vpc/1", "", "VPC-1"]) {
      const read = Schema.decodeUnknownSync(VpcId)(value)
      assert.strictEqual(Schema.encodeSync(VpcId)(read), value)
    }
    for (const value of [1, null, undefined, ["vpc-1"]]) assert.isFalse(Schema.is(VpcId)(value))
  })

  it("tells values of the expected form apart", () => {
    assert.deepStrictEqual(["vpc-1", "vpc/1", ""].map(VpcId.isKnown), [true, false, false])
  })

  it("keeps one odd member from making a peer unreadable, and lets nobody make one", () => {
    const odd: ReadonlyArray<Omit<RouteServerPeer.Encoded, "RouteServerPeerId">> = [
      { VpcId: "vpc/1" },
      { RouteServerEndpointId: "rs-1" },
      { EndpointEniAddress: "fd00::1" },
      { PeerAddress: "" },
      { BgpOptions: { PeerAsn: 0 } },
      { Tags: [{ Key: "k".repeat(128), Value: "" }] },
      { Tags: [{ Key: "k", Value: "v".repeat(257) }] },
    ]
    const decode = Schema.decodeUnknownResult(RouteServerPeer.RouteServerPeer)
    for (const members of odd) {
      const peer = { RouteServerPeerId: "rsp-1", ...members }
      assert.deepStrictEqual<unknown>(Result.getOrThrow(decode(peer)), peer)
      assert.throws(() => RouteServerPeer.make(peer), Object.keys(members)[0])
    }
    const strange = { RouteServerPeerId: "peer:1" }
    assert.deepStrictEqual<unknown>(Result.getOrThrow(decode(strange)), strange)
    assert.throws(() => RouteServerPeer.make(strange), "RouteServerPeerId")
  })

  it("reads a tag without a value, which has the empty one", () => {
    const tag = Schema.decodeUnknownSync(Tag.Tag)({ Key: "k" })
    assert.deepStrictEqual<unknown>(tag, { Key: "k" })
    assert.strictEqual(Tag.valueOf(tag), "")
  })
})
