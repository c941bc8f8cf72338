import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { canonical } from "../src/internal/canonical.ts"

/** The original of each character of the canonical form, joined with bars. */
const origins = (text: string): string => {
  const { starts, ends } = canonical(text)
  return starts.map((start, at) => text.slice(start, ends[at])).join("|")
}

describe("canonical", () => {
  it("is the ASCII letters in lower case and the digits, each with its place", () => {
    const plain = fc.string({ unit: "binary" }).filter((text) => !/[%\\&]/.test(text))
    fc.assert(
      fc.property(plain, (text) => {
        const kept = Array.from(text.matchAll(/[A-Za-z0-9]/g))
        assert.deepStrictEqual(canonical(text), {
          text: kept.map(([unit]) => unit.toLowerCase()).join(""),
          starts: kept.map(({ index }) => index),
          ends: kept.map(({ index }) => index + 1),
        })
      }),
    )
  })

  it("undoes every way to write a character, once, twice and three times", () => {
    const ways: ReadonlyArray<(code: number, text: string) => string> = [
      (code) => `%${code.toString(16).padStart(2, "0")}`,
      (code) => `%${code.toString(16).padStart(2, "0").toUpperCase()}`,
      (code) => `\\u${code.toString(16).padStart(4, "0")}`,
      (code) => `&#x${code.toString(16)};`,
      (code) => `&#X${code.toString(16).padStart(6, "0").toUpperCase()};`,
      (code) => `&#${code};`,
      (code) => `&#${code.toString().padStart(7, "0")};`,
      (_, text) => text,
    ]
    const way = fc.constantFrom(...ways)
    const escaped = (text: string, how: (typeof ways)[number]) =>
      text.replace(/[^A-Za-z0-9]/g, (mark) => how(mark.charCodeAt(0), mark))
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "B", "7", "/", "~"), minLength: 1 }),
        way,
        fc.array(way, { maxLength: 2 }),
        (text, first, more) => {
          const once = text.replace(/./g, (unit) => first(unit.charCodeAt(0), unit))
          const written = more.reduce(escaped, once)
          const expected = text.replace(/[^A-Za-z0-9]/g, "").toLowerCase()
          assert.strictEqual(canonical(written).text, expected)
        },
      ),
    )
  })

  it.each<[text: string, canonical: string, origins: string]>([
    ["a%41b", "aab", "a|%41|b"],
    ["%4fx%4F", "oxo", "%4f|x|%4F"],
    ["x\\u0041x", "xax", "x|\\u0041|x"],
    ["&#x4a;1&#74;", "j1j", "&#x4a;|1|&#74;"],
    // Marks vanish, and what they stand for with them.
    ["a%2Fb", "ab", "a|b"],
    ['a\\nb\\rc\\td\\/e\\"f', "abcdef", "a|b|c|d|e|f"],
    ["a&lt;b&GT;c&quot;d&apos;e", "abcde", "a|b|c|d|e"],
    // Twice and three times,
    ["%2541", "a", "%2541"],
    ["&amp;#65;", "a", "&amp;#65;"],
    ["&AMP;#65;", "a", "&AMP;#65;"],
    ["\\\\u0041", "a", "\\\\u0041"],
    ["%252541", "a", "%252541"],
    ["x&amp;amp;#65;y", "xay", "x|&amp;amp;#65;|y"],
    // and no more.
    ["%25252541", "41", "4|1"],
    // The last of ASCII, and the first beyond it, which stays as it is written.
    ["%7fa", "a", "a"],
    ["%80a", "80a", "8|0|a"],
    ["&#128;", "128", "1|2|8"],
    // Beside one that is undone, it is one place.
    ["%80%41", "80a", "%80|%80|%41"],
    // What only looks like an escape.
    ["&lt;#65;", "65", "6|5"],
    ["\\nu0041", "u0041", "u|0|0|4|1"],
    ["a\\/u0041", "au0041", "a|u|0|0|4|1"],
    ["%4", "4", "4"],
    ["%4g", "4g", "4|g"],
    ["\\u004", "u004", "u|0|0|4"],
    ["\\b", "b", "b"],
    ["&#x;", "x", "x"],
    ["&#x0000041;", "x0000041", "x|0|0|0|0|0|4|1"],
    ["&#00000065;", "00000065", "0|0|0|0|0|0|6|5"],
    ["&#65", "65", "6|5"],
    ["&lt", "lt", "l|t"],
    ["&nbsp;", "nbsp", "n|b|s|p"],
  ])("of %j is %j", (text, expected, places) => {
    assert.strictEqual(canonical(text).text, expected)
    assert.strictEqual(origins(text), places)
  })
})
