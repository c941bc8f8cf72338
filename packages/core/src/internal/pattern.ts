/**
 * How a pattern is read, and matched in little time.
 *
 * Most patterns have no wildcard or only `*`, and are a comparison, or texts to look
 * for one after the other: the first at the beginning, the last at the end, each other
 * one where it comes first, since `*` takes whatever lies between.
 *
 * Where `?` may stand for nothing, it is not so simple, and a matcher that tried one
 * reading after the other could take exponential time. So all readings go side by side:
 * a set has all places of the text that the pattern so far may lead to, as bits, and
 * each token moves the whole set, 32 places at a time. That takes as many steps as the
 * pattern has tokens times the text has words of 32 characters, whatever they are.
 */
import type { Matcher, Question } from "./question.ts"

/** Stands for any number of characters. */
const ANY_NUMBER = Symbol("*")

/** Stands for one character or none. */
const AT_MOST_ONE = Symbol("?")

/** A character that stands for itself, or a wildcard. */
type Token = string | typeof ANY_NUMBER | typeof AT_MOST_ONE

/** Reads a pattern, character by character. */
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
  if (escaping) tokens.push("\\")
  return tokens
}

/**
 * The texts between the `*` of a pattern, if it can be told so: if it has no `?`, and no
 * half of a surrogate pair that would fit half a character of a text.
 */
const piecesOf = (tokens: ReadonlyArray<Token>): ReadonlyArray<string> | undefined => {
  const pieces = [""]
  for (const token of tokens) {
    if (token === AT_MOST_ONE) return undefined
    if (token === ANY_NUMBER) pieces.push("")
    else pieces.push(`${pieces.pop()}${token}`)
  }
  return tokens.every((token) => typeof token === "symbol" || token.isWellFormed())
    ? pieces
    : undefined
}

const SPECIAL = /[*?\\]/

/** The text that a pattern stands for if it has no wildcard, otherwise its tokens. */
export const read = (pattern: string): string | ReadonlyArray<Token> => {
  // Most values are plain, and needn't be read.
  if (!SPECIAL.test(pattern)) return pattern
  const tokens = parse(pattern)
  if (tokens.some((token) => typeof token === "symbol")) return tokens
  const literal = tokens.join("")
  // Two halves of a character that the pattern has apart are together no text that fits it.
  return Array.from(literal).length === tokens.length ? literal : tokens
}

/** What a pattern that was {@link read} asks of a text. */
export const compile = (pattern: string | ReadonlyArray<Token>): Question => {
  if (typeof pattern === "string") return { ask: "is", asked: pattern }
  const pieces = piecesOf(pattern)
  return pieces === undefined ? { ask: "fits", asked: sideBySide(pattern) } : inOrder(pieces)
}

/** Whether a text has some pieces in order, and anything between them. */
const inOrder = (pieces: ReadonlyArray<string>): Question => {
  const first = pieces.at(0) ?? ""
  const last = pieces.at(-1) ?? ""
  const between = pieces.slice(1, -1).filter((piece) => piece !== "")
  const [only] = between
  if (only === undefined) {
    if (last === "") return { ask: "begins", asked: first }
    if (first === "") return { ask: "ends", asked: last }
  } else if (first === "" && last === "" && between.length === 1) {
    return { ask: "has", asked: only }
  }
  const asked: Matcher = (text) => {
    const end = text.length - last.length
    if (!text.startsWith(first) || !text.endsWith(last)) return false
    let at = first.length
    for (const piece of between) {
      const found = text.indexOf(piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return at <= end
  }
  return { ask: "fits", asked }
}

/** Keeps of some places those where the text goes on with a character, and goes one on. */
const take = (places: Uint32Array, words: number, rows: Uint32Array, row: number): number => {
  let carry = 0
  let some = 0
  for (let word = 0; word < words; word += 1) {
    const kept = (places[word] ?? 0) & (rows[row * words + word] ?? 0)
    places[word] = (kept << 1) | carry
    carry = kept >>> 31
    some |= kept
  }
  return some
}

/** Adds to some places the ones after them. */
const spread = (places: Uint32Array, words: number): void => {
  let carry = 0
  for (let word = 0; word < words; word += 1) {
    const before = places[word] ?? 0
    places[word] = before | (before << 1) | carry
    carry = before >>> 31
  }
}

/** Adds to some places all that come after the first one. */
const fill = (places: Uint32Array, words: number): void => {
  let first = 0
  while (places[first] === 0) first += 1
  const lowest = (places[first] ?? 0) & -(places[first] ?? 0)
  places[first] = -lowest
  places.fill(0xffffffff, first + 1, words)
}

const sideBySide = (tokens: ReadonlyArray<Token>): Matcher => {
  /** For each character that the pattern has, which row tells where in the text it is. */
  const rowOf = new Map<string, number>()
  const steps = tokens.map((token) => {
    if (typeof token === "symbol") return token
    const row = rowOf.get(token) ?? rowOf.size
    rowOf.set(token, row)
    return row
  })
  let rows = new Uint32Array(rowOf.size)
  let places = new Uint32Array(1)

  return (text) => {
    // There is a place before each character and one at the end.
    const words = (text.length >>> 5) + 1
    if (places.length < words) {
      rows = new Uint32Array(rowOf.size * words)
      places = new Uint32Array(words)
    } else {
      rows.fill(0, 0, rowOf.size * words)
      places.fill(0, 0, words)
    }
    let end = 0
    for (const character of text) {
      const row = rowOf.get(character)
      if (row !== undefined) {
        const word = row * words + (end >>> 5)
        rows[word] = (rows[word] ?? 0) | (1 << (end & 31))
      }
      end += 1
    }
    places[0] = 1
    for (const step of steps) {
      if (step === ANY_NUMBER) fill(places, words)
      else if (step === AT_MOST_ONE) spread(places, words)
      else if (take(places, words, rows, step) === 0) return false
    }
    return (((places[end >>> 5] ?? 0) >>> (end & 31)) & 1) === 1
  }
}
