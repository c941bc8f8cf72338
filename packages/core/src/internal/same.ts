import { isObjectOrArray } from "effect/Predicate"

/**
 * Whether two values of JSON are the same, in whatever order their members come. Of
 * effect's `Equal` a feed takes no advantage: it hashes each value, and no peer of a
 * poll is compared twice.
 */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (!isObjectOrArray(a) || !isObjectOrArray(b) || Array.isArray(a) !== Array.isArray(b))
    return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(
      (name) => Object.hasOwn(b, name) && isSame(Reflect.get(a, name), Reflect.get(b, name)),
    )
  )
}
