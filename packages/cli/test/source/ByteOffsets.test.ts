import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { ByteOffsets } from "../../src/source/ByteOffsets.ts"

const part = fc.oneof(
  fc.string({ unit: "binary-ascii", maxLength: 9 }),
  fc.string({ unit: "grapheme", maxLength: 9 }),
)

describe("ByteOffsets", () => {
  it.each([
    ["utf-8", "utf8", 3],
    ["utf-16le", "utf16le", 2],
  ] as const)("tells in %s how many bytes come before", (encoding, buffer, mark) => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.array(fc.nat()), (parts, places) => {
        const offsets = new ByteOffsets(encoding, mark)
        const text = parts.join("")
        const units = places.map((place) => place % (text.length + 1)).sort((a, b) => a - b)
        let added = 0
        for (const unit of units) {
          // Behind it there may be parts already, or none.
          while (
            added < parts.length &&
            parts.slice(0, added).join("").length < unit + (unit % 5)
          ) {
            offsets.add(parts[added] ?? "")
            added += 1
          }
          // No offset is asked for within a character.
          if (/^[\udc00-\udfff]/.test(text.slice(unit))) continue
          const before = Buffer.byteLength(text.slice(0, unit), buffer)
          assert.strictEqual(offsets.of(unit), mark + before)
        }
      }),
    )
  })
})
