import { assert, describe, it } from "@effect/vitest"
import { ResourceId } from "@route-server/core"
import { Schema } from "effect"

describe("ResourceId", () => {
  it("is a prefix, one dash, and lowercase letters and digits", () => {
    const isPeerId = Schema.is(ResourceId.RouteServerPeerId)
    for (const id of ["rsp-0e1c240ae33a4f642", "rsp-571faf2e", "rsp-1"])
      assert.isTrue(isPeerId(id), id)
    for (const id of [
      "",
      "rsp",
      "rsp-",
      "rsp-0E",
      "rsp-0-1",
      "xrsp-01",
      "rse-01",
      "rsp-01\n",
      "rsp-é",
    ]) {
      assert.isFalse(isPeerId(id), JSON.stringify(id))
    }
  })

  it("tells the kinds of resources apart", () => {
    const schemas = {
      rsp: ResourceId.RouteServerPeerId,
      rse: ResourceId.RouteServerEndpointId,
      rs: ResourceId.RouteServerId,
      vpc: ResourceId.VpcId,
      subnet: ResourceId.SubnetId,
      eni: ResourceId.NetworkInterfaceId,
    }
    for (const [prefix, schema] of Object.entries(schemas)) {
      const accepted = Object.keys(schemas).filter((other) =>
        Schema.is(schema)(`${other}-0a1b2c3d`),
      )
      assert.deepStrictEqual(accepted, [prefix])
    }
  })
})
