/**
 * The encoding of a fixture.
 */
import { Fixture } from "@route-server/core"
import { Result } from "effect"

/**
 * The text that bytes stand for: UTF-16 if they begin with its byte order mark,
 * as PowerShell writes it, otherwise UTF-8. Bytes that are no such text fail it,
 * with what they may be; none are replaced.
 */
export const decodeText = (bytes: Uint8Array): Result.Result<string, Fixture.FixtureError> => {
  const encoding = encodingOf(bytes)
  const unmarked = unmarkedEncodingOf(bytes)
  if (unmarked !== undefined) {
    const fault = `expected UTF-8 text, found what looks like ${unmarked} without a byte order mark; ${advice(unmarked)}`
    return Result.fail(new Fixture.FixtureError({ fault }))
  }
  const decoder = new TextDecoder(encoding, { fatal: true })
  return Result.try({
    try: () => decoder.decode(bytes),
    catch: () =>
      new Fixture.FixtureError(
        encoding === "utf-8"
          ? {
              fault: `expected UTF-8 text; if it is of an old encoding of Windows, ${advice("CP1252")}`,
              line: lineOfInvalidUtf8(bytes),
            }
          : { fault: `expected ${encoding.toUpperCase()} text, as its first bytes say` },
      ),
  })
}

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

const lineOfInvalidUtf8 = (bytes: Uint8Array): number => {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let line = 1
  for (let start = 0; ; line += 1) {
    // A line feed is never part of another character, so lines can be judged alone.
    const end = bytes.indexOf(0x0a, start)
    const valid = Result.try(() => decoder.decode(bytes.subarray(start, end < 0 ? undefined : end)))
    if (Result.isFailure(valid) || end < 0) return line
    start = end + 1
  }
}
