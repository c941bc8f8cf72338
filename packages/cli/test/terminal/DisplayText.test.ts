import { assert, describe, it } from "@effect/vitest"
import { CliOutput } from "effect/cli"
import fc from "fast-check"
import { hostileText } from "../../../../test/support/hostileText.ts"
import { excerpt, fit, shorten, width, wrap } from "../../src/terminal/DisplayText.ts"
import { visible } from "../../src/terminal/Visible.ts"

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

/** Letters of a script with clusters, emoji, marks without end, and text to be escaped. */
const endless = ["ب", "🚀", "\u0301", "👩\u200d👩\u200d👧", "\u200b", "ب ", "東", "x"].map((unit) =>
  unit.repeat(1_000_000),
)

describe("excerpt", () => {
  it("is what is left of a text that was made visible and then shortened", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 2, max: 30 }), (given, columns) => {
        assert.strictEqual(excerpt(given, columns), shorten(visible(given), columns))
      }),
    )
  })

  it("looks at the beginning of a text without end, and marks that there is more", () => {
    for (const text of endless) {
      for (let columns = 1; columns <= 200; columns += 1) {
        const shown = excerpt(text, columns)
        assert.isTrue(shown.endsWith("…"))
        assert.isAtMost(width(shown), columns)
        assert.isAtMost(shown.length, columns * 32 + 1)
      }
    }
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

  it("shows that there is a character where the line is too narrow for it", () => {
    assert.deepStrictEqual(wrap("東a京", 1), ["…", "a", "…"])
  })

  it("takes no longer for each line of a text without end", () => {
    for (const text of endless) {
      const lines = wrap(visible(text.slice(0, 20_000)), 80)
      for (const line of lines) assert.isAtMost(width(line), 80)
    }
  })
})
