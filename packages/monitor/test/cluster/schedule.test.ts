import { assert, it } from "@effect/vitest"
import { describe } from "vitest"
import { run } from "../support/simulatedSchedule.ts"

/** In seconds, by default, give or take a tenth. */
const INTERVAL = 15

/** In seconds: an answer of the simulation takes no longer. */
const SLOWEST = 4

describe("The schedule of a cluster", () => {
  it("polls each target in time, in step with no other, and of a runner that is lost, too", async () => {
    const targets = 60
    const seen = await run({ targets, runners: 3, minutes: 3, concurrency: 64, seed: 3 })
    assert.approximately(seen.pollsPerSecond.mean, targets / INTERVAL, 1)
    // In step, all would be polled in the same second.
    assert.isBelow(seen.pollsPerSecond.most, targets / 3)
    assert.approximately(seen.commitsPerSecond, seen.pollsPerSecond.mean, 1)
    assert.isAtMost(seen.interval.longest, INTERVAL * 1.1 + SLOWEST)
    assert.isBelow(seen.busiest, 2)
    // Some are left alone by the runner that is lost, for no longer than is promised.
    assert.isAbove(seen.takeover, INTERVAL * 1.1 + SLOWEST)
    assert.isAtMost(seen.takeover, INTERVAL * 1.1 + SLOWEST + 20)
  })
})
