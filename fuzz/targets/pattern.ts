/**
 * FilterPattern: means what the oracle of the laws says, whatever way it takes there.
 *
 * An input is a pattern, a line feed and a text.
 */
import { FilterPattern } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { oracle } from "../../packages/testing/src/laws/internal/oracle.ts"
import { promise, type Target, textOf } from "../engine/Target.ts"

/** The oracle takes a step, and memory, for each character of the pattern with each of the text. */
const MOST_STEPS = 20_000

/** It goes as deep as both are long. */
const DEEPEST = 1000

/** Matching costs the product of both lengths, so one is bounded for the other to be seen to cost no more. */
const LONGEST_PATTERN = 256

export const pattern: Target = {
  name: "pattern",
  dictionary: [
    "*",
    "?",
    "\\",
    "\\*",
    "\\?",
    "\\\\",
    "**",
    "?*",
    "*?",
    "????",
    "a",
    "b",
    "é",
    "🦊",
    "\ud83e",
    "\udd8a",
    "\n",
    "[ab]",
  ],
  whole: Generators.filterPatternWithText().map((both) => both.join("\n")),
  check: (input) => {
    const whole = textOf(input)
    const end = whole.indexOf("\n")
    const text = end < 0 ? whole : whole.slice(end + 1)
    const pattern = whole.slice(0, end < 0 ? LONGEST_PATTERN : Math.min(end, LONGEST_PATTERN))
    const matches = FilterPattern.compile(pattern)
    const fits = matches(text)
    const isSmall =
      pattern.length * text.length <= MOST_STEPS && pattern.length + text.length <= DEEPEST
    if (isSmall) {
      promise(fits === oracle(pattern, text), "is-read-otherwise-than-by-the-oracle", () => fits)
    }
    matches(pattern)
    promise(matches(text) === fits, "remembers-the-text-before")
    const literal = FilterPattern.literal(pattern)
    if (literal !== undefined) {
      promise(matches(literal), "has-a-literal-that-does-not-fit", () => literal)
      promise(fits === (text === literal), "fits-other-texts-than-its-literal", () => literal)
    }
    const start = text.slice(0, LONGEST_PATTERN)
    const escaped = FilterPattern.escape(start)
    promise(FilterPattern.compile(escaped)(start), "does-not-fit-when-escaped", () => escaped)
    promise(
      FilterPattern.literal(escaped) === start,
      "has-another-literal-when-escaped",
      () => escaped,
    )
    promise(!FilterPattern.isDisputed(escaped), "is-disputed-when-escaped", () => escaped)
  },
}
