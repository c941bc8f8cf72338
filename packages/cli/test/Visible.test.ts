import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { visible } from "../src/Visible.ts"
import { hostileText } from "./support/peers.ts"

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
})
