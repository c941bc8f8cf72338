import { OpenEnum, type OpenFormat } from "@route-server/core"
import { Schema } from "effect"
import { describe, expectTypeOf, it } from "vitest"

const Colour = OpenEnum.make(["red", "green"])
type Colour = typeof Colour.Type
declare const colour: Colour

describe("An open enum", () => {
  it("is one of the values known today, or one that is not known", () => {
    expectTypeOf<Colour>().toEqualTypeOf<"red" | "green" | OpenFormat.UnknownValue>()
    expectTypeOf(Colour.known).toEqualTypeOf<ReadonlyArray<"red" | "green">>()
  })

  it("is decoded from any string", () => {
    expectTypeOf(Schema.decodeSync(Colour)).parameter(0).toEqualTypeOf<string>()
  })

  it("has no unknown value that passes for a known one", () => {
    expectTypeOf<OpenFormat.UnknownValue>().not.toExtend<"red" | "green">()
    // @ts-expect-error: a literal is not an unknown value either.
    const unknown: OpenFormat.UnknownValue = "blue"
    return unknown
  })

  it("is not exhausted by a switch over the known values", () => {
    switch (colour) {
      case "red":
      case "green":
        return
      default:
        expectTypeOf(colour).toEqualTypeOf<OpenFormat.UnknownValue>()
    }
  })

  it("is narrowed by isKnown", () => {
    if (Colour.isKnown(colour)) expectTypeOf(colour).toEqualTypeOf<"red" | "green">()
    else expectTypeOf(colour).toEqualTypeOf<OpenFormat.UnknownValue>()
  })
})
