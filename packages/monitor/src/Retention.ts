/**
 * How long the log of changes is kept.
 */
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
 * Drops changes that have become old, now and every hour, or more often if they are kept
 * for less, as long as the layer is in use. Several processes may do so to one store.
 *
 * @category layers
 */
export const layer = ({
  keep = "30 days",
}: Options = {}): Layer.Layer<never, never, MonitorStore> =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const store = yield* MonitorStore
      yield* Clock.currentTimeMillis.pipe(
        Effect.flatMap((now) => store.expire(now - Duration.toMillis(keep))),
        Effect.catchCause((cause) =>
          Effect.logWarning("Old changes can't be dropped; trying again later", cause),
        ),
        Effect.repeat(Schedule.spaced(Duration.min(EVERY, Duration.fromInputUnsafe(keep)))),
        Effect.forkScoped,
      )
    }),
  )
