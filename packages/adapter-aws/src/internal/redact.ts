/**
 * Keeps credentials out of every text that leaves the adapter.
 *
 * A server may send back what it was sent. What a request was signed with is
 * known by the time of an answer and is taken out wherever it stands. Before
 * that, while credentials are got, the SDK sends others that only it knows; so
 * of texts from then, words go that could be one.
 */
import { Base64, Hex } from "effect/encoding"
import { canonical } from "./canonical.ts"
import { excerpt } from "./excerpt.ts"

const REDACTED = "[redacted]"

/** In characters. A message that is longer would keep whoever prints it busy. */
const LONGEST = 65_536

/** In characters. Nobody reads what is longer to its end. */
const HUGE = 262_144

/** Shorter ones are no credentials of AWS's but words like `test`, which local stand-ins are given. */
const SHORTEST = 16

/** So much of the beginning of a credential gives it away, as it stands where somebody cut it. */
const BEGINNING = 12

/** What credentials look like, wherever they stand. */
const PATTERNS: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/\b(Credential|Signature)=[^\s,&"'<>]+/g, `$1=${REDACTED}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, REDACTED],
]

/** Texts of which what follows is somebody else's: a command line and what it printed, or no JSON. */
const FOREIGN: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/^[\s\S]* is not valid JSON/, `${REDACTED} is not valid JSON`],
  [/(Command failed:)[\s\S]*/g, `$1 ${REDACTED}`],
]

const NAMES_ONE = /token|secret|assertion|password|credential/i

/** What is long and still no credential: words, ARNs, places of files and services, names of settings. */
const HARMLESS =
  /^["'[(<]*(?:[A-Za-z]?[a-z]{0,31}|[a-z]*(?:[A-Z][a-z]+){1,6}|[a-z]+(?:[_/-][a-z]+)+|AWS_[A-Z0-9_]+|arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[\w+=,.@/-]{1,96}|[0-9.]{7,15}(?::[0-9]{1,5})?|https?:\/\/[\w.:[\]-]+\/?|\/[\w.@-]+(?:\/[\w.@-]+){0,15})["'\])>]*[.,;:]*$/

/** How long a word may be that is not known to be harmless. */
const LONGEST_WORD = 15

const isHarmless = (word: string): boolean =>
  word.length <= LONGEST_WORD || (word.length <= 256 && HARMLESS.test(word))

/** The parts of a Base64 text that are the same whatever stands before and after. */
const inBase64 = (secret: string): ReadonlyArray<string> => {
  const bytes = new TextEncoder().encode(secret)
  return [0, 1, 2].map((offset) => {
    const shifted = new Uint8Array(offset + bytes.length)
    shifted.set(bytes, offset)
    const from = Math.ceil((offset * 8) / 6)
    return Base64.encode(shifted).slice(from, Math.floor((shifted.length * 8) / 6))
  })
}

/** Takes credentials out of texts, and learns of them as requests are signed. */
export class Redactor {
  readonly #spellings = new Set<string>()

  /**
   * From now on, takes these values out too, from 16 characters: in any case, broken
   * into lines or quotes, as URLs, JSON and XML escape them, in Base64 and in
   * hexadecimal, and where only their beginning stands.
   */
  learn(secrets: Iterable<unknown>): void {
    for (const secret of secrets) {
      if (typeof secret !== "string" || secret.length < SHORTEST) continue
      for (const spelling of [secret, ...inBase64(secret), Hex.encode(secret)]) {
        const { text } = canonical(spelling)
        if (text.length >= BEGINNING) this.#spellings.add(text)
      }
    }
  }

  /** A text without what was learned, and without its end if it is immensely long. */
  redactKnown(original: string): string {
    if (this.#spellings.size === 0 || original.length < BEGINNING) return original
    // What is cut off here shows no more than the beginning of a credential, which is found.
    const text = original.length > HUGE ? `${original.slice(0, LONGEST - 1)}…` : original
    const { text: known, starts, ends } = canonical(text)
    const found = [...this.#spellings].flatMap((spelling) => occurrences(known, spelling))
    if (found.length === 0) return text
    found.sort(([a], [b]) => a - b)
    let result = ""
    let at = 0
    for (const [from, to] of found) {
      const start = starts[from] ?? 0
      const end = ends[to - 1] ?? text.length
      if (start >= at) result += text.slice(at, start) + REDACTED
      at = Math.max(at, end)
    }
    return result + text.slice(at)
  }

  /** A text without credentials, and without its middle if it is very long. */
  redact(text: string): string {
    return replaceAll(excerpt(this.redactKnown(text), LONGEST), PATTERNS)
  }

  /**
   * A text from before anything was signed, without any word that could be a
   * credential: those that are long and not known to be harmless, and what goes
   * by the name of one.
   */
  redactForeign(text: string): string {
    const words = replaceAll(this.redact(text), FOREIGN).split(/(\s+)/)
    return words
      .map((word, at) => {
        const before = words[at - 2] ?? ""
        const isValue =
          /[=:]$/.test(before) && NAMES_ONE.test(before) && !/^[A-Za-z]{1,15}[.,]?$/.test(word)
        const [assignment = ""] = /^\W{0,3}[A-Za-z-]{1,40}["']?[=:](?=.)/.exec(word) ?? []
        if (NAMES_ONE.test(assignment)) return assignment + REDACTED
        return isValue || !isHarmless(word) ? REDACTED : word
      })
      .join("")
  }
}

const replaceAll = (
  text: string,
  patterns: ReadonlyArray<readonly [pattern: RegExp, replacement: string]>,
): string => patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text)

/** Where a text stands in another, or as much of its beginning as gives it away. */
const occurrences = (
  text: string,
  sought: string,
): ReadonlyArray<readonly [from: number, to: number]> => {
  const beginning = sought.slice(0, BEGINNING)
  const found: Array<readonly [number, number]> = []
  for (let from = text.indexOf(beginning); from >= 0; ) {
    let to = from + beginning.length
    while (to - from < sought.length && text.charAt(to) === sought.charAt(to - from)) to += 1
    found.push([from, to])
    from = text.indexOf(beginning, to)
  }
  return found
}
