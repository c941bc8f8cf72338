/**
 * Keeps credentials out of every text that leaves the adapter.
 *
 * A server may send back what it was sent. What a request was signed with is
 * known by the time of an answer and is taken out wherever it stands; the
 * patterns take out what credentials look like, for errors from before that.
 */
import { Base64 } from "effect/encoding"
import { excerpt } from "./excerpt.ts"

const REDACTED = "[redacted]"

/** Each looks at a character a bounded number of times, since servers choose the texts. */
const PATTERNS: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/\b(Credential|Signature)=[^\s,&"'<>]+/g, `$1=${REDACTED}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, REDACTED],
  // Whoever gives out credentials may send back what it was asked with, or something that is no JSON.
  [
    /((?:token|secret|assertion|password)\w{0,40}["']?\s*[=:]\s*["']?)[^\s,&"'<>]+/gi,
    `$1${REDACTED}`,
  ],
  [/\beyJ[\w-]{1,4096}\.[\w-]{1,4096}\.[\w-]*/g, REDACTED],
  [/^[\s\S]* is not valid JSON/, `${REDACTED} is not valid JSON`],
  // The command line of a `credential_process`, and what it printed.
  [/(Command failed:)[\s\S]*/g, `$1 ${REDACTED}`],
]

/**
 * In characters. EC2's longest texts, those that hold an encoded reason of why a
 * call is not authorized, have a few thousand.
 */
const LONGEST = 65_536

/** Shorter ones are no credentials of AWS's but words like `test`, which local stand-ins are given. */
const SHORTEST = 8

/** A pattern for a text in whatever case, broken into lines wherever. */
const loosely = (text: string): string =>
  [...text].map((character) => character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")).join("\\s*")

/** Takes credentials out of texts, and learns of them as requests are signed. */
export class Redactor {
  readonly #spellings = new Set<string>()
  #pattern: RegExp | undefined

  /**
   * From now on, takes these values out too, from 8 characters: in any case, with
   * white space in them, and as URLs, JSON and Base64 spell them.
   */
  learn(secrets: Iterable<unknown>): void {
    for (const secret of secrets) {
      if (typeof secret !== "string" || secret.length < SHORTEST) continue
      this.#spellings.add(secret)
      this.#spellings.add(encodeURIComponent(secret.toWellFormed()))
      this.#spellings.add(secret.replaceAll("/", "\\/"))
      this.#spellings.add(Base64.encode(secret))
      this.#pattern = undefined
    }
  }

  /** A text without what was learned; well-formed XML stays so. */
  redactKnown(text: string): string {
    if (this.#spellings.size === 0) return text
    this.#pattern ??= this.#compile()
    return text.replace(this.#pattern, REDACTED)
  }

  #compile(): RegExp {
    const longestFirst = [...this.#spellings].sort((a, b) => b.length - a.length)
    return new RegExp(longestFirst.map(loosely).join("|"), "gi")
  }

  /** A text without credentials, and without its middle if it is very long. */
  redact(text: string): string {
    return PATTERNS.reduce(
      (rest, [pattern, by]) => rest.replace(pattern, by),
      excerpt(this.redactKnown(text), LONGEST),
    )
  }
}
