import * as DurationInput from "@route-server/core/DurationInput"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const read = (wait: number | string): Option.Option<Duration.Duration> =>
  typeof wait === "string"
    ? DurationInput.parse(wait)
    : Option.some(Duration.millis(wait)).pipe(Option.filter(() => wait >= 0 && wait < Infinity))

const expected = "a duration such as 200ms, 1.5s or 2m, or a number of milliseconds"

/** How long to wait, as people write it in files. */
export const Wait = Schema.Union([Schema.Number, Schema.String])
  .annotate({ expected })
  .check(Schema.makeFilter((wait) => Option.isSome(read(wait)), { expected }))

/** The duration that is meant. */
export const toDuration = (wait: number | string): Duration.Duration =>
  Option.getOrElse(read(wait), () => Duration.zero)
