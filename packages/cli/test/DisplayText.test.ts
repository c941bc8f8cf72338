import { assert, describe, it } from "@effect/vitest"
import { CliOutput } from "effect/cli"
import fc from "fast-check"
import { fit, shorten, width, wrap } from "../src/DisplayText.ts"
import { visible } from "../src/Visible.ts"
import { hostileText } from "./support/peers.ts"

const text = hostileText.map(visible)

describe("width", () => {
  it.each([
    ["", 0],
    ["rsp-1", 5],
    ["東京", 4],
    ["ｆｕｌｌ", 8],
    ["e\u0301", 1],
    ["🚀", 2],
    ["👩‍👩‍👧", 2],
    ["한국", 4],
    ["Zürich ēő", 9],
    ["ア\u3099", 2],
    ["ーヺ漢", 6],
  ])("of %s is %i", (given, columns) => {
    assert.strictEqual(width(given), columns)
  })

  it("is that of the graphemes put together, with and without a way to count them fast", () => {
    const unit = fc.oneof(
      fc.constantFrom(..."a~é\u00adÀɏ©ぁゖァヺー・一鿿가힣ﾞ", "\u0301", "\u3099", "ᄀ", "🚀"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 6 }).map(visible), (given) => {
        assert.strictEqual(width(given), CliOutput.displayWidth(given), JSON.stringify(given))
      }),
      { numRuns: 1000 },
    )
  })
})

describe("shorten", () => {
  it("keeps what fits and marks what was cut", () => {
    assert.strictEqual(shorten("firewall", 8), "firewall")
    assert.strictEqual(shorten("firewall", 7), "firewa…")
    assert.strictEqual(shorten("firewall", 1), "…")
    assert.strictEqual(shorten("firewall", 0), "")
  })

  it("never cuts a wide character in half", () => {
    assert.strictEqual(shorten("東京都庁", 6), "東京…")
    assert.strictEqual(shorten("🚀🚀🚀", 4), "🚀…")
  })

  it("never takes more than it is given", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 30 }), (given, columns) => {
        assert.isAtMost(width(shorten(given, columns)), columns)
      }),
    )
  })
})

describe("fit", () => {
  it("takes exactly what it is given", () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 30 }), (given, columns) => {
        assert.strictEqual(width(fit(given, columns)), columns)
      }),
    )
  })
})

describe("wrap", () => {
  it("loses nothing and keeps to the width", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (given, columns) => {
        const lines = wrap(given, columns)
        assert.strictEqual(lines.join("").replaceAll(" ", ""), given.replaceAll(" ", ""))
        for (const line of lines) assert.isAtMost(width(line), columns)
      }),
    )
  })

  it("ends even where a character is wider than the line", () => {
    assert.deepStrictEqual(wrap("東京", 1), ["東", "京", ""])
  })
})
