/**
 * When a cluster polls each of thousands of targets, and what that asks of AWS and of
 * the database, in simulated time: ten minutes of 10,000 targets take some minutes of the
 * real one.
 *
 *   node bench/fleet-schedule.ts                     10,000 targets, three runners
 *   node bench/fleet-schedule.ts 2000 1 6            2,000 targets, one runner, six minutes
 */
import { run } from "../packages/monitor/test/support/simulatedSchedule.ts"

const argument = (index: number, otherwise: number): number => {
  const value = Number(process.argv[index] ?? otherwise)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new RangeError(`Expected a whole number from 1, not ${process.argv[index]}`)
}

const scenario = {
  targets: argument(2, 10_000),
  runners: argument(3, 3),
  minutes: argument(4, 4),
  concurrency: argument(5, 256),
  seed: 1,
}

console.log({ ...scenario, ...(await run(scenario)) })
