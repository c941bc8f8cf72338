/**
 * The values of filters, which are patterns.
 */
import fc from "fast-check"
import { rewrite } from "./internal/rewrite.ts"
import { text } from "./Text.ts"

/**
 * A pattern made from a text: about half of them fit it, literally or with wildcards
 * in any place; others nearly do, being a character, a case, a wildcard, a normal form, an
 * encoding or the wildcards of another tool off; some are any text. Shrinks to the
 * text itself, escaped.
 *
 * @category requests
 */
export const filterPatternFor = (of: string): fc.Arbitrary<string> =>
  rewrite().map((make) => make(of))

/**
 * A pattern, together with the text that it was made from, which it may fit or not: to
 * hold one's own matching to `FilterPattern.compile`. Both shrink.
 *
 * @see {@link filterPatternFor} for what they cover
 * @category requests
 */
export const filterPatternWithText = (): fc.Arbitrary<readonly [pattern: string, text: string]> =>
  fc.tuple(rewrite(), text()).map(([make, of]) => [make(of), of] as const)

/**
 * A pattern of any kind.
 *
 * @see {@link filterPatternFor} for what they cover
 * @category requests
 */
export const filterPattern = (): fc.Arbitrary<string> =>
  filterPatternWithText().map(([pattern]) => pattern)
