/**
 * Numbers from 0 up to 1 that look random and depend on the seed alone, which must be a
 * whole number. (Mulberry32: one multiplication-heavy step per number, fast and good
 * enough for test data.)
 */
export const random = (seed: number): (() => number) => {
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`)
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
