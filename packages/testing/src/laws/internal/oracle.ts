/**
 * The meaning of filter patterns, told a second time and in another way than core
 * tells it: from the end, by whether what is left of the pattern fits what is left of
 * the text. It must stay apart from core's, or it would be no witness.
 */

/** A wildcard, or a character that stands for itself. */
type Token = "any" | "one or none" | { readonly character: string }

const tokensOf = (pattern: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  const characters = Array.from(pattern).values()
  for (const character of characters) {
    if (character === "*") tokens.push("any")
    else if (character === "?") tokens.push("one or none")
    else if (character !== "\\") tokens.push({ character })
    else tokens.push({ character: characters.next().value ?? "\\" })
  }
  return tokens
}

/** Whether a text fits a pattern. */
export const oracle = (pattern: string, text: string): boolean => {
  const characters = Array.from(text)
  const end = characters.length
  /** 1 for each place of the text from which on it fits what is left of the pattern. */
  const fits = new Uint8Array(end + 1)
  // Nothing fits the end.
  fits[end] = 1
  for (const token of tokensOf(pattern).toReversed()) {
    if (token === "any") {
      for (let at = end - 1; at >= 0; at -= 1) if (fits[at + 1] === 1) fits[at] = 1
    } else if (token === "one or none") {
      for (let at = 0; at < end; at += 1) if (fits[at + 1] === 1) fits[at] = 1
    } else {
      for (let at = 0; at < end; at += 1) {
        fits[at] = fits[at + 1] === 1 && characters[at] === token.character ? 1 : 0
      }
      fits[end] = 0
    }
  }
  return fits[0] === 1
}
