/**
 * Durations as code and people give them.
 *
 * Effect takes NaN, and a unit that it does not know, for no time at all; a timeout that
 * is one by mistake would be up at once. Here such an input is none.
 *
 * **Example** (Which inputs are durations)
 *
 * ```ts
 * import * as DurationInput from "@route-server/core/DurationInput"
 * import { Option } from "effect"
 *
 * DurationInput.is("5 seconds") // => true
 * DurationInput.is(Number.NaN) // => false
 * DurationInput.is({ second: 5 }) // => false
 *
 * Option.map(DurationInput.parse("1.5s"), String) // => Option.some("1500 millis")
 * ```
 */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import { quote } from "./internal/quote.ts"

const units: ReadonlySet<string> = new Set([
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
  "microseconds",
  "nanoseconds",
])

const isAmount = (value: unknown): boolean => typeof value === "number" && value >= 0

const isMeant = (input: unknown): boolean => {
  if (typeof input === "number") return isAmount(input)
  if (typeof input !== "object" || input === null || Duration.isDuration(input)) return true
  if (Array.isArray(input)) return input.every(isAmount)
  const amounts = Object.entries(input)
  return amounts.length > 0 && amounts.every(([unit, value]) => units.has(unit) && isAmount(value))
}

/**
 * Whether a value is a duration that is not negative.
 *
 * @category predicates
 */
export const is = (input: unknown): input is Duration.Input =>
  isMeant(input) &&
  Option.exists(
    // It gives none for what is no input, whatever its type says.
    Duration.fromInput(input as Duration.Input),
    (duration) => !Duration.isNegative(duration),
  )

/**
 * The duration that an option is given. Throws a `RangeError` that names the option and
 * the value if it is none, or negative.
 *
 * @category constructors
 */
export const make = (option: string, input: Duration.Input): Duration.Duration => {
  if (is(input)) return Duration.fromInputUnsafe(input)
  const shown = Duration.isDuration(input) ? Duration.format(input) : quote(input)
  throw new RangeError(`${option} must be a duration from 0 on, not ${shown}`)
}

const short = {
  ms: Duration.millis,
  s: Duration.seconds,
  m: Duration.minutes,
  h: Duration.hours,
  d: Duration.days,
}

const isShort = (unit: string): unit is keyof typeof short => Object.hasOwn(short, unit)

/**
 * Reads a duration as people write it in files and on command lines: a number and its
 * unit, which is `ms`, `s`, `m`, `h` or `d`.
 *
 * @category parsing
 */
export const parse = (text: string): Option.Option<Duration.Duration> => {
  const [, number, unit = ""] = /^(\d{1,9}(?:\.\d{1,3})?)([a-z]+)$/.exec(text) ?? []
  return isShort(unit) ? Option.some(short[unit](Number(number))) : Option.none()
}
