/**
 * A clock that goes like another and can be put forward: so a law can wait a day, and
 * an adapter that waits for the network goes on as ever.
 */
import { type Clock, Duration, Effect } from "effect"

/** A clock, and how to put it forward by so many milliseconds. */
interface AdvancingClock extends Clock.Clock {
  readonly advance: (millis: number) => Effect.Effect<void>
}

const NANOS = 1_000_000n

export const advancingClock = (base: Clock.Clock): AdvancingClock => {
  let ahead = 0
  const sleepers = new Set<{ readonly due: number; readonly wake: () => void }>()
  const millis = () => base.currentTimeMillisUnsafe() + ahead
  const nanos = () => base.currentTimeNanosUnsafe() + BigInt(ahead) * NANOS
  const monotonic = () => base.monotonicTimeNanosUnsafe() + BigInt(ahead) * NANOS
  /** Until somebody puts the clock forward to a time. */
  const wokenAt = (due: number) =>
    Effect.callback<void>((resume) => {
      const sleeper = { due, wake: () => resume(Effect.void) }
      sleepers.add(sleeper)
      return Effect.sync(() => sleepers.delete(sleeper))
    })
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: monotonic,
    monotonicTimeNanos: Effect.sync(monotonic),
    sleep: (duration) =>
      Effect.suspend(() =>
        Effect.raceFirst(base.sleep(duration), wokenAt(millis() + Duration.toMillis(duration))),
      ),
    advance: (by) =>
      Effect.sync(() => {
        ahead += by
        for (const sleeper of sleepers) {
          if (sleeper.due > millis()) continue
          sleepers.delete(sleeper)
          sleeper.wake()
        }
      }),
  }
}
