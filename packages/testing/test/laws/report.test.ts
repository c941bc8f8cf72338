import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { factsOf, paragraph, show } from "../../src/laws/internal/report.ts"

describe("show", () => {
  it("gives JSON of what is short", () => {
    const short = fc.jsonValue({ maxDepth: 3, depthSize: "small" }).filter((value) => {
      const text = JSON.stringify(value)
      return text.length < 60 && !/(.+),\1,\1,\1|(.)\2{19}/u.test(text)
    })
    fc.assert(
      fc.property(short, (value) => {
        assert.strictEqual(show(value), JSON.stringify(value))
      }),
    )
    assert.strictEqual(show({ a: undefined, b: Number.NaN }), '{"b":null}')
    assert.strictEqual(show(undefined), "undefined")
  })

  it.each<[what: string, value: unknown, shown: string]>([
    ["a row of one item", ["a", "a", "b", "b", "b", "b"], '["a","a","b" × 4]'],
    ["a row of three", ["a", "a", "a"], '["a","a","a"]'],
    ["twenty items", Array.from({ length: 20 }, (_, at) => at), `[${[...Array(20).keys()]}]`],
    ["one item more", Array.from({ length: 21 }, (_, at) => at), "[0,1,2,3,4, … 16 more]"],
    ["a text of 300 units", "xy".repeat(150), `"${"xy".repeat(150)}"`],
    ["one unit more", `${"xy".repeat(150)}x`, `"${"xy".repeat(150)}"… (301 units)`],
    ["a row of one character", "😀".repeat(20), '"😀" × 20'],
    ["a shorter row of one character", "😀".repeat(19), `"${"😀".repeat(19)}"`],
    ["a row but for its end", `${"x".repeat(30)}y`, `"${"x".repeat(30)}y"`],
    [
      "a text that is cut within a character",
      `x${"😀".repeat(150)}`,
      `"x${"😀".repeat(149)}\ufffd"… (301 units)`,
    ],
  ])("shortens what makes a text long, and nothing else: %s", (_, value, shown) => {
    assert.strictEqual(show({ a: value }), `{"a":${shown}}`)
  })
})

describe("factsOf", () => {
  it.each<[expected: unknown, actual: unknown, contrast: object]>([
    [["a", "b"], ["b"], { lacks: ["a"] }],
    [["b"], ["a", "b"], { "has too": ["a"] }],
    [["a", "a"], ["a", "b"], { lacks: ["a"], "has too": ["b"] }],
    [["a", "b"], ["b", "a"], {}],
    ["ab", ["a"], {}],
    [["a"], [{}], {}],
  ])("tells what lists of IDs have apart: %j and %j", (expected, actual, contrast) => {
    assert.deepStrictEqual<object>(factsOf({ expected, actual }), { expected, actual, ...contrast })
  })

  it("has the request before, and the pages after", () => {
    const facts = factsOf({ expected: ["a"], actual: [], pages: [["b"]], request: {} })
    assert.deepStrictEqual(Object.keys(facts), ["request", "expected", "actual", "lacks", "pages"])
  })
})

describe("paragraph", () => {
  it("has a line for each fact, one below the other", () => {
    assert.strictEqual(
      paragraph("A law is broken", { expected: 1, "has too": undefined }),
      "A law is broken\n  expected: 1\n  has too:  undefined",
    )
  })
})
