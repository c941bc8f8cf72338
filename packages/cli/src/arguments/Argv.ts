/**
 * Flags that take a list, the way the AWS CLI writes them.
 *
 * `effect/cli` gives a flag one value and repeats the flag for more:
 * `--filters=A --filters=B`. The AWS CLI lets several values follow:
 * `--filters A B`. This module turns the second form into the first. Of a list
 * flag that is repeated all values count here, where the AWS CLI keeps the last.
 */
import { Predicate } from "effect"

const isList = (flag: unknown): boolean =>
  Predicate.isTagged(flag, "Variadic") ||
  (Predicate.hasProperty(flag, "param") && isList(flag.param))

const nameOf = (flag: unknown): string => {
  if (Predicate.hasProperty(flag, "param")) return nameOf(flag.param)
  return Predicate.hasProperty(flag, "name") ? `--${flag.name}` : ""
}

/** The names of those flags that may be given any number of times. */
export const listFlagsOf = (flags: object): ReadonlyArray<string> =>
  Object.values(flags).filter(isList).map(nameOf)

/**
 * The arguments with every list flag repeated for each value that follows it,
 * up to the next flag.
 *
 * **Details**
 *
 * A flag with `=` takes that value and no other, as in the AWS CLI; a value
 * that begins with a dash can only be given this way. A list flag with no value
 * stays as it is, so that it is reported. After `--` nothing is changed.
 *
 * **Example** (Two values after one flag)
 *
 * ```ts
 * import { repeatListFlags } from "./Argv.ts"
 *
 * repeatListFlags(["--filters", "A", "B", "--dry-run"], ["--filters"])
 * // => ["--filters=A", "--filters=B", "--dry-run"]
 * ```
 */
export const repeatListFlags = (
  args: ReadonlyArray<string>,
  listFlags: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const repeated: Array<string> = []
  let at = 0
  while (at < args.length) {
    const arg = args[at] ?? ""
    if (arg === "--") return [...repeated, ...args.slice(at)]
    at += 1
    if (!listFlags.includes(arg)) {
      repeated.push(arg)
      continue
    }
    const first = at
    while (at < args.length && !args[at]?.startsWith("-")) {
      repeated.push(`${arg}=${args[at]}`)
      at += 1
    }
    if (at === first) repeated.push(arg)
  }
  return repeated
}
