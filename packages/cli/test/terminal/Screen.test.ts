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
    assert.strictEqual(screen({ COLUMNS: "200" }).columns, 200)
  })

  it("takes 80 where neither says anything of use", () => {
    for (const COLUMNS of ["", "0", "-5", "wide", "1.5"]) {
      assert.strictEqual(screen({ COLUMNS }).columns, 80)
    }
    assert.strictEqual(screen({}, 0).columns, 80)
  })

  it("shows colours on a terminal only, and not where they are not wanted", () => {
    assert.isTrue(screen({}, 80).colors)
    assert.isTrue(screen({ NO_COLOR: "" }, 80).colors)
    assert.isFalse(screen({ NO_COLOR: "1" }, 80).colors)
    assert.isFalse(screen({ TERM: "dumb" }, 80).colors)
    assert.isFalse(screen({}).colors)
  })
})
