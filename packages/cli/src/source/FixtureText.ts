/**
 * The encoding of a fixture.
 */
import { Fixture } from "@route-server/core"
import { Result } from "effect"

/**
 * The text that bytes stand for: UTF-16 if they begin with its byte order mark,
 * as PowerShell writes it, otherwise UTF-8. Bytes that are no such text fail it;
 * none are replaced.
 */
export const decodeText = (bytes: Uint8Array): Result.Result<string, Fixture.FixtureError> => {
  const encoding = encodingOf(bytes)
  const decoder = new TextDecoder(encoding, { fatal: true })
  return Result.try({
    try: () => decoder.decode(bytes),
    catch: () =>
      new Fixture.FixtureError(
        encoding === "utf-8"
          ? { fault: "expected UTF-8 text", line: lineOfInvalidUtf8(bytes) }
          : { fault: `expected ${encoding.toUpperCase()} text, as its first bytes say` },
      ),
  })
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
