import { OpenFormat, ResourceId } from "@route-server/core"
import { Schema } from "effect"
import { describe, expectTypeOf, it } from "vitest"

const VpcId = OpenFormat.make(Schema.String, ResourceId.VpcId)
declare const id: typeof VpcId.Type

describe("An open format", () => {
  it("tells a value of the expected form from any other", () => {
    expectTypeOf(id).toEqualTypeOf<ResourceId.VpcId | OpenFormat.UnknownValue>()
    expectTypeOf(id).not.toExtend<ResourceId.VpcId>()
    expectTypeOf<OpenFormat.UnknownValue>().not.toExtend<ResourceId.VpcId>()
  })

  it("is narrowed by isKnown", () => {
    if (VpcId.isKnown(id)) expectTypeOf(id).toEqualTypeOf<ResourceId.VpcId>()
    else expectTypeOf(id).toEqualTypeOf<OpenFormat.UnknownValue>()
  })

  it("is read from every value of its base type", () => {
    expectTypeOf(Schema.decodeSync(VpcId)).parameter(0).toEqualTypeOf<string>()
  })
})
