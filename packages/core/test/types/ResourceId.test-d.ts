import { ResourceId } from "@route-server/core"
import { describe, expectTypeOf, it } from "vitest"

type Ids = [
  ResourceId.RouteServerPeerId,
  ResourceId.RouteServerEndpointId,
  ResourceId.RouteServerId,
  ResourceId.VpcId,
  ResourceId.SubnetId,
  ResourceId.NetworkInterfaceId,
]

/** The pairs of different IDs of which one can stand for the other. */
type Confused = {
  [A in keyof Ids]: {
    [B in keyof Ids]: A extends B ? never : Ids[A] extends Ids[B] ? [A, B] : never
  }[number]
}[number]

describe("A resource ID", () => {
  it("is a brand of its own", () => {
    expectTypeOf<Confused>().toBeNever()
  })

  it("is a string", () => {
    expectTypeOf<Ids[number]>().toExtend<string>()
  })

  it("is not just any string", () => {
    expectTypeOf<string>().not.toExtend<ResourceId.RouteServerPeerId>()
    // @ts-expect-error: text becomes an ID by the schema.
    const id: ResourceId.RouteServerPeerId = "rsp-0e1c240ae33a4f642"
    return id
  })

  it("is what its schema makes", () => {
    expectTypeOf(ResourceId.VpcId.make("vpc-571faf2e")).toEqualTypeOf<ResourceId.VpcId>()
  })
})
