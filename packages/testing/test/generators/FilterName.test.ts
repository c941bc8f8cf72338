import { assert, describe, it } from "@effect/vitest"
import { FilterName } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const { filterName, unknownFilterName } = Generators

describe("filterName", () => {
  it("is accepted, and covers the whole catalogue", () => {
    fc.assert(
      fc.property(filterName(), (name) => assert.isTrue(FilterName.accepts(FilterName.all, name))),
    )
    assertCovers(
      filterName(),
      Object.fromEntries(
        FilterName.all.map((name) => [
          name,
          [
            0.01,
            (each: string) => (name === "tag:<key>" ? each.startsWith("tag:") : each === name),
          ],
        ]),
      ),
    )
  })

  it("keeps to the names that it is told", () => {
    const filterNames = FilterName.acceptedByAws
    fc.assert(
      fc.property(filterName({ filterNames }), (name) =>
        assert.isTrue(FilterName.accepts(filterNames, name)),
      ),
    )
  })

  it("shrinks to the first name", () => {
    assert.strictEqual(
      smallest(filterName(), () => true),
      FilterName.all[0],
    )
  })
})

describe("unknownFilterName", () => {
  it("is not accepted", () => {
    for (const filterNames of [FilterName.all, FilterName.acceptedByAws]) {
      fc.assert(
        fc.property(unknownFilterName({ filterNames }), (name) =>
          assert.isFalse(FilterName.accepts(filterNames, name)),
        ),
      )
    }
  })

  it("covers another case, the plural, white space, and what others accept", () => {
    const lower = new Set(FilterName.all.map((name) => name.toLowerCase()))
    const classes = {
      case: [0.05, (name: string) => lower.has(name.toLowerCase())],
      plural: [0.02, (name: string) => lower.has(name.slice(0, -1).toLowerCase())],
      space: [0.02, (name: string) => name !== name.trim() && lower.has(name.trim().toLowerCase())],
      empty: [0.01, (name: string) => name === ""],
      long: [0.01, (name: string) => name.length > 255],
    } as const
    assertCovers(unknownFilterName(), classes)
    assertCovers(unknownFilterName({ filterNames: FilterName.acceptedByAws }), {
      ...classes,
      others: [0.05, (name) => FilterName.accepts(FilterName.all, name)],
    })
  })

  it("shrinks to a name in another case", () => {
    const found = smallest(unknownFilterName(), () => true)
    assert.strictEqual(found.toLowerCase(), FilterName.all[0]?.toLowerCase())
  })
})
