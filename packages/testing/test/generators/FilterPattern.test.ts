import { assert, describe, it } from "@effect/vitest"
import { FilterPattern } from "@route-server/core"
import { Generators } from "@route-server/testing"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const { filterPattern, filterPatternFor, filterPatternWithText } = Generators

const fits = (pattern: string, text: string) => FilterPattern.compile(pattern)(text)

describe("filterPatternFor", () => {
  it("covers patterns that fit a text, and such as nearly do", () => {
    assertCovers(filterPatternFor("prod*a"), {
      fits: [0.4, (pattern) => fits(pattern, "prod*a")],
      "does not fit": [0.15, (pattern) => !fits(pattern, "prod*a")],
      literal: [0.02, (pattern) => pattern === "prod\\*a"],
      "another case": [0.005, (pattern) => pattern === "PROD\\*A"],
      "any number of characters": [0.2, (pattern) => /(^|[^\\])\*/.test(pattern)],
      "a character or none": [0.1, (pattern) => pattern.includes("?")],
      empty: [0.01, (pattern) => pattern === ""],
    })
  })

  it("shrinks to the text, escaped", () => {
    assert.strictEqual(
      smallest(filterPatternFor("a*"), () => true),
      "a\\*",
    )
  })
})

describe("filterPatternWithText", () => {
  it("finds a matcher that takes patterns for literal texts, in the smallest case", () => {
    const [pattern, text] = smallest(
      filterPatternWithText(),
      ([pattern, text]) => fits(pattern, text) !== (pattern === text),
    )
    assert.isAtMost(pattern.length + text.length, 3)
  })
})

describe("filterPattern", () => {
  it("covers patterns of every kind, of as many characters as are allowed", () => {
    assertCovers(filterPattern(), {
      wildcard: [0.2, (pattern) => /[*?]/.test(pattern)],
      escape: [0.05, (pattern) => pattern.includes("\\")],
      literal: [0.2, (pattern) => FilterPattern.literal(pattern) !== undefined],
      empty: [0.01, (pattern) => pattern === ""],
    })
    fc.assert(
      fc.property(filterPattern(), (pattern) => {
        assert.isAtMost(Array.from(pattern).length, 255)
      }),
    )
  })
})
