/**
 * A session: one target reads the corpus, and then what is made of it, for as long as it
 * is told.
 */
import fc from "fast-check"
import * as corpus from "./corpus.ts"
import { examine, type Finding, shrink } from "./finding.ts"
import { examineGrowth } from "./growth.ts"
import { growing, inputs, LARGEST } from "./mutation.ts"
import type { Target } from "./Target.ts"

/** How inputs are made of one seed: so many at a time, each time with the seed after. */
const IN_A_ROUND = 100

/** How many that grow come with these; they cost most. */
const GROWING_IN_A_ROUND = 1

/** The inputs of a round. The same seed and the same corpus give the same. */
export const round = (
  target: Target,
  seeds: ReadonlyArray<Uint8Array>,
  seed: number,
  count = IN_A_ROUND,
): ReadonlyArray<Uint8Array> => fc.sample(inputs(target, seeds), { seed, numRuns: count })

/** What a session came to. */
export interface Outcome {
  readonly inputs: number
  /** The first finding; it ends the session. */
  readonly finding: Finding | undefined
  /** Where the finding stands already, if it came of the corpus. */
  readonly path: string | undefined
}

/** Runs a session; `begin` is told of every input before it is read. */
export const run = async (
  target: Target,
  seed: number,
  milliseconds: number,
  begin: (input: Uint8Array) => void,
): Promise<Outcome> => {
  const end = performance.now() + milliseconds
  const isOver = () => performance.now() >= end
  let inputs = 0
  const tryOne = async (input: Uint8Array): Promise<Finding | undefined> => {
    inputs += 1
    begin(input)
    const fault = await examine(target, input)
    return fault && { ...fault, input }
  }
  const kept = corpus.read(target)
  for (const { input, path } of kept) {
    const finding = await tryOne(input)
    if (finding !== undefined) return { inputs, finding, path }
  }
  const seeds = kept.map(({ input }) => input)
  for (let next = seed; !isOver(); next += 1) {
    for (const input of round(target, seeds, next)) {
      if (isOver()) break
      const found = await tryOne(input)
      if (found === undefined) continue
      return { inputs, finding: await shrink(target, found), path: undefined }
    }
    for (const grow of fc.sample(growing(target, seeds), {
      seed: next,
      numRuns: GROWING_IN_A_ROUND,
    })) {
      if (isOver()) break
      const finding = await tryOne(grow(LARGEST))
      if (finding !== undefined) return { inputs, finding, path: undefined }
      const fault = await examineGrowth(target, grow)
      if (fault !== undefined) {
        return { inputs, finding: { ...fault, input: grow(LARGEST) }, path: undefined }
      }
    }
  }
  return { inputs, finding: undefined, path: undefined }
}
