import { assert, it } from "@effect/vitest"
import { run } from "./support/simulatedHours.ts"

it("A feed of changes loses none, tells none twice and makes none up, in 500 hours with faults", async () => {
  const { breaches, polls, failures, changes, noticed, late } = await run(500, 1)
  assert.deepStrictEqual(breaches, [])
  assert.isAbove(polls, 2500)
  assert.isAbove(failures, 500)
  assert.isAbove(changes, 1000)
  assert.isAbove(noticed, 100)
  assert.isAbove(late, 0)
})
