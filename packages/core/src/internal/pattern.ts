/**
 * How a pattern is read.
 */

/** Stands for any number of characters. */
export const ANY_NUMBER = Symbol("*")

/** Stands for one character or none. */
export const AT_MOST_ONE = Symbol("?")

/** A character that stands for itself, or a wildcard. */
export type Token = string | typeof ANY_NUMBER | typeof AT_MOST_ONE

/** A pattern, read once. */
export interface Pattern {
  readonly tokens: ReadonlyArray<Token>
  /** Whether it has a wildcard. */
  readonly hasWildcard: boolean
  /** Whether it ends in a backslash that has nothing to escape. */
  readonly endsInBackslash: boolean
}

/** Whether a token is a wildcard. */
export const isWildcard = (token: Token): boolean => typeof token === "symbol"

/** Reads a pattern, character by character. */
export const parse = (pattern: string): Pattern => {
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
  if (escaping) tokens.push("\\")
  return { tokens, hasWildcard: tokens.some(isWildcard), endsInBackslash: escaping }
}

/**
 * Runs all readings of a pattern side by side: `reached[i]` says that the text so
 * far fits the first `i` tokens. Each character of the text moves the whole set
 * once, so the cost is pattern × text for every input; a matcher that tried one
 * reading after the other could take exponential time on `?` and `*`.
 */
const simulate = (tokens: ReadonlyArray<Token>): ((text: string) => boolean) => {
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

/** The text that a pattern stands for, if it has no wildcard. */
export const literalOf = ({ tokens, hasWildcard }: Pattern): string | undefined =>
  hasWildcard ? undefined : tokens.join("")

/** Makes a pattern that was read into a test of texts. */
export const compile = (pattern: Pattern): ((text: string) => boolean) => {
  const literal = literalOf(pattern)
  return literal === undefined ? simulate(pattern.tokens) : (text) => text === literal
}
