/**
 * The encoding of a fixture.
 */
import { TextDecoder } from "node:util"
import { Fixture } from "@route-server/core"
import { Result } from "effect"

/**
 * A decoder of the text that some bytes begin: of UTF-16 if they begin with its byte
 * order mark, as PowerShell writes it, otherwise of UTF-8. It throws at bytes that are no
 * such text, and replaces none. Fails for what looks like another encoding.
 */
export const decoderOf = (head: Uint8Array): Result.Result<TextDecoder, Fixture.FixtureError> => {
  const unmarked = unmarkedEncodingOf(head)
  if (unmarked === undefined) {
    return Result.succeed(new TextDecoder(encodingOf(head), { fatal: true }))
  }
  const fault = `expected UTF-8 text, found what looks like ${unmarked} without a byte order mark; ${advice(unmarked)}`
  return Result.fail(new Fixture.FixtureError({ fault }))
}

/** What to say of bytes that a decoder can't decode. */
export const invalid = ({ encoding }: TextDecoder, line: number): Fixture.FixtureError =>
  new Fixture.FixtureError(
    encoding === "utf-8"
      ? {
          fault: `expected UTF-8 text; if it is of an old encoding of Windows, ${advice("CP1252")}`,
          line,
        }
      : { fault: `expected ${encoding.toUpperCase()} text, as its first bytes say` },
  )

/**
 * The text that bytes stand for. Bytes that are no text fail it, with what they may be.
 */
export const decodeText = (bytes: Uint8Array): Result.Result<string, Fixture.FixtureError> =>
  Result.flatMap(decoderOf(bytes), (decoder) =>
    Result.try({
      try: () => decoder.decode(bytes),
      catch: () => {
        const search = new InvalidLine()
        search.isIn(bytes)
        return invalid(decoder, search.line)
      },
    }),
  )

const advice = (encoding: string): string =>
  `convert it with iconv -f ${encoding} -t UTF-8, for one`

/** JSON begins with a character of ASCII, so a zero in its first two bytes is half a character of UTF-16. */
const unmarkedEncodingOf = ([first, second]: Uint8Array): string | undefined => {
  if (first === 0 && second !== 0 && second !== undefined) return "UTF-16BE"
  return second === 0 && first !== 0 ? "UTF-16LE" : undefined
}

const encodingOf = ([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" => {
  if (first === 0xff && second === 0xfe) return "utf-16le"
  if (first === 0xfe && second === 0xff) return "utf-16be"
  return "utf-8"
}

/** The search for the first line that is not UTF-8, in bytes that come in parts. */
export class InvalidLine {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true })
  #line = 1

  /** The line that was found, or the last one so far. */
  get line(): number {
    return this.#line
  }

  /** Whether it is in the next bytes. */
  isIn(bytes: Uint8Array): boolean {
    for (let start = 0; start < bytes.length; ) {
      const end = bytes.indexOf(0x0a, start)
      const next = end < 0 ? bytes.length : end + 1
      // A line feed is never part of another character, so lines can be judged alone.
      const line = bytes.subarray(start, next)
      if (Result.isFailure(Result.try(() => this.#decoder.decode(line, { stream: true })))) {
        return true
      }
      if (end >= 0) this.#line += 1
      start = next
    }
    return false
  }
}
