/**
 * Measures side by side: in each round everybody works in turn, so that whatever else
 * the machine does meets all of them, and a ratio is taken of times that lie
 * milliseconds apart.
 */
import { isDeepStrictEqual } from "node:util"
import type { Contest, Run } from "./Suite.ts"

/** A value in the middle, and the middle half of all that were seen. */
export interface Spread {
  readonly median: number
  readonly from: number
  readonly to: number
}

/** Ours against one opponent. */
export interface Figure {
  readonly work: string
  readonly against: string
  readonly unit: "ms" | "bytes"
  readonly ours: number
  readonly theirs: number
  readonly ratio: Spread
  readonly limit: number
}

export interface Effort {
  readonly rounds: number
  /** How long, in milliseconds, everybody works before any time is taken. */
  readonly warmUp: number
  /** Tells the time, in milliseconds. */
  readonly clock: () => number
  /** How long, in milliseconds, one sample at least takes: below, the clock is too coarse. */
  readonly sample: number
}

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise

/** The time by the clock on the wall, in which others may have been at work, too. */
export const wall = (): number => performance.now()

/** The time that the processors have worked for this process, whatever else they did. */
export const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The time of one of several runs on end, in milliseconds. */
const time = async (run: Run, times: number, clock: () => number): Promise<number> => {
  const start = clock()
  for (let turn = 0; turn < times; turn += 1) {
    const answer = run()
    // A run at once would be timed with the queue of tasks if it were awaited.
    if (isPromise(answer)) await answer
  }
  return (clock() - start) / times
}

/** How many runs make a sample, found out after a warm-up. */
const timesFor = async (run: Run, { sample, warmUp }: Effort): Promise<number> => {
  const end = wall() + warmUp
  while (wall() < end) await time(run, 1, wall)
  let times = 1
  for (;;) {
    const took = (await time(run, times, wall)) * times
    if (took >= sample) return times
    times = Math.ceil(times * Math.min(10, Math.max(1.2, (1.2 * sample) / Math.max(took, 0.001))))
  }
}

const at = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN

const spread = (values: ReadonlyArray<number>): Spread => {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: at(sorted, 0.5), from: at(sorted, 0.25), to: at(sorted, 0.75) }
}

const sampler = async (
  { measure = "time" }: Contest,
  run: Run,
  effort: Effort,
): Promise<() => Promise<number>> => {
  if (measure === "bytes") return async () => Number(await run())
  const times = await timesFor(run, effort)
  return () => time(run, times, effort.clock)
}

/** Takes the figures of a contest, after all have given the same answer. */
export const measure = async (contest: Contest, effort: Effort): Promise<ReadonlyArray<Figure>> => {
  const { work, ours, against, gist = (answer) => answer, measure = "time" } = contest
  if (measure === "time") {
    const expected = gist(await ours())
    for (const { name, run } of against) {
      if (!isDeepStrictEqual(gist(await run()), expected)) {
        throw new Error(`${work}: ${name} gives another answer than we do`)
      }
    }
  }
  const samplers = []
  for (const run of [ours, ...against.map((opponent) => opponent.run)]) {
    samplers.push(await sampler(contest, run, effort))
  }
  const samples: ReadonlyArray<Array<number>> = samplers.map(() => [])
  for (let round = 0; round < effort.rounds; round += 1) {
    for (const turn of samplers.keys()) {
      // Who begins changes, so that nobody always comes after the same other one.
      const who = (turn + round) % samplers.length
      const took = await samplers[who]?.()
      if (took !== undefined) samples[who]?.push(took)
    }
  }
  const [own = [], ...others] = samples
  return against.map(({ name, limit }, index) => {
    const theirs = others[index] ?? []
    return {
      work,
      against: name,
      unit: measure === "time" ? "ms" : "bytes",
      ours: spread(own).median,
      theirs: spread(theirs).median,
      ratio: spread(own.map((value, round) => value / (theirs[round] ?? Number.NaN))),
      limit,
    }
  })
}
