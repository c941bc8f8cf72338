import { assert, describe, it } from "@effect/vitest"
import { OpenStruct, RouteServerPeer } from "@route-server/core"
import { Schema } from "effect"

describe("OpenStruct", () => {
  it("knows its members, in their order", () => {
    assert.deepStrictEqual(Object.keys(RouteServerPeer.RouteServerPeer.schema.fields), [
      "RouteServerPeerId",
      "RouteServerEndpointId",
      "RouteServerId",
      "VpcId",
      "SubnetId",
      "State",
      "FailureReason",
      "EndpointEniId",
      "EndpointEniAddress",
      "PeerAddress",
      "BgpOptions",
      "BgpStatus",
      "BfdStatus",
      "Tags",
    ])
  })

  it("judges the members that it knows and keeps all others", () => {
    const Thing = OpenStruct.make({ Known: Schema.Number })
    const decode = Schema.decodeUnknownSync(Thing)
    assert.deepStrictEqual<unknown>(decode({ Known: 1, Other: [null] }), {
      Known: 1,
      Other: [null],
    })
    assert.throws(() => decode({ Known: "1" }))
    assert.throws(() => decode({ Other: 1 }))
  })
})
