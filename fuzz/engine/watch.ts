/**
 * Runs a session and watches it, so that no input can hold it or take it down.
 */
import { Worker } from "node:worker_threads"
import { Ledger } from "./Ledger.ts"
import type { Outcome } from "./session.ts"
import type { Target } from "./Target.ts"

/** In milliseconds; how often is looked whether the session gets on. */
const BEAT = 1000

/** What an input may take, as a multiple of what the slowest took before, in whole beats. */
const TIMES = 20

/** In beats; to begin with, and at the least. */
const SHORTEST = 30

/** In MiB; so much memory no input may take. */
const MOST_MEMORY = 2048

/** Runs a session in a thread of its own. */
export const watch = (target: Target, seed: number, milliseconds: number): Promise<Outcome> =>
  new Promise((resolve) => {
    const ledger = new Ledger()
    const worker = new Worker(new URL("./worker.ts", import.meta.url), {
      argv: [target.name, String(seed), String(milliseconds)],
      workerData: ledger.buffer,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    })
    let [count, waited, longest] = [0, 0, 1]
    const beat = setInterval(() => {
      if (ledger.count !== count) {
        longest = Math.max(longest, waited)
        count = ledger.count
        waited = 0
      }
      waited += 1
      if (waited <= Math.max(SHORTEST, TIMES * longest)) return
      end("hangs", `it took more than ${waited} seconds`)
      void worker.terminate()
    }, BEAT)
    const settle = (outcome: Outcome): void => {
      clearInterval(beat)
      resolve(outcome)
    }
    const end = (what: string, detail: string): void =>
      settle({
        inputs: ledger.count,
        finding: { what, detail, input: ledger.input },
        path: undefined,
      })
    worker.once("message", settle)
    worker.once("error", (error) => end("ends-the-process", String(error)))
    // Promises are settled once: after an outcome this says nothing any more.
    worker.once("exit", () => end("never-ends", "nothing was left to wait for"))
  })
