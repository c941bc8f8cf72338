import { FilterNames } from "@route-server/core"
import { describe, expectTypeOf, it } from "vitest"

describe("FilterNames.make", () => {
  it("takes names of the catalogue, and tags all together", () => {
    expectTypeOf(
      FilterNames.make(["VpcId", "state", "tag-key"], { tags: true }),
    ).toEqualTypeOf<FilterNames.FilterNames>()
  })

  it("does not compile with a misspelt name", () => {
    // @ts-expect-error
    FilterNames.make(["VpcId", "vpcid"])
  })

  it("does not compile with one tag's name, which would stand for all", () => {
    // @ts-expect-error
    FilterNames.make(["tag:env"])
  })
})

describe("A set of filter names", () => {
  it("is asked about any text, as a request may hold", () => {
    expectTypeOf(FilterNames.all.has).parameter(0).toEqualTypeOf<string>()
  })

  it("can't be changed", () => {
    // @ts-expect-error
    FilterNames.all.single.add("VPCID")
    // @ts-expect-error
    FilterNames.all.tags = false
  })
})
