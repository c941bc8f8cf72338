import { Filter, type FilterName, FilterNames } from "@route-server/core"
import { pipe } from "effect"
import { describe, expectTypeOf, it } from "vitest"

declare const anyName: string

/** Whether an editor can complete a text where a type is wanted: not if it is swallowed by `string`. */
type Completes<Text extends string, Wanted> = Text extends Wanted
  ? Extract<Wanted, Text> extends never
    ? false
    : true
  : false

describe("A filter name", () => {
  it("is the path or the alias of a member, or one of tags", () => {
    expectTypeOf<"VpcId" | "vpc-id">().toExtend<FilterName.FilterName>()
    expectTypeOf<"BgpOptions.PeerAsn" | "bgp-options.peer-asn">().toExtend<FilterName.FilterName>()
    expectTypeOf<"tag-key" | "tag-value" | "tag:env">().toExtend<FilterName.FilterName>()
  })

  it("is not any text", () => {
    expectTypeOf<string>().not.toExtend<FilterName.FilterName>()
  })

  it("is not a structure, a list, or a member of an item", () => {
    expectTypeOf<"BgpOptions">().not.toExtend<FilterName.FilterName>()
    expectTypeOf<"Tags">().not.toExtend<FilterName.FilterName>()
    expectTypeOf<"Tags.Key">().not.toExtend<FilterName.FilterName>()
  })
})

describe("Filter.make", () => {
  it("makes a filter of a name in the catalogue", () => {
    expectTypeOf(Filter.make("VpcId", "vpc-571faf2e")).toEqualTypeOf<Filter.NamedFilter>()
    expectTypeOf(Filter.make("vpc-id", "vpc-1", "vpc-2*")).toEqualTypeOf<Filter.NamedFilter>()
    expectTypeOf(Filter.make("tag:env", "prod")).toEqualTypeOf<Filter.NamedFilter>()
  })

  it("does not compile with a misspelt name", () => {
    // @ts-expect-error: the name is VpcId.
    Filter.make("VpcID", "vpc-571faf2e")
    // @ts-expect-error: names are case-sensitive.
    Filter.make("STATE", "available")
    // @ts-expect-error: any text is no name.
    Filter.make(anyName, "vpc-571faf2e")
  })

  it("completes the known values of an enumeration, and takes patterns too", () => {
    expectTypeOf<Completes<"available", FilterName.FilterValue<"State">>>().toEqualTypeOf<true>()
    expectTypeOf<
      Completes<"up", FilterName.FilterValue<"bgp-status.status">>
    >().toEqualTypeOf<true>()
    expectTypeOf<Completes<"up", FilterName.FilterValue<"VpcId">>>().toEqualTypeOf<false>()
    Filter.make("State", "avail*")
  })

  it("takes an ASN as a number, a text or a pattern", () => {
    Filter.make("BgpOptions.PeerAsn", 65001, "65002", "650*")
    // @ts-expect-error: no other member is a number.
    Filter.make("VpcId", 65001)
  })
})

describe("Filter.matches", () => {
  it("takes filters that are known to be valid, and no other", () => {
    expectTypeOf(Filter.matches).parameter(0).toEqualTypeOf<ReadonlyArray<Filter.NamedFilter>>()
    // @ts-expect-error: the name of a filter of a request may be any text.
    Filter.matches([{ Name: anyName, Values: ["vpc-571faf2e"] }])
  })
})

describe("A filter of a request", () => {
  it("may have any name or none, and no values", () => {
    expectTypeOf<{ Name: string }>().toExtend<Filter.Filter>()
    expectTypeOf<Record<never, never>>().toExtend<Filter.Filter>()
    expectTypeOf<Filter.NamedFilter>().toExtend<Filter.Filter>()
  })
})

describe("Filter.pushdown", () => {
  it("is called with filters first, or in a pipe", () => {
    const filters = [Filter.make("VpcId", "vpc-571faf2e")]
    expectTypeOf(
      Filter.pushdown(filters, FilterNames.acceptedByAws),
    ).toEqualTypeOf<Filter.Pushdown>()
    expectTypeOf(pipe(filters, Filter.pushdown(FilterNames.all))).toEqualTypeOf<Filter.Pushdown>()
  })
})
