import { assert, describe, it } from "@effect/vitest"
import { OpenEnum, RouteServerPeer } from "@route-server/core"
import { Schema } from "effect"

describe("OpenEnum", () => {
  const Colour = OpenEnum.make(["red", "green"])

  it("keeps a value that is not known yet, both ways", () => {
    const value = Schema.decodeUnknownSync(Colour)("blue")
    assert.strictEqual(value, "blue")
    assert.strictEqual(Schema.encodeSync(Colour)(value), "blue")
    assert.isFalse(Colour.isKnown(value))
    assert.isTrue(Colour.isKnown("red"))
  })

  it("tells case apart", () => {
    assert.isFalse(Colour.isKnown("RED"))
    assert.isFalse(RouteServerPeer.SessionStatus.isKnown("UP"))
  })

  it("refuses what is no string", () => {
    for (const value of [1, null, undefined, {}, ["red"]]) assert.isFalse(Schema.is(Colour)(value))
  })

  it("knows the values of the AWS reference, in its order", () => {
    assert.deepStrictEqual(RouteServerPeer.State.known, [
      "pending",
      "available",
      "deleting",
      "deleted",
      "failing",
      "failed",
    ])
    assert.deepStrictEqual(RouteServerPeer.PeerLivenessDetection.known, ["bfd", "bgp-keepalive"])
    assert.deepStrictEqual(RouteServerPeer.SessionStatus.known, ["up", "down"])
  })
})
