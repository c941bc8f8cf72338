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

/**
 * Whether a whole text fits a pattern.
 *
 * @category models
 */
export type Matcher = (text: string) => boolean

const ANY_NUMBER = Symbol("*")
const AT_MOST_ONE = Symbol("?")

/** A character that stands for itself, or a wildcard. */
type Token = string | typeof ANY_NUMBER | typeof AT_MOST_ONE

const parse = (pattern: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  let escaping = false
  for (const character of pattern) {
    if (escaping) tokens.push(character)
    else if (character === "*") tokens.push(ANY_NUMBER)
    else if (character === "?") tokens.push(AT_MOST_ONE)
    else if (character !== "\\") tokens.push(character)
    escaping = !escaping && character === "\\"
  }
  // A backslash that ends the pattern has nothing to escape and stands for itself (guess).
  return escaping ? [...tokens, "\\"] : tokens
}

const isWildcard = (token: Token): boolean => typeof token === "symbol"

/**
 * Runs all readings of the pattern side by side: `reached[i]` says that the
 * text so far fits the first `i` tokens. Each character of the text moves the
 * whole set once, so the cost is pattern × text for every input; a matcher that
 * tried one reading after the other could take exponential time on `?` and `*`.
 */
const simulate = (tokens: ReadonlyArray<Token>): Matcher => {
  const end = tokens.length
  const start = new Uint8Array(end + 1)
  start[0] = 1
  tokens.forEach((token, index) => {
    if (start[index] === 1 && isWildcard(token)) start[index + 1] = 1
  })

  return (text) => {
    let reached = start.slice()
    let next = new Uint8Array(end + 1)
    for (const character of text) {
      next.fill(0)
      tokens.forEach((token, index) => {
        if (reached[index] === 1) {
          if (token === ANY_NUMBER) next[index] = 1
          else if (token === AT_MOST_ONE || token === character) next[index + 1] = 1
        }
        // A wildcard may stand for nothing.
        if (next[index] === 1 && isWildcard(token)) next[index + 1] = 1
      })
      ;[reached, next] = [next, reached]
    }
    return reached[end] === 1
  }
}

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
  const tokens = parse(pattern)
  return tokens.some(isWildcard) ? undefined : tokens.join("")
}

/**
 * Compiles a pattern. Matching takes time linear in pattern × text for every
 * input.
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
export const compile = (pattern: string): Matcher => {
  const tokens = parse(pattern)
  if (tokens.some(isWildcard)) return simulate(tokens)
  const exact = tokens.join("")
  return (text) => text === exact
}

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
export const isDisputed = (pattern: string): boolean => /^(?:[^\\?]|\\.)*(?:\?|\\$)/su.test(pattern)

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
