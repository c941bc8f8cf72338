import { assert, describe, it } from "@effect/vitest"
import { FilterNames } from "@route-server/core"
import { AcceptedNames } from "../src/internal/filters.ts"

describe("The names that are sent to AWS", () => {
  it("are remembered for the next pages of so many listings, the last ones", () => {
    const first = FilterNames.make(["VpcId", "RouteServerId"])
    const names = new AcceptedNames(first)
    const token = (index: number) => `token-${index}`
    for (let index = 0; index < 10_000; index += 1) names.remember(token(index), first)
    // A page without a successor has nothing to remember.
    names.remember(undefined, first)
    const latest = names.refuse(first, "VpcId")
    assert.notStrictEqual(latest, first)
    assert.strictEqual(names.for(undefined), names.for("another"))
    assert.isFalse(names.for(undefined).has("VpcId"))
    assert.strictEqual(names.for(token(0)), first)
    names.remember(token(10_000), latest)
    assert.strictEqual(names.for(token(10_000)), latest)
    assert.strictEqual(names.for(token(1)), first)
    assert.strictEqual(names.for(token(0)), names.for(undefined))
  })
})
