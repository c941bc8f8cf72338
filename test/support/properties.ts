/**
 * How properties run in every test file: a fixed seed, so that a run tells the
 * same story twice, and as many cases as `FC_RUNS` says (100 unless set). A
 * failure prints the seed and the path; set `FC_SEED` to go elsewhere.
 */
import fc from "fast-check"
import { vi } from "vitest"

const integer = (name: string, otherwise: number): number => {
  const text = process.env[name] ?? ""
  if (text === "") return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${name} must be a whole number, not '${text}'`)
  return value
}

const numRuns = integer("FC_RUNS", 100)

fc.configureGlobal({ numRuns, seed: integer("FC_SEED", 20_250_331) })

/** In milliseconds. */
const TIME_FOR_A_CASE = 300

// More cases take more time, and the time-out of the tests is for a hundred.
if (numRuns > 100) vi.setConfig({ testTimeout: numRuns * TIME_FOR_A_CASE })
