/**
 * The clock that nobody puts forward or back, for who measures how long something takes.
 */
import { Clock, Effect } from "effect"

/** Nanoseconds in a millisecond. */
const NANOS = 1_000_000

/** The time by it, in milliseconds since some time or other. */
export const monotonicMillis: Effect.Effect<number> = Effect.map(
  Clock.monotonicTimeNanos,
  (nanos) => Number(nanos) / NANOS,
)
