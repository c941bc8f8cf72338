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

/** In microseconds; what takes less says nothing. */
const SHORTEST = 20_000

/** The CPU time of this thread, in microseconds: the least of some runs. */
const cost = async (target: Target, input: Uint8Array, runs: number): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run += 1) {
    const before = process.threadCpuUsage()
    await target.check(input)
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, user + system)
  }
  return least
}

/** Tells if an input that grows costs more than in proportion. */
export const examineGrowth = async (target: Target, grow: Growing): Promise<Fault | undefined> => {
  const [small, large] = [grow(LARGEST / TIMES), grow(LARGEST)]
  if ((await cost(target, large, 1)) < SHORTEST) return undefined
  let ratio = Number.POSITIVE_INFINITY
  for (const runs of [1, 3, 9]) {
    ratio = (await cost(target, large, runs)) / (await cost(target, small, runs))
    if (ratio < TOO_MANY) return undefined
  }
  return {
    what: "costs-more-than-linear",
    detail: `${large.length} bytes cost ${ratio.toFixed(1)} times as much as ${small.length}`,
  }
}
