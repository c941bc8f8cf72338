/**
 * Findings: inputs that break a promise, and how they are made small.
 */
import { Broken, type Target } from "./Target.ts"

/** What an input did. */
export interface Fault {
  /** In words that a file can be named with. */
  readonly what: string
  readonly detail: string
}

/** An input that did something that it must not. */
export interface Finding extends Fault {
  readonly input: Uint8Array
}

/** Has a target read an input, and tells what is wrong, if anything is. */
export const examine = async (target: Target, input: Uint8Array): Promise<Fault | undefined> => {
  try {
    await target.check(input)
    return undefined
  } catch (error) {
    if (error instanceof Broken) return { what: error.what, detail: error.message }
    return error instanceof Error
      ? { what: `throws-${error.name}`, detail: error.stack ?? error.message }
      : { what: "throws-what-is-no-error", detail: typeof error }
  }
}

/** So many times an input is made smaller and tried again. */
const MOST_TRIES = 2000

/** The same finding with what is not needed for it taken out. */
export const shrink = async (target: Target, finding: Finding): Promise<Finding> => {
  let smallest = finding
  let tries = 0
  for (let length = finding.input.length; length >= 1; length = Math.floor(length / 2)) {
    for (let at = 0; at < smallest.input.length && tries < MOST_TRIES; tries += 1) {
      const { input } = smallest
      const smaller = Uint8Array.from([...input.subarray(0, at), ...input.subarray(at + length)])
      const fault = await examine(target, smaller)
      if (fault?.what === finding.what) smallest = { ...fault, input: smaller }
      else at += length
    }
  }
  return smallest
}
