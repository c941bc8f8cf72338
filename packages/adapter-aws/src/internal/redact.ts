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
import { withoutSuspects } from "./suspects.ts"

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
  /** What was learned, in canonical form and in every encoding. */
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
    if (this.#spellings.size === 0) return original
    // What is cut off here shows no more than the beginning of a credential, which is found.
    const text = original.length > HUGE ? `${original.slice(0, LONGEST - 1)}…` : original
    const { text: known, starts, ends } = canonical(text)
    const found = [...this.#spellings].flatMap((spelling) => occurrences(known, spelling))
    found.sort(([a], [b]) => a - b)
    let result = ""
    let at = 0
    for (const [from, to] of found) {
      const start = Number(starts[from])
      const end = Number(ends[to - 1])
      if (start >= at) result += text.slice(at, start) + REDACTED
      at = Math.max(at, end)
    }
    return result + text.slice(at)
  }

  /** A text without credentials, and without its middle if it is very long. */
  redact(text: string): string {
    return PATTERNS.reduce(
      (rest, [pattern, by]) => rest.replace(pattern, by),
      excerpt(this.redactKnown(text), LONGEST),
    )
  }

  /** A text from before anything was signed, without any word that could be a credential. */
  redactForeign(text: string): string {
    return withoutSuspects(this.redact(text))
  }
}

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
