/**
 * Flags whose value is a duration, such as `15s`.
 */
import { Duration, Option } from "effect"
import { Flag } from "effect/cli"

const units = {
  ms: Duration.millis,
  s: Duration.seconds,
  m: Duration.minutes,
  h: Duration.hours,
  d: Duration.days,
} as const

const form = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/

const isUnit = (text: string): text is keyof typeof units => Object.hasOwn(units, text)

/**
 * Reads a duration: a number and its unit, which is `ms`, `s`, `m`, `h` or `d`.
 *
 * **Example** (A minute and a half)
 *
 * ```ts
 * import { Duration, Option } from "effect"
 * import { parse } from "./DurationFlag.ts"
 *
 * Option.map(parse("1.5m"), Duration.toSeconds) // => Option.some(90)
 * parse("90") // => Option.none()
 * ```
 */
export const parse = (text: string): Option.Option<Duration.Duration> => {
  const [, number, unit = ""] = form.exec(text) ?? []
  return isUnit(unit) ? Option.some(units[unit](Number(number))) : Option.none()
}

/** A flag whose value is a duration, and none shorter than the least. */
export const make = (name: string, least: Duration.Duration = Duration.zero) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text) =>
        Option.filter(parse(text), (duration) => Duration.isGreaterThanOrEqualTo(duration, least)),
      (text) =>
        Option.isSome(parse(text))
          ? `expected ${Duration.format(least)} or more`
          : "expected a duration such as 500ms, 15s, 10m, 1h or 2d",
    ),
    Flag.withMetavar("DURATION"),
  )

/** How often to ask; not so often that AWS would slow everybody down. */
export const interval = make("interval", Duration.millis(100))
