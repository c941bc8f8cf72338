/**
 * Keeps credentials out of every text that leaves the adapter.
 *
 * A server may send back what it was sent. What a request was signed with is
 * known by the time of an answer and is taken out wherever it stands; the
 * patterns take out what credentials look like, for errors from before that.
 */
import { Base64 } from "effect/encoding"

const REDACTED = "[redacted]"

const PATTERNS: ReadonlyArray<readonly [pattern: RegExp, replacement: string]> = [
  [/\b(Credential|Signature)=[^\s,&"'<>]+/g, `$1=${REDACTED}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, REDACTED],
  // Whoever gives out credentials may send back what it was asked with, or something that is no JSON.
  [
    /\b(\w*(?:token|secret|assertion|password)\w*["']?\s*[=:]\s*["']?)[^\s,&"'<>]+/gi,
    `$1${REDACTED}`,
  ],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, REDACTED],
  [/(["'])[\s\S]*\1(?:\.\.\.)? is not valid JSON/g, `${REDACTED} is not valid JSON`],
  // The command line of a `credential_process`, and what it printed.
  [/(Command failed:)[\s\S]*/g, `$1 ${REDACTED}`],
]

/** Shorter ones are no credentials of AWS's but words like `test`, which local stand-ins are given. */
const SHORTEST = 8

/** Takes credentials out of texts, and learns of them as requests are signed. */
export class Redactor {
  readonly #secrets = new Set<string>()

  /** From now on, takes these values out too, from 8 characters, as they stand and as URLs, JSON and Base64 spell them. */
  learn(secrets: Iterable<unknown>): void {
    for (const secret of secrets) {
      if (typeof secret !== "string" || secret.length < SHORTEST) continue
      this.#secrets.add(secret)
      this.#secrets.add(encodeURIComponent(secret.toWellFormed()))
      this.#secrets.add(secret.replaceAll("/", "\\/"))
      this.#secrets.add(Base64.encode(secret))
    }
  }

  /** A text without what was learned; well-formed XML stays so. */
  redactKnown(text: string): string {
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length)
    return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text)
  }

  /** A text without credentials. */
  redact(text: string): string {
    return PATTERNS.reduce(
      (rest, [pattern, by]) => rest.replace(pattern, by),
      this.redactKnown(text),
    )
  }
}
