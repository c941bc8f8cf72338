/**
 * Measures side by side: in each round everybody works in turn, so that whatever else
 * the machine does meets all of them, and a ratio is taken of times that lie
 * milliseconds apart.
 *
 * The slow are asked less often: each opponent has as many rounds as fit into a time, and
 * three at least, spread over the whole.
 */
import { isDeepStrictEqual } from "node:util"
import { collectGarbage } from "./garbage.ts"
import type { Contest, Opponent, Run } from "./Suite.ts"

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
  /** How many rounds the figures are medians of. */
  readonly rounds: number
}

export interface Effort {
  /** The most rounds. */
  readonly rounds: number
  /** How long, in milliseconds, all rounds against one opponent take at most, if they are more than three. */
  readonly box: number
  /** How long, in milliseconds, everybody works before any time is taken. */
  readonly warmUp: number
  /** Tells the time, in milliseconds. */
  readonly clock: () => number
  /** How long, in milliseconds, one sample at least takes, unless a contest says so: below, the clock is too coarse. */
  readonly sample: number
}

/** Fewer rounds have no middle. */
const LEAST_ROUNDS = 3

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

/** The least time, by the clock on the wall, of several runs on end: whatever comes between makes it longer. */
const leastTime = async (run: Run, times: number): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 3; turn += 1) {
    least = Math.min(least, (await time(run, times, wall)) * times)
    // Nothing that is so slow is only slowed down.
    if (least > 1000) break
  }
  return least
}

/** Takes a sample, which takes about so long. */
interface Sampler {
  readonly take: () => Promise<number>
  readonly takes: number
}

/** How many runs make a sample is found out after a warm-up, unless a run tells its time itself. */
const sampler = async (
  { measure, sample: own }: Contest,
  run: Run,
  { sample: usual, warmUp, clock }: Effort,
): Promise<Sampler> => {
  if (measure === "milliseconds") {
    return { take: async () => Number(await run()), takes: await time(run, 1, wall) }
  }
  const sample = own ?? usual
  const end = clock() + warmUp
  while (clock() < end) await time(run, 1, wall)
  let times = 1
  let takes = await leastTime(run, times)
  while (takes < sample) {
    times = Math.ceil(times * Math.min(10, Math.max(1.2, (1.2 * sample) / Math.max(takes, 0.001))))
    takes = await leastTime(run, times)
  }
  return { take: () => time(run, times, clock), takes }
}

const at = (sorted: ReadonlyArray<number>, share: number): number =>
  sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN

const spread = (values: ReadonlyArray<number>): Spread => {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: at(sorted, 0.5), from: at(sorted, 0.25), to: at(sorted, 0.75) }
}

/** Whether somebody who has so many of the rounds, evenly, has this one. */
const isIn = (round: number, some: number, rounds: number): boolean =>
  Math.floor(((round + 1) * some) / rounds) > Math.floor((round * some) / rounds)

/** What we and an opponent took in the same round. */
type Pair = readonly [ours: number, theirs: number]

const figure = (
  { work, measure = "time" }: Contest,
  { name, limit }: Opponent,
  pairs: ReadonlyArray<Pair>,
): Figure => ({
  work,
  against: name,
  unit: measure === "bytes" ? "bytes" : "ms",
  ours: spread(pairs.map(([ours]) => ours)).median,
  theirs: spread(pairs.map(([, theirs]) => theirs)).median,
  ratio: spread(pairs.map(([ours, theirs]) => ours / theirs)),
  limit,
  rounds: pairs.length,
})

/** The bytes that something holds are the same each time. */
const measureBytes = async (contest: Contest): Promise<ReadonlyArray<Figure>> => {
  const ours = Number(await contest.ours())
  const figures: Array<Figure> = []
  for (const opponent of contest.against) {
    figures.push(figure(contest, opponent, [[ours, Number(await opponent.run())]]))
  }
  return figures
}

const checkAnswers = async ({
  work,
  ours,
  against,
  gist = (answer) => answer,
}: Contest): Promise<void> => {
  const expected = gist(await ours())
  for (const { name, run } of against) {
    if (!isDeepStrictEqual(gist(await run()), expected)) {
      throw new Error(`${work}: ${name} gives another answer than we do`)
    }
  }
}

/** Takes the figures of a contest, after all have given the same answer. */
export const measure = async (contest: Contest, effort: Effort): Promise<ReadonlyArray<Figure>> => {
  if (contest.measure === "bytes") return measureBytes(contest)
  if (contest.measure !== "milliseconds") await checkAnswers(contest)
  // Nobody pays for what others have left behind.
  collectGarbage()
  const ours = await sampler(contest, contest.ours, effort)
  const opponents = []
  for (const opponent of contest.against) {
    const theirs = await sampler(contest, opponent.run, effort)
    const fit = Math.max(LEAST_ROUNDS, Math.floor(effort.box / (ours.takes + theirs.takes)))
    const pairs: Array<Pair> = []
    opponents.push({ opponent, theirs, pairs, rounds: Math.min(effort.rounds, fit) })
  }
  for (let round = 0; round < effort.rounds; round += 1) {
    const present = opponents.filter(({ rounds }) => isIn(round, rounds, effort.rounds))
    if (present.length === 0) continue
    // Whoever comes after somebody finds in the caches what that one has worked on, so the
    // order is turned around each time, and begins with another one.
    const inOrder = [ours, ...present.map(({ theirs }) => theirs)]
    const players = round % 2 === 0 ? inOrder : inOrder.toReversed()
    const took = new Map<Sampler, number>()
    for (const turn of players.keys()) {
      const player = players[(turn + (round >>> 1)) % players.length]
      if (player !== undefined) took.set(player, await player.take())
    }
    for (const { theirs, pairs } of present) {
      pairs.push([took.get(ours) ?? Number.NaN, took.get(theirs) ?? Number.NaN])
    }
  }
  return opponents.map(({ opponent, pairs }) => figure(contest, opponent, pairs))
}
