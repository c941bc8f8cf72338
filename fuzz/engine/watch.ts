/**
 * Runs a session and watches it, so that no input can hold it or take it down.
 */
import { fork } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Ledger from "./Ledger.ts"
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

/** Runs a session in a process of its own. */
export const watch = (target: Target, seed: number, milliseconds: number): Promise<Outcome> =>
  new Promise((resolve) => {
    const folder = mkdtempSync(join(tmpdir(), "fuzz-"))
    const ledger = join(folder, "ledger")
    writeFileSync(ledger, "")
    const child = fork(
      join(import.meta.dirname, "child.ts"),
      [target.name, String(seed), String(milliseconds), ledger],
      { execArgv: [`--max-old-space-size=${MOST_MEMORY}`], serialization: "advanced" },
    )
    let isSettled = false
    const settle = (outcome: Outcome): void => {
      if (isSettled) return
      isSettled = true
      clearInterval(beat)
      child.kill("SIGKILL")
      rmSync(folder, { recursive: true })
      resolve(outcome)
    }
    const fail = (what: string, detail: string): void => {
      if (isSettled) return
      const { count, input } = Ledger.read(ledger)
      settle({ inputs: count, finding: { what, detail, input }, path: undefined })
    }
    let [count, waited, longest] = [0, 0, 1]
    const beat = setInterval(() => {
      const now = Ledger.read(ledger).count
      if (now !== count) {
        longest = Math.max(longest, waited)
        count = now
        waited = 0
      }
      waited += 1
      if (waited > Math.max(SHORTEST, TIMES * longest)) {
        fail("hangs", `it took more than ${waited} seconds`)
      }
    }, BEAT)
    child.once("message", settle)
    child.once("exit", (code, signal) => {
      // An outcome may still be on its way.
      setTimeout(() => fail("ends-the-process", `it ended with ${signal ?? code}`), BEAT)
    })
  })
