/**
 * How much the laws see, over several seeds: run by `pnpm power`, for it takes minutes.
 */
import { assert, describe, it } from "@effect/vitest"
import { Laws } from "@route-server/testing"
import { Effect, Result } from "effect"
import { caught } from "./caught.ts"
import { legal } from "./legal.ts"
import { kinds } from "./plantedBugs.ts"

const SEEDS = [1, 2, 3, 4, 5]

/** So many cases show that a law is silent about a bug of which another one speaks. */
const SILENT_RUNS = 9

for (const [kind, bugs] of Object.entries(kinds)) {
  describe(`a planted bug of the kind "${kind}"`, () => {
    for (const planted of bugs) {
      const { bug, law, adapter, also } = planted
      it(`breaks "${law}" with every seed: ${bug}`, async () => {
        const missed: Array<number> = []
        for (const seed of SEEDS) if (!(await caught(planted, { law, seed }))) missed.push(seed)
        assert.deepStrictEqual(missed, [])
      })

      it(`breaks no law that does not speak of it: ${bug}`, async () => {
        const broken: Array<string> = []
        for (const { law: other } of Laws.suite(bug, adapter)) {
          if (other === law || also?.laws.includes(other)) continue
          if (await caught(planted, { law: other, numRuns: SILENT_RUNS, seed: 1 })) {
            broken.push(other)
          }
        }
        assert.deepStrictEqual(broken, [])
      })
    }
  })
}

describe("an adapter that differs as it may", () => {
  for (const [what, adapter] of Object.entries(legal)) {
    it(`keeps all laws with every seed: ${what}`, async () => {
      const broken: Array<string> = []
      for (const seed of SEEDS) {
        for (const { holds } of Laws.suite(what, adapter, { numRuns: 100, seed })) {
          const held = await Effect.runPromise(Effect.result(holds))
          if (Result.isFailure(held)) broken.push(held.failure.message)
        }
      }
      assert.deepStrictEqual(broken, [])
    })
  }
})
