/**
 * Times the packages side by side with what else does the same work.
 *
 *   pnpm bench                     all suites, as a table
 *   pnpm bench decode filters      some of them
 *   pnpm bench imports             what importing the packages takes, once they are built
 *   pnpm bench command             the command against jq and the AWS CLI, as whole processes
 *   pnpm bench --json              the figures as JSON
 *   pnpm bench --rounds 101        more rounds than 31, and as much more time for the slow
 *   pnpm bench --cpu               time of the processors, for a machine that others use
 *   pnpm bench --write             puts the figures into README.md and docs/speed.md, too
 *   pnpm check:speed               the quick suites; fails if one fell far behind
 */
import { parseArgs } from "node:util"
import { cpu, type Effort, type Figure, measure, wall } from "./measure.ts"
import { write } from "./published.ts"
import { machine, table } from "./report.ts"
import { suites } from "./suites/index.ts"

/**
 * How much farther than its limit a ratio may go in a check: no busy machine takes it
 * there, since both sides are timed on the same one, but a relapse by ten times does.
 */
const RELAPSE = 4

/** How long, in milliseconds, a round may take: who is slower has fewer of them. */
const ROUND = 100

const ROUNDS = 31

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
    cpu: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    rounds: { type: "string" },
  },
})

const rounds = Number(values.rounds ?? (values.check ? 9 : ROUNDS))
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  throw new RangeError(`--rounds must be a whole number from 1, not ${values.rounds}`)
}
for (const name of positionals) {
  if (!suites.some((suite) => suite.name === name)) {
    const known = suites.map((suite) => suite.name).join(", ")
    throw new RangeError(`There is no suite '${name}', but ${known}`)
  }
}

const isAsked = (suite: (typeof suites)[number]): boolean =>
  positionals.length === 0 ? !values.check || suite.isQuick : positionals.includes(suite.name)

const asked = suites.filter(isAsked)
if (!values.check) {
  const seconds = asked.reduce((sum, suite) => sum + suite.seconds, 0)
  const long = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
  process.stderr.write(`About ${long} with ${ROUNDS} rounds on a quiet machine of two cores\n`)
}

const effort: Effort = {
  rounds,
  box: rounds * ROUND,
  clock: values.cpu || values.check ? cpu : wall,
  warmUp: values.check ? 100 : 500,
  sample: values.check ? 2 : 5,
}
const figures: Array<Figure & { readonly suite: string }> = []
const began = wall()
for (const suite of asked) {
  const { contests, dispose } = await suite.prepare()
  for (const contest of contests) {
    process.stderr.write(`${suite.name}: ${contest.work}\n`)
    for (const figure of await measure(contest, effort)) {
      figures.push({ suite: suite.name, ...figure })
    }
  }
  await dispose?.()
}

process.stderr.write(`${((wall() - began) / 1000).toFixed(0)} seconds\n`)
if (values.write) await write(figures)
if (values.json) console.log(JSON.stringify({ machine: machine(), rounds, figures }, null, 2))
else console.log(`\n${machine()}; medians\n\n${table(figures)}`)

const relapsed = figures.filter(({ ratio, limit }) => ratio.median > RELAPSE * limit)
if (values.check && relapsed.length > 0) {
  for (const { work, against, ratio, limit } of relapsed) {
    console.error(
      `${work}: ${ratio.median.toPrecision(3)} times as long as ${against}; ${limit} is good, and more than ${RELAPSE * limit} a relapse`,
    )
  }
  process.exitCode = 1
}
