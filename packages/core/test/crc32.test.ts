import { crc32 as reference } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { crc32 } from "../src/internal/crc32.ts"

describe("crc32", () => {
  it("is that of zlib over the UTF-16 units, low byte first", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const expected = reference(Buffer.from(text, "utf16le")).toString(16).padStart(8, "0")
        assert.strictEqual(crc32(text), expected)
      }),
      { numRuns: 1000 },
    )
  })
})
