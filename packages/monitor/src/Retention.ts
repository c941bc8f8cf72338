/**
 * How long the log of changes is kept.
 */
import * as DurationInput from "@route-server/core/DurationInput"
import { Clock, Duration, Effect, Layer, Schedule } from "effect"
import { MonitorStore } from "./MonitorStore.ts"

/**
 * What to keep.
 *
 * @category options
 */
export interface Options {
  /** How long a change is kept after it was seen. Default: 30 days. */
  readonly keep?: Duration.Input | undefined
}

/** How often the log is cleared, at the least. */
const EVERY = Duration.hours(1)

/**
 * How many times faster than time passes the log may go. It has to be more than once, to
 * catch up on what was not cleared while nothing ran; and the less it is, the longer a
 * clock may be far ahead before the whole log has gone.
 */
const HASTE = 24

/**
 * Drops changes that have become old, every hour, or more often if they are kept for less,
 * as long as the layer is in use. Several processes may do so to one store.
 *
 * An hour takes no more of the log than was seen in a day, the oldest. So a clock that is
 * months ahead for an hour does not cost the whole log.
 *
 * @category layers
 */
export const layer = ({
  keep = "30 days",
}: Options = {}): Layer.Layer<never, never, MonitorStore> =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const store = yield* MonitorStore
      const kept = DurationInput.make("keep", keep)
      const every = Duration.min(EVERY, kept)
      const span = HASTE * Duration.toMillis(every)
      yield* Clock.currentTimeMillis.pipe(
        Effect.flatMap((now) => store.expire({ before: now - Duration.toMillis(kept), span })),
        Effect.catchCause((cause) =>
          Effect.logWarning("Old changes can't be dropped; trying again later", cause),
        ),
        Effect.schedule(Schedule.spaced(every)),
        Effect.forkScoped,
      )
    }),
  )
