import { assert, describe, it } from "@effect/vitest"
import { run } from "./support/simulatedFleet.ts"

describe("Monitor", () => {
  it("loses no change, tells none twice and makes none up, over restarts, rivals and accidents", async () => {
    const figures = await run(12, 12, 1)
    assert.deepStrictEqual(figures.breaches, [])
    assert.isAbove(figures.changes, 150)
    assert.isAbove(figures.restarts, 2)
    assert.isAbove(figures.accidents, 25)
    assert.isAbove(figures.failures, 80)
  })
})
