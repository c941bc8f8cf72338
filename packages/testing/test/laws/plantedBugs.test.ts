import { assert, describe, it } from "@effect/vitest"
import { Laws } from "@route-server/testing"
import { Effect } from "effect"
import fc from "fast-check"
import { plantedBugs } from "./plantedBugs.ts"

// The law in question ends at the first breach; that the others keep silent is shown with fewer cases.
const runs = fc.readConfigureGlobal().numRuns ?? 100
const [searchingRuns, silentRuns] = [runs * 5, Math.ceil(runs / 12)]

describe("a planted bug breaks the law that speaks of it, and no other", () => {
  for (const { bug, adapter, law, also } of plantedBugs) {
    it(`${law}: ${bug}`, async () => {
      const broken: Array<string> = []
      for (const { law: name } of Laws.suite(bug, adapter)) {
        if (also?.laws.includes(name)) continue
        const parameters = {
          law: name,
          endOnFailure: true,
          numRuns: name === law ? searchingRuns : silentRuns,
        }
        for (const { holds } of Laws.suite(bug, adapter, parameters)) {
          const outcome = await Effect.runPromise(Effect.result(holds))
          if (outcome._tag === "Failure") broken.push(outcome.failure.law)
        }
      }
      assert.include(broken, law)
      assert.deepStrictEqual(
        broken.filter((each) => each !== law),
        [],
      )
    })
  }

  it("has a bug for every law", () => {
    const [first] = plantedBugs
    const laws = first === undefined ? [] : Laws.suite("any", first.adapter)
    assert.deepStrictEqual(
      [...new Set(plantedBugs.map(({ law }) => law))].sort(),
      laws.map(({ law }) => law).sort(),
    )
  })
})
