/**
 * A clock on the wall that can be put forward and back; what is measured and slept goes
 * by another, which can't.
 */
import { Clock, Effect } from "effect"

export const jumpingClock = Effect.map(Clock.Clock, (clock) => {
  let offset = 0
  const nanos = () => clock.currentTimeNanosUnsafe() + BigInt(offset) * 1_000_000n
  const millis = () => clock.currentTimeMillisUnsafe() + offset
  return {
    /** Puts it, by so many milliseconds, off the time that it would have. */
    put: (by: number) => {
      offset = by
    },
    clock: {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
      monotonicTimeNanos: clock.monotonicTimeNanos,
      sleep: (duration) => clock.sleep(duration),
    } satisfies Clock.Clock,
  }
})
