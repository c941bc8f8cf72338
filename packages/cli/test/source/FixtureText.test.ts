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
      fc.property(fc.string({ unit: "grapheme" }), (rest) => {
        const text = `[${rest.replace(/^\0/, "")}`
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
    assert.deepInclude(fault(latin1), {
      line: 3,
      fault:
        "expected UTF-8 text; if it is of an old encoding of Windows, convert it with iconv -f CP1252 -t UTF-8, for one",
    })
    assert.strictEqual(fault(Uint8Array.of(0xe6, 0x9d)).line, 1)
  })

  it("knows UTF-16 that has no mark", () => {
    for (const [isBigEndian, encoding] of [
      [false, "UTF-16LE"],
      [true, "UTF-16BE"],
    ] as const) {
      assert.strictEqual(
        fault(utf16('{"RouteServerPeers": []}', isBigEndian).subarray(2)).fault,
        `expected UTF-8 text, found what looks like ${encoding} without a byte order mark; convert it with iconv -f ${encoding} -t UTF-8, for one`,
      )
    }
  })

  it("refuses half a character of UTF-16", () => {
    const expected = "expected UTF-16LE text, as its first bytes say"
    assert.strictEqual(fault(Uint8Array.of(0xff, 0xfe, 0x61)).fault, expected)
    assert.strictEqual(fault(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8)).fault, expected)
  })
})
