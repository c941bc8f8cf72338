import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { decodeText } from "../../src/source/FixtureText.ts"

const utf16 = (text: string, isBigEndian: boolean): Uint8Array => {
  const buffer = Buffer.from(`\ufeff${text}`, "utf16le")
  return isBigEndian ? buffer.swap16() : buffer
}

const fault = (bytes: Uint8Array) => Result.getOrThrow(Result.flip(decodeText(bytes)))

describe("decodeText", () => {
  it("reads UTF-8, and UTF-16 of either order, with and without a mark", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const forms = [
          Buffer.from(text),
          Buffer.from(`\ufeff${text}`),
          utf16(text, false),
          utf16(text, true),
        ]
        for (const bytes of forms) assert.deepStrictEqual(decodeText(bytes), Result.succeed(text))
      }),
    )
  })

  it("names the line with the first bytes that are not UTF-8", () => {
    const latin1 = Buffer.from('\n\n{"a":"\xe9"}\n\xe9', "latin1")
    assert.deepInclude(fault(latin1), { line: 3, fault: "expected UTF-8 text" })
    assert.strictEqual(fault(Uint8Array.of(0xe6, 0x9d)).line, 1)
  })

  it("refuses half a character of UTF-16", () => {
    const expected = "expected UTF-16LE text, as its first bytes say"
    assert.strictEqual(fault(Uint8Array.of(0xff, 0xfe, 0x61)).fault, expected)
    assert.strictEqual(fault(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8)).fault, expected)
  })
})
