import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { isSame } from "../src/internal/same.ts"

const value = fc.jsonValue({ maxDepth: 3 })

/** The same value with the members of each object in the other order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).map(([name, member]) => [name, turned(member)] as const)
  return Object.fromEntries(entries.reverse())
}

/** A text that two values of JSON have in common if they are the same. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )

describe("isSame", () => {
  it("does not care in what order members come", () => {
    fc.assert(fc.property(value, (value) => assert.isTrue(isSame(value, turned(value)))))
  })

  it("tells any two values of JSON apart that are written differently", () => {
    const values: ReadonlyArray<unknown> = [
      ...[null, true, 0, 1, "", "1", [], {}, [[]], [{}], [null], [0], [0, 1], [1, 0], [0, 1, 2]],
      ...[{ a: 1 }, { a: 2 }, { b: 1 }, { a: 1, b: 1 }, { a: 1, c: 1 }, { a: {} }, { a: [] }],
      ...[
        JSON.parse('{"__proto__":{}}'),
        { x: {} },
        { 0: 0 },
        { toString: 1 },
        { a: { b: 1 } },
        { a: { b: 2 } },
        [{ a: 1 }, { a: 2 }],
      ],
    ]
    for (const a of values) {
      for (const b of structuredClone(values)) {
        assert.strictEqual(
          isSame(a, b),
          canonical(a) === canonical(b),
          `${canonical(a)} ${canonical(b)}`,
        )
      }
    }
  })
})
