/**
 * A quick look at JSON: where a value ends, in a text of which more may follow. It only
 * tells strings and brackets apart, so whether what it passes is JSON is for
 * `JSON.parse` to say, and what of it `JSON.parse` would lose, for whoever looks closely.
 */
import { SURE_DIGITS } from "./jsonNumber.ts"

/** What a scan has come by, which tells whether a closer look is needed. */
export interface Scan {
  /** The names of members, counted as often as they stand there. */
  names: number
  /** How many arrays and objects stand within one another at the deepest place. */
  depth: number
  /** Whether there may be a null. */
  hasNull: boolean
  /** Whether a number may be one that JavaScript does not hold exactly. */
  hasLongNumber: boolean
}

/** The text ends before the value does. */
export const INCOMPLETE = -1

/** No value begins there. */
export const NONE = -2

const QUOTE = 0x22
const PLUS = 0x2b
const COMMA = 0x2c
const DIGIT_9 = 0x39
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const LOWER_E = 0x65
const LOWER_N = 0x6e
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/** The offset behind a string whose text begins at an offset, behind its quote. */
const endOfString = (text: string, from: number): number => {
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return INCOMPLETE
    let escapes = quote
    while (text.charCodeAt(escapes - 1) === BACKSLASH) escapes -= 1
    if ((quote - escapes) % 2 === 0) return quote + 1
    at = quote + 1
  }
}

/** The offset behind what may be a number. */
const endOfNumber = (text: string, from: number, found: Scan): number => {
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= PLUS && code <= DIGIT_9 && code !== COMMA) continue
    if (code === LOWER_E || code === LOWER_E - 0x20) {
      found.hasLongNumber = true
      continue
    }
    if (at - from > SURE_DIGITS) found.hasLongNumber = true
    return at
  }
}

/** The offset behind what may be a number or one of the words of JSON; alone, where the text does not go on. */
const endOfScalar = (text: string, from: number, isLast: boolean, found: Scan): number => {
  let at = endOfNumber(text, from, found)
  for (;;) {
    const code = text.charCodeAt(at)
    if (!(code >= 0x61 && code <= 0x7a)) break
    if (code === LOWER_N) found.hasNull = true
    at += 1
  }
  if (at === text.length && !isLast) return INCOMPLETE
  return at === from ? NONE : at
}

/**
 * The offset behind the value that begins at an offset, {@link INCOMPLETE} or
 * {@link NONE}. A number or a word ends where the text does only if that is its last part.
 */
export const scan = (text: string, from: number, isLast: boolean, found: Scan): number => {
  found.names = 0
  found.depth = 0
  found.hasNull = false
  found.hasLongNumber = false
  const first = text.charCodeAt(from)
  if (first === QUOTE) return endOfString(text, from + 1)
  if (first !== OPEN_OBJECT && first !== OPEN_ARRAY) return endOfScalar(text, from, isLast, found)
  let depth = 0
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(text, at + 1)
      if (at < 0) return at
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth += 1
      if (depth > found.depth) found.depth = depth
      at += 1
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      depth -= 1
      at += 1
      if (depth === 0) return at
    } else if (code >= PLUS && code <= DIGIT_9 && code !== COMMA) {
      at = endOfNumber(text, at, found)
    } else {
      if (code === COLON) found.names += 1
      else if (code === LOWER_N) found.hasNull = true
      at += 1
    }
  }
  return INCOMPLETE
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null

/** The names of members in a value of JSON, at any depth; a name that stood twice counts once. */
export const countNames = (value: object): number => {
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) if (isObject(item)) count += countNames(item)
    return count
  }
  for (const name in value) {
    count += 1
    const member: unknown = Reflect.get(value, name)
    if (isObject(member)) count += countNames(member)
  }
  return count
}
