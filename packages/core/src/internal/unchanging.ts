/**
 * Values that nobody can change any more, so that what was found out about them
 * once stays true.
 */

const frozen = new WeakSet<object>()

/** Freezes a plain value that has just been made, with all that is in it. */
export const unchanging = <A extends object>(value: A): Readonly<A> => {
  for (const each of Object.values(value)) {
    if (typeof each === "object" && each !== null && !frozen.has(each)) unchanging(each)
  }
  frozen.add(value)
  return Object.freeze(value)
}

/** Whether a value was made {@link unchanging}. */
export const isUnchanging = (value: object): boolean => frozen.has(value)
