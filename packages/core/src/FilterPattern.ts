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

// A compiled pattern is a list of code points, with these two beside them.
const ANY_NUMBER = -1
const AT_MOST_ONE = -2

const parse = (pattern: string): ReadonlyArray<number> => {
  const tokens: Array<number> = []
  const characters = Array.from(pattern)
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index]
    if (character === "*") {
      tokens.push(ANY_NUMBER)
    } else if (character === "?") {
      tokens.push(AT_MOST_ONE)
    } else {
      // A backslash that ends the pattern has nothing to escape and stands for itself (guess).
      const escaped = character === "\\" ? (characters[++index] ?? "\\") : character
      tokens.push(escaped?.codePointAt(0) ?? 0)
    }
  }
  return tokens
}

const isWildcard = (token: number): boolean => token < 0

/**
 * Runs all readings of the pattern side by side: `reached[i]` says that the
 * text so far fits the first `i` tokens. Each character of the text moves the
 * whole set once, so the cost is pattern × text for every input; a matcher that
 * tried one reading after the other could take exponential time on `?` and `*`.
 */
const simulate = (tokens: ReadonlyArray<number>): Matcher => {
  const end = tokens.length
  const start = new Uint8Array(end + 1)
  start[0] = 1
  for (let index = 0; index < end && isWildcard(tokens[index] ?? 0); index += 1)
    start[index + 1] = 1

  return (text) => {
    let reached = start.slice()
    let next = new Uint8Array(end + 1)
    for (let position = 0; position < text.length; ) {
      const character = text.codePointAt(position) ?? 0
      position += character > 0xffff ? 2 : 1
      next.fill(0)
      for (let index = 0; index < end; index += 1) {
        const token = tokens[index] ?? 0
        if (reached[index] === 1) {
          if (token === ANY_NUMBER) next[index] = 1
          else if (token === AT_MOST_ONE || token === character) next[index + 1] = 1
        }
        // A wildcard may stand for nothing.
        if (next[index] === 1 && isWildcard(token)) next[index + 1] = 1
      }
      const swap = reached
      reached = next
      next = swap
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
  return tokens.some(isWildcard)
    ? undefined
    : tokens.map((token) => String.fromCodePoint(token)).join("")
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
  const exact = literal(pattern)
  return exact === undefined ? simulate(parse(pattern)) : (text) => text === exact
}

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
