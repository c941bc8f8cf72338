import { assert, describe, it } from "@effect/vitest"
import { JsonText } from "@route-server/core"
import fc from "fast-check"
import { TextWindow } from "../src/internal/textWindow.ts"

const text = fc
  .array(fc.constantFrom("a", "é", "🚀", "\n", "\r\n", "   ", "\ud83d"), { maxLength: 60 })
  .map((pieces) => pieces.join(""))

/** Fills a window with the next of some parts. */
const fill = (window: TextWindow, parts: Array<string>): void => {
  const filling = window.fill()
  for (let step = filling.next(); !step.done; ) step = filling.next(parts.shift())
}

/** The offset at which the character begins that another one may be within. */
const characterAt = (text: string, offset: number): number =>
  /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, offset - 1), offset + 1))
    ? offset - 1
    : offset

describe("A TextWindow", () => {
  it("knows the position of each offset that it still has, however it got there", () => {
    const steps = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), steps, (text, size, steps) => {
        const window = new TextWindow()
        const parts = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []
        for (const [where, forward, isKept] of steps) {
          fill(window, parts)
          const length = window.text.length + 1
          const offset = characterAt(text, window.offsetOf(where % length))
          assert.strictEqual(
            window.text,
            text.slice(window.offsetOf(0), window.offsetOf(length - 1)),
          )
          assert.deepStrictEqual(window.positionOf(offset), JsonText.positionOf(text, offset))
          assert.strictEqual(window.lineOf(offset), JsonText.positionOf(text, offset).line)
          if (!isKept) continue
          window.at = window.atOf(characterAt(text, window.offsetOf(forward % length)))
          window.keep()
        }
      }),
    )
  })

  it("lets go of what is not kept", () => {
    const window = new TextWindow()
    const parts = Array.from({ length: 9 }, () => "a\nb")
    for (let count = 1; count <= 9; count += 1) {
      fill(window, parts)
      assert.strictEqual(window.text, "a\nb")
      window.at = window.text.length
      window.keep()
      assert.deepStrictEqual(window.positionOf(window.offset), {
        offset: 3 * count,
        line: count + 1,
        column: 2,
      })
    }
  })

  it("takes in as much as it still has, so that a long value is not looked at again and again", () => {
    const window = new TextWindow()
    const parts = Array.from({ length: 64 }, () => "x")
    const lengths = []
    while (!window.isLast) {
      fill(window, parts)
      lengths.push(window.text.length)
    }
    assert.deepStrictEqual(lengths, [1, 2, 4, 8, 16, 32, 64, 64])
  })
})
