import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

const FORM = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/

const millisOf = (wait: number | string): Option.Option<number> => {
  if (typeof wait === "number")
    return wait >= 0 && wait < Number.POSITIVE_INFINITY ? Option.some(wait) : Option.none()
  const [, number, unit = ""] = FORM.exec(wait) ?? []
  return Option.map(Option.fromUndefinedOr(units[unit]), (millis) => Number(number) * millis)
}

const expected = "a duration such as 200ms, 1.5s or 2m, or a number of milliseconds"

/** How long to wait, as people write it in files. */
export const Wait = Schema.Union([Schema.Number, Schema.String])
  .annotate({ expected })
  .check(Schema.makeFilter((wait) => Option.isSome(millisOf(wait)), { expected }))

/** The duration that is meant. */
export const toDuration = (wait: number | string): Duration.Duration =>
  Duration.millis(Option.getOrElse(millisOf(wait), () => 0))
