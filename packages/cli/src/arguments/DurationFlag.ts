/**
 * Flags whose value is a duration, such as `15s`.
 */
import * as DurationInput from "@route-server/core/DurationInput"
import { Duration, Option } from "effect"
import { Flag } from "effect/cli"

/** A flag whose value is a duration, and none shorter than the least. */
export const make = (name: string, least: Duration.Duration = Duration.zero) =>
  Flag.String(name).pipe(
    Flag.filterMap(
      (text) =>
        Option.filter(DurationInput.parse(text), (duration) =>
          Duration.isGreaterThanOrEqualTo(duration, least),
        ),
      (text) =>
        Option.isSome(DurationInput.parse(text))
          ? `expected ${Duration.format(least)} or more`
          : "expected a duration such as 500ms, 15s, 10m, 1h or 2d",
    ),
    Flag.withMetavar("DURATION"),
  )

/** How often to ask; not so often that AWS would slow everybody down. */
export const interval = make("interval", Duration.millis(100))
