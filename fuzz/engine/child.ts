/**
 * A session in a process of its own, which can hang or end without harm.
 */
import { targets } from "../targets/index.ts"
import * as Ledger from "./Ledger.ts"
import { run } from "./session.ts"

const [name, seed, milliseconds, ledger] = process.argv.slice(2)
const target = targets.find((target) => target.name === name)
if (target === undefined || ledger === undefined) {
  throw new TypeError("This process is started by watch.ts")
}
process.send?.(await run(target, Number(seed), Number(milliseconds), Ledger.write(ledger)))
