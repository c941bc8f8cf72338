/**
 * Whether a feed of changes keeps its promises over 100,000 hours in which peers live,
 * a source fails, and notices are late, doubled and lost: no change is lost, told twice
 * or made up. The time is simulated; the run takes some minutes of the real one.
 *
 *   node bench/simulated-hours.ts             100,000 hours, 1,000 with each seed
 *   node bench/simulated-hours.ts 5000 7      5,000 hours, from seed 7 on
 */
import { run } from "../test/support/simulatedHours.ts"

const HOURS_EACH = 1000

/** How often the figures so far are shown, in hours. */
const PROGRESS = 10_000

const argument = (index: number, otherwise: number): number => {
  const value = Number(process.argv[index] ?? otherwise)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new RangeError(`Expected a whole number from 1, not ${process.argv[index]}`)
}

const hours = argument(2, 100_000)
const first = argument(3, 1)

const sums = { hours: 0, polls: 0, failures: 0, changes: 0, noticed: 0, late: 0 }
const breaches: Array<string> = []

for (let seed = first; sums.hours < hours; seed += 1) {
  const figures = await run(Math.min(HOURS_EACH, hours - sums.hours), seed)
  sums.hours += figures.hours
  sums.polls += figures.polls
  sums.failures += figures.failures
  sums.changes += figures.changes
  sums.noticed += figures.noticed
  sums.late += figures.late
  breaches.push(...figures.breaches.map((breach) => `seed ${seed}, ${breach}`))
  if (sums.hours % PROGRESS === 0) console.log({ ...sums, breaches: breaches.length })
}

if (sums.hours % PROGRESS !== 0) console.log({ ...sums, breaches: breaches.length })
for (const breach of breaches.slice(0, 20)) console.log(breach)
process.exitCode = breaches.length === 0 ? 0 : 1
