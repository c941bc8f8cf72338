/**
 * The patterns of EC2 filter values.
 *
 * `*` stands for any number of characters, none included, and `?` for one
 * character or none (docs: the EC2 guide says so in a list and its example
 * `database????` means up to four more; one sentence of the same page says
 * exactly one). A backslash takes the character after it literally. Nothing
 * else is special: `[ab]` is those four characters. Case counts (model).
 *
 * A character is a Unicode character, so `?` stands for an emoji as a whole.
 */
import * as Pattern from "./internal/pattern.ts"
import * as Question from "./internal/question.ts"

/** @category models */
export type { Matcher } from "./internal/question.ts"

/**
 * The text that a pattern stands for if it has no wildcard, otherwise
 * `undefined`.
 *
 * **Example** (Reading a pattern without wildcards)
 *
 * ```ts
 * import { FilterPattern } from "@route-server/core"
 *
 * FilterPattern.literal("\\*amazon\\?\\\\") // => "*amazon?\\"
 * FilterPattern.literal("prod?") // => undefined
 * ```
 *
 * @category getters
 */
export const literal = (pattern: string): string | undefined => {
  const read = Pattern.read(pattern)
  return typeof read === "string" ? read : undefined
}

/**
 * Compiles a pattern. Matching takes at most as many steps as the pattern has
 * characters times the text has groups of 32, for every input.
 *
 * **Example** (The patterns of the EC2 guide)
 *
 * ```ts
 * import { FilterPattern } from "@route-server/core"
 *
 * const matches = FilterPattern.compile("database????")
 *
 * matches("database") // => true
 * matches("database1234") // => true
 * matches("database12345") // => false
 * ```
 *
 * @category constructors
 */
export const compile = (pattern: string): Question.Matcher =>
  Question.matcherOf(Pattern.compile(Pattern.read(pattern)))

/**
 * Whether what a pattern means depends on more than AWS says with one voice: it
 * has a `?`, which one sentence of the EC2 guide takes for exactly one
 * character, or ends in a backslash that escapes nothing.
 *
 * **Example** (Patterns that are read alike everywhere, or not)
 *
 * ```ts
 * import { FilterPattern } from "@route-server/core"
 *
 * FilterPattern.isDisputed("prod*") // => false
 * FilterPattern.isDisputed("prod?") // => true
 * FilterPattern.isDisputed("prod\\?") // => false
 * ```
 *
 * @category predicates
 */
export const isDisputed = (pattern: string): boolean => /[?\\]/.test(pattern.replace(/\\./gs, ""))

/**
 * Escapes a text so that it stands for itself as a filter value.
 *
 * **Example** (Filtering on a tag value that looks like a pattern)
 *
 * ```ts
 * import { FilterPattern } from "@route-server/core"
 *
 * FilterPattern.escape("50%*?") // => "50%\\*\\?"
 * ```
 *
 * @category encoding
 */
export const escape = (text: string): string => text.replace(/[\\*?]/g, "\\$&")
