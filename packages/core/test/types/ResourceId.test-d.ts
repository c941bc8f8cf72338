import { ResourceId } from "@route-server/core"
import { describe, expectTypeOf, it } from "vitest"

type Ids = {
  RouteServerPeerId: ResourceId.RouteServerPeerId
  RouteServerEndpointId: ResourceId.RouteServerEndpointId
  RouteServerId: ResourceId.RouteServerId
  VpcId: ResourceId.VpcId
  SubnetId: ResourceId.SubnetId
  NetworkInterfaceId: ResourceId.NetworkInterfaceId
}

/** The IDs that can stand for one, by its name. */
type Interchangeable = {
  [Wanted in keyof Ids]: {
    [Given in keyof Ids]: Ids[Given] extends Ids[Wanted] ? Given : never
  }[keyof Ids]
}

describe("A resource ID", () => {
  it("is a brand of its own", () => {
    expectTypeOf<Interchangeable>().toEqualTypeOf<{ [Name in keyof Ids]: Name }>()
  })

  it("is a string", () => {
    expectTypeOf<Ids[keyof Ids]>().toExtend<string>()
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
