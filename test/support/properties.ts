/**
 * How properties run in every test file: a fixed seed, so that a run tells the
 * same story twice, and as many cases as `FC_RUNS` says (100 unless set). A
 * failure prints the seed and the path; set `FC_SEED` to go elsewhere.
 */
import fc from "fast-check"

const integer = (name: string, otherwise: number): number => {
  const text = process.env[name] ?? ""
  if (text === "") return otherwise
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${name} must be a whole number, not '${text}'`)
  return value
}

fc.configureGlobal({ numRuns: integer("FC_RUNS", 100), seed: integer("FC_SEED", 20_250_331) })
