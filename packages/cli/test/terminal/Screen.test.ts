import { assert, describe, it } from "@effect/vitest"
import { screenOf } from "../../src/terminal/Screen.ts"

const screen = (
  environment: Record<string, string>,
  terminalColumns: number | undefined = undefined,
) => screenOf({ environment, terminalColumns, isTerminal: terminalColumns !== undefined })

describe("screenOf", () => {
  it("takes the width of the terminal or COLUMNS, whichever is less", () => {
    assert.strictEqual(screen({}, 100).columns, 100)
    assert.strictEqual(screen({ COLUMNS: "60" }, 100).columns, 60)
    assert.strictEqual(screen({ COLUMNS: "200" }, 100).columns, 100)
  })

  it("takes 80 where neither says anything of use", () => {
    for (const COLUMNS of ["", "0", "-5", "wide", "1.5"]) {
      assert.strictEqual(screen({ COLUMNS }, 0).columns, 80)
    }
  })

  it("has no end where there is no terminal", () => {
    assert.strictEqual(screen({}).columns, Number.POSITIVE_INFINITY)
    assert.strictEqual(screen({ COLUMNS: "40" }).columns, Number.POSITIVE_INFINITY)
  })

  it("shows colours on a terminal only, and not where they are not wanted", () => {
    assert.isTrue(screen({}, 80).colors)
    assert.isTrue(screen({ NO_COLOR: "" }, 80).colors)
    assert.isFalse(screen({ NO_COLOR: "1" }, 80).colors)
    assert.isFalse(screen({ TERM: "dumb" }, 80).colors)
    assert.isFalse(screen({}).colors)
  })

  it("shows colours where they are forced, unless they are not wanted", () => {
    assert.isTrue(screen({ FORCE_COLOR: "1" }).colors)
    assert.isTrue(screen({ FORCE_COLOR: "3", TERM: "dumb" }).colors)
    assert.isFalse(screen({ FORCE_COLOR: "0" }, 80).colors)
    assert.isFalse(screen({ FORCE_COLOR: "" }).colors)
    assert.isFalse(screen({ FORCE_COLOR: "1", NO_COLOR: "1" }, 80).colors)
  })

  it("shows them as the flag says before all else", () => {
    const streams = { isTerminal: true, terminalColumns: 80 }
    assert.isFalse(screenOf({ ...streams, environment: { FORCE_COLOR: "1" } }, "off").colors)
    assert.isTrue(
      screenOf({ ...streams, isTerminal: false, environment: { NO_COLOR: "1" } }, "on").colors,
    )
  })
})
