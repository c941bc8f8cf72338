import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { hostileText } from "../../../../test/support/hostileText.ts"
import { visible, visibleJson, visiblePieces } from "../../src/terminal/Visible.ts"

/** Any UTF-16 units, halves of characters among them. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }))
  .map((units) => String.fromCharCode(...units))

describe("visible", () => {
  it.each([
    ["a\tb\r\n", "a\\tb\\r\\n"],
    ["\u0000\u001b\u007f\u009b", "\\u0000\\u001b\\u007f\\u009b"],
    ["\u202eabc\u2066", "\\u202eabc\\u2066"],
    ["\u2028\u2029\ufeff", "\\u2028\\u2029\\ufeff"],
    ["\ud800 \udc00", "\\ud800 \\udc00"],
    ["a\u200bb\u2060\u00ad\u200d", "a\\u200bb\\u2060\\u00ad\\u200d"],
    ["a\ufe0f\u034f\u3164", "a\\ufe0f\\u034f\\u3164"],
    ["\u{e0061}🏴\u{e0067}", "\\udb40\\udc61🏴\\udb40\\udc67"],
    ["🚀\u200d a\u200d🚀 🚀\u200d\u200d🚀", "🚀\\u200d a\\u200d🚀 🚀\\u200d\\u200d🚀"],
  ])("escapes %j", (text, expected) => {
    assert.strictEqual(visible(text), expected)
  })

  it("leaves letters, emoji, joiners, combining marks and backslashes alone", () => {
    for (const text of [
      "Zürich",
      "東京",
      "e\u0301",
      "a\\tb",
      "\ud83d\ude80",
      "👩\u200d👩\u200d👧",
      "❤\ufe0f",
      "1\ufe0f\u20e3",
      "🕵🏽\u200d♂\ufe0f",
      "🏳\ufe0f\u200d🌈",
    ]) {
      assert.strictEqual(visible(text), text)
    }
  })

  it("never lets a control character or half a character through", () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, anyUnits), (text) => {
        const unsafe = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}/u
        assert.isFalse(unsafe.test(visible(text)))
      }),
    )
  })

  it("comes in pieces where a text is long, and takes no longer for one that is hostile", () => {
    for (const [unit, expected] of [
      ["\ufe0f", "\\ufe0f"],
      ["🏽\u200d", "🏽\\u200d"],
      ["\u202e", "\\u202e"],
    ] as const) {
      const pieces = Array.from(visiblePieces(unit.repeat(200_000)))
      assert.isAbove(pieces.length, 10)
      assert.isTrue(pieces.join("") === expected.repeat(200_000))
    }
  })
})

describe("visibleJson", () => {
  const json = (text: string) => Array.from(visibleJson(text)).join("")

  it.each([
    ["\u009b\u007f", "\\u009b\\u007f"],
    ["\u202eabc\u2066", "\\u202eabc\\u2066"],
    ["a\u200bb\u2060\u00ad\ufeff", "a\\u200bb\\u2060\\u00ad\\ufeff"],
    ["\u2028\u2029", "\\u2028\\u2029"],
    ["👩\u200d👧❤\ufe0f", "👩\\u200d👧❤\\ufe0f"],
    ["\u{e0061}", "\\udb40\\udc61"],
    ["Zürich 東京 🚀 \\u200b", "Zürich 東京 🚀 \\\\u200b"],
  ])("escapes what is invisible in %j", (text, expected) => {
    assert.strictEqual(json(JSON.stringify(text)), `"${expected}"`)
  })

  it("stands for the same value, and shows all of it", () => {
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(hostileText, hostileText), anyUnits)
    fc.assert(
      fc.property(value, (given) => {
        const text = JSON.stringify(given, null, 2)
        const shown = json(text)
        assert.deepStrictEqual(JSON.parse(shown), JSON.parse(text))
        const invisible = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?!\n)\p{Cc}/u
        assert.isFalse(invisible.test(shown))
      }),
    )
  })
})
