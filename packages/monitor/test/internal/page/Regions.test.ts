import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { diff, type Patch, type Regions } from "../../../src/internal/page/Regions.ts"

/** What a page is after a patch, by the meaning of it. */
const apply = (before: Regions, patch: Patch): Regions =>
  new Map(
    [...before].map(([name, items]) => {
      const { order = [...items.keys()], set = [] } = patch[name] ?? {}
      const changed = new Map([...items, ...set])
      return [name, new Map(order.map((key) => [key, changed.get(key) ?? "missing"]))]
    }),
  )

const key = fc.constantFrom("a", "b", "c", "__proto__", "1", "2", "")
const items = fc
  .uniqueArray(fc.tuple(key, fc.constantFrom("x", "y")), { selector: ([each]) => each })
  .map((pairs) => new Map(pairs))
const regions = fc.tuple(items, items).map(
  ([one, two]) =>
    new Map([
      ["one", one],
      ["two", two],
    ]),
)

const plain = (all: Regions) => [...all].map(([name, items]) => [name, [...items]])

describe("diff", () => {
  it("makes of one sight the other", () => {
    fc.assert(
      fc.property(regions, regions, (before, after) => {
        const sent: Patch = JSON.parse(JSON.stringify(diff(before, after)))
        assert.deepStrictEqual(plain(apply(before, sent)), plain(after))
      }),
    )
  })

  it("sends nothing that has not changed", () => {
    fc.assert(
      fc.property(regions, (all) => {
        assert.deepStrictEqual(
          diff(all, new Map([...all].map(([name, items]) => [name, new Map(items)]))),
          {},
        )
      }),
    )
    assert.deepStrictEqual(
      diff(
        new Map([
          [
            "one",
            new Map([
              ["a", "x"],
              ["b", "y"],
            ]),
          ],
        ]),
        new Map([
          [
            "one",
            new Map([
              ["a", "x"],
              ["b", "z"],
            ]),
          ],
        ]),
      ),
      { one: { set: [["b", "z"]] } },
    )
  })

  it("sends everything to who has nothing", () => {
    fc.assert(
      fc.property(regions, regions, (before, after) => {
        const sent: Patch = JSON.parse(JSON.stringify(diff(undefined, after)))
        assert.deepStrictEqual(plain(apply(before, sent)), plain(after))
      }),
    )
  })
})
