import { checkWholeNumber } from "../../internal/wholeNumber.ts"

/** How long a list may be. */
interface Lengths {
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
}

/**
 * The least and the greatest length of a list that has so many items at most unless it
 * has to have more. Throws a `RangeError` that names the option for what is none.
 */
export const lengthsOf = (options: Lengths, most: number) => {
  const { minLength = 0, maxLength = Math.max(minLength, most) } = options
  checkWholeNumber("minLength", minLength, 0)
  checkWholeNumber("maxLength", maxLength, minLength)
  return { minLength, maxLength }
}
