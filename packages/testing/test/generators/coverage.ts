import { assert } from "@effect/vitest"
import fc from "fast-check"

/**
 * Asserts that each class holds for at least such a share of what is generated: of
 * 1,000 values from a seed of its own, so that the counts are the same every time.
 */
export const assertCovers = <A>(
  arbitrary: fc.Arbitrary<A>,
  classes: Readonly<Record<string, readonly [share: number, (value: A) => boolean]>>,
): void => {
  const numRuns = 1000
  const sample = fc.sample(arbitrary, { seed: 1, numRuns })
  const tooRare = Object.entries(classes).flatMap(([name, [share, holds]]) => {
    const found = sample.filter(holds).length / numRuns
    return found < share ? [`${name}: ${found}, not ${share}`] : []
  })
  assert.deepStrictEqual(tooRare, [])
}

/** The smallest value that fast-check finds for which a predicate holds. */
export const smallest = <A>(arbitrary: fc.Arbitrary<A>, holds: (value: A) => boolean): A => {
  const property = fc.property(arbitrary, (value) => !holds(value))
  const { counterexample } = fc.check(property, { seed: 1, numRuns: 1000 })
  if (counterexample === null) return assert.fail("no such value was generated")
  return counterexample[0]
}
