/**
 * Takes credentials out of the two texts of a stranger's that are ever quoted:
 * the code and the message of an error of EC2.
 *
 * A server may send back what it was sent. That is known by the time of an
 * answer: the access key ID, the session token and the signature of the request,
 * and the secret key, which was not sent, but which the client knows.
 */
import * as Base64 from "effect/encoding/Base64"
import * as Hex from "effect/encoding/Hex"
import { canonical } from "./canonical.ts"

const REDACTED = "[redacted]"

/** In characters. Nobody reads what is longer to its end. */
const LONGEST = 16_384

/** Shorter ones are no credentials of AWS's but words like `test`, which local stand-ins are given. */
const SHORTEST = 16

/** So much of the beginning of a credential gives it away, as it stands where somebody cut it. */
const BEGINNING = 12

/** The credentials to remember: those of a listing whose credentials rotate, and no endless list. */
const MOST = 64

/** What credentials of others look like, wherever they stand. */
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

const spell = (secret: string): ReadonlyArray<string> =>
  [secret, ...inBase64(secret), Hex.encode(secret)]
    .map((spelling) => canonical(spelling).text)
    .filter(({ length }) => length >= BEGINNING)

/** Remembers credentials, and takes them out of texts. */
export class Redactor {
  /** What was learned, the latest last, with its spellings once they were needed. */
  readonly #secrets = new Map<string, ReadonlyArray<string> | undefined>()

  /**
   * From now on, takes this value out, from 16 characters: in any case, broken
   * into lines or quotes, as URLs, JSON and XML escape it, in Base64 and in
   * hexadecimal; where only its beginning stands, with all that follows. Remembers
   * the last 64.
   */
  learn(secret: unknown): void {
    if (typeof secret !== "string" || secret.length < SHORTEST) return
    const spellings = this.#secrets.get(secret)
    this.#secrets.delete(secret)
    this.#secrets.set(secret, spellings)
    if (this.#secrets.size <= MOST) return
    for (const oldest of this.#secrets.keys()) {
      this.#secrets.delete(oldest)
      break
    }
  }

  #spellings(): ReadonlyArray<string> {
    return Array.from(this.#secrets, ([secret, known]) => {
      const spellings = known ?? spell(secret)
      this.#secrets.set(secret, spellings)
      return spellings
    }).flat()
  }

  /** A text without credentials, and these others, and without its end if it is very long. */
  redact(original: string, others: ReadonlyArray<string> = []): string {
    // What is cut off here shows no more than the beginning of a credential, which is found.
    const text =
      original.length > LONGEST ? `${original.slice(0, LONGEST - 1).toWellFormed()}…` : original
    const spellings = [...this.#spellings(), ...others.flatMap(spell)]
    // What looks like an escape may be the beginning of a credential.
    const found = [canonical(text), canonical(text, 0)].flatMap(({ text: known, starts, ends }) =>
      spellings.flatMap((spelling) =>
        occurrences(known, spelling).map(([from, to, isWhole]) => ({
          start: Number(starts[from]),
          end: Number(ends[to - 1]),
          isWhole,
        })),
      ),
    )
    found.sort((a, b) => a.start - b.start || Number(b.isWhole) - Number(a.isWhole))
    let result = ""
    let at = 0
    for (const { start, end, isWhole } of found) {
      const isNew = start >= at
      if (isNew) result += text.slice(at, start) + REDACTED
      at = Math.max(at, isNew && !isWhole ? text.length : end)
    }
    return PATTERNS.reduce(
      (rest, [pattern, by]) => rest.replace(pattern, by),
      result + text.slice(at),
    )
  }
}

/**
 * Where a text stands in another, or as much of its beginning as gives it away: then
 * the rest may follow in a spelling that nobody knows.
 */
const occurrences = (
  text: string,
  sought: string,
): ReadonlyArray<readonly [from: number, to: number, isWhole: boolean]> => {
  const beginning = sought.slice(0, BEGINNING)
  const found: Array<readonly [number, number, boolean]> = []
  for (let from = text.indexOf(beginning); from >= 0; ) {
    let to = from + beginning.length
    while (to - from < sought.length && text.charAt(to) === sought.charAt(to - from)) to += 1
    found.push([from, to, to - from === sought.length])
    from = text.indexOf(beginning, to)
  }
  return found
}
