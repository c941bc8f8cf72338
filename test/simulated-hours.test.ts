import { assert, it } from "@effect/vitest"
import { run } from "./support/simulatedHours.ts"

it("A feed of changes loses none, tells none twice and makes none up, in 200 hours with faults", {
  // Some seconds, on a machine that has nothing else to do.
  timeout: 300_000,
}, async () => {
  const { breaches, polls, failures, changes, noticed, late } = await run(200, 1)
  assert.deepStrictEqual(breaches, [])
  assert.isAbove(polls, 1000)
  assert.isAbove(failures, 200)
  assert.isAbove(changes, 400)
  assert.isAbove(noticed, 100)
  assert.isAbove(late, 10)
})
