/**
 * Gives every reader inputs that are made of the corpus, and keeps what breaks one.
 *
 *   pnpm fuzz                    every target, for a minute each
 *   pnpm fuzz xml json           some of them
 *   pnpm fuzz xml --for 10m      for as long as it is told (90s, 10m, 2h); 0s reads the corpus alone
 *   pnpm fuzz xml --seed 7       the inputs that it made before
 */
import { parseArgs } from "node:util"
import * as corpus from "./engine/corpus.ts"
import { watch } from "./engine/watch.ts"
import { targets } from "./targets/index.ts"

const UNITS = new Map([
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
])

/** In characters; of what a finding comes to, no more is shown. */
const LONGEST = 1000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { for: { type: "string", default: "1m" }, seed: { type: "string" } },
})

const [, number, unit = ""] = /^(\d+)([smh])$/.exec(values.for) ?? []
const milliseconds = Number(number) * (UNITS.get(unit) ?? Number.NaN)
if (!Number.isSafeInteger(milliseconds)) {
  throw new RangeError(`--for must be a time such as 90s, 10m or 2h, not '${values.for}'`)
}
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
if (!Number.isSafeInteger(seed)) {
  throw new RangeError(`--seed must be a whole number, not '${values.seed}'`)
}
for (const name of positionals) {
  if (!targets.some((target) => target.name === name)) {
    const known = targets.map((target) => target.name).join(", ")
    throw new RangeError(`There is no target '${name}', but ${known}`)
  }
}

console.log(`seed ${seed}`)
for (const target of targets) {
  if (positionals.length > 0 && !positionals.includes(target.name)) continue
  const { finding, inputs, path } = await watch(target, seed, milliseconds)
  if (finding === undefined) {
    console.log(`${target.name}: ${inputs} inputs, nothing found`)
    continue
  }
  process.exitCode = 1
  const place = path ?? corpus.keep(target, finding)
  console.error(
    `${target.name}: after ${inputs} inputs one ${finding.what}\n${finding.detail.slice(0, LONGEST)}`,
  )
  console.error(`It is kept in ${place}. Again: pnpm fuzz ${target.name} --for 0s`)
  if (path === undefined) console.error(`As it was found: pnpm fuzz ${target.name} --seed ${seed}`)
}
