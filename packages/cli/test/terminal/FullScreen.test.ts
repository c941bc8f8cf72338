import { assert, describe, it } from "@effect/vitest"
import { enter, frame, leave } from "../../src/terminal/FullScreen.ts"

describe("FullScreen", () => {
  it("gives back all that it takes, in the opposite order", () => {
    const modes = (text: string) =>
      text
        .split("\u001b[?")
        .slice(1)
        .map((mode) => mode.slice(0, -1))
    assert.deepStrictEqual(modes(leave), modes(enter).reverse())
    const opposite = { h: "l", l: "h" }
    for (const mode of enter.split("\u001b[?").slice(1)) {
      const [on = ""] = mode.slice(-1)
      assert.include(leave, `${mode.slice(0, -1)}${on === "h" ? opposite.h : opposite.l}`)
    }
  })

  it("empties each row before it writes it, and scrolls nothing", () => {
    assert.strictEqual(
      frame(["a", "b"], 3),
      "\u001b[H\u001b[2Ka\r\n\u001b[2Kb\r\n\u001b[2K\u001b[H",
    )
    assert.notInclude(frame(["a", "b", "c"], 2), "c")
  })
})
