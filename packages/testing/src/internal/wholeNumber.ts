/** Throws a `RangeError` that names a parameter whose value is no whole number from the least one on. */
export const checkWholeNumber = (name: string, value: number, least: number): void => {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new RangeError(`${name} must be a whole number from ${least} on, not ${value}`)
  }
}
