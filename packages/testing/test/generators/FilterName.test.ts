import { assert, describe, it } from "@effect/vitest"
import { FilterNames } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const { filterName, unknownFilterName } = Generators

describe("filterName", () => {
  it("is accepted, and covers the whole catalogue", () => {
    fc.assert(fc.property(filterName(), (name) => assert.isTrue(FilterNames.all.has(name))))
    assertCovers(
      filterName(),
      Object.fromEntries(
        [...FilterNames.all.single, "tag:"].map((name) => [
          name,
          [0.01, (each: string) => (name === "tag:" ? each.startsWith(name) : each === name)],
        ]),
      ),
    )
  })

  it("keeps to the names that it is told", () => {
    const filterNames = FilterNames.acceptedByAws
    fc.assert(
      fc.property(filterName({ filterNames }), (name) => assert.isTrue(filterNames.has(name))),
    )
  })

  it("shrinks to the first name", () => {
    assert.strictEqual(
      smallest(filterName(), () => true),
      "RouteServerPeerId",
    )
  })
})

describe("unknownFilterName", () => {
  it("is not accepted", () => {
    for (const filterNames of [FilterNames.all, FilterNames.acceptedByAws]) {
      fc.assert(
        fc.property(unknownFilterName({ filterNames }), (name) =>
          assert.isFalse(filterNames.has(name)),
        ),
      )
    }
  })

  it("covers another case, the plural, white space, and what others accept", () => {
    const lower = new Set(Array.from(FilterNames.all.single, (name) => name.toLowerCase()))
    const classes = {
      case: [0.05, (name: string) => lower.has(name.toLowerCase())],
      plural: [0.02, (name: string) => lower.has(name.slice(0, -1).toLowerCase())],
      space: [0.02, (name: string) => name !== name.trim() && lower.has(name.trim().toLowerCase())],
      empty: [0.01, (name: string) => name === ""],
      long: [0.01, (name: string) => name.length > 255],
    } as const
    assertCovers(unknownFilterName(), classes)
    assertCovers(unknownFilterName({ filterNames: FilterNames.acceptedByAws }), {
      ...classes,
      others: [0.05, (name) => FilterNames.all.has(name)],
    })
  })

  it("shrinks to a name in another case", () => {
    const found = smallest(unknownFilterName(), () => true)
    assert.strictEqual(found.toLowerCase(), "routeserverpeerid")
  })
})
