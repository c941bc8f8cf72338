/**
 * Whether the cost of a reader grows with its input, or faster. One time is set against
 * another of the same reader on the same machine, so that the speed of neither matters.
 */
import type { Fault } from "./finding.ts"
import { type Growing, LARGEST } from "./mutation.ts"
import type { Target } from "./Target.ts"

const TIMES = 4

/** Where the cost is linear, it is about as many as the input is larger; where it is quadratic, that squared. */
const TOO_MANY = 10

/** In microseconds; what takes less says nothing, since the clock is coarse. */
const SHORTEST = 20_000

/** In microseconds; so much of an input's time is weighed, run by run. */
const WEIGHED = 200_000

/** A ratio counts that is too high so many times in a row. */
const TRIALS = 3

/** The CPU time that this thread takes for some runs, in microseconds. */
const cost = async (target: Target, input: Uint8Array, runs: number): Promise<number> => {
  const before = process.threadCpuUsage()
  for (let run = 0; run < runs; run += 1) await target.check(input)
  const { user, system } = process.threadCpuUsage(before)
  return user + system
}

/** Tells if an input that grows costs more than in proportion. */
export const examineGrowth = async (target: Target, grow: Growing): Promise<Fault | undefined> => {
  const [small, large] = [grow(LARGEST / TIMES), grow(LARGEST)]
  const once = await cost(target, large, 1)
  if (once < SHORTEST) return undefined
  const runs = Math.ceil(WEIGHED / once)
  let ratio = 0
  for (let trial = 0; trial < TRIALS; trial += 1) {
    // So many runs of the small one take as long, if the cost is linear.
    const ofSmall = (await cost(target, small, TIMES * runs)) / TIMES
    ratio = (await cost(target, large, runs)) / Math.max(1, ofSmall)
    if (ratio < TOO_MANY) return undefined
  }
  return {
    what: "costs-more-than-linear",
    detail: `${large.length} bytes cost ${ratio.toFixed(1)} times as much as ${small.length}`,
  }
}
