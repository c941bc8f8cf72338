/**
 * A session in a thread of its own, which can be ended when it hangs.
 */
import { parentPort, workerData } from "node:worker_threads"
import { targets } from "../targets/index.ts"
import { Ledger } from "./Ledger.ts"
import { run } from "./session.ts"

const [name, seed, milliseconds] = process.argv.slice(2)
const target = targets.find((target) => target.name === name)
const buffer: unknown = workerData
if (target === undefined || !(buffer instanceof SharedArrayBuffer)) {
  throw new TypeError("This thread is started by watch.ts")
}
const ledger = new Ledger(buffer)
parentPort?.postMessage(
  await run(target, Number(seed), Number(milliseconds), (input) => ledger.begin(input)),
)
