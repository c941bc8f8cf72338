import { assert, describe, it } from "@effect/vitest"
import { Laws } from "@route-server/testing"
import { caught } from "./caught.ts"
import { kinds, plantedBugs } from "./plantedBugs.ts"

/** One seed of those that `pnpm power` takes. */
const SEED = 1

for (const [kind, bugs] of Object.entries(kinds)) {
  describe(`a planted bug of the kind "${kind}" breaks the law that speaks of it`, () => {
    for (const planted of bugs) {
      it(`${planted.law}: ${planted.bug}`, async () => {
        assert.isTrue(await caught(planted, { law: planted.law, seed: SEED }))
      })
    }
  })
}

describe("planted bugs", () => {
  it("are there for every law", () => {
    assert.deepStrictEqual(
      [...new Set(plantedBugs.map(({ law }) => law))].sort(),
      Laws.all.map(({ name }) => name).sort(),
    )
  })
})
