/**
 * What one runner at a time does for all of them.
 */
import { Effect, Schedule } from "effect"
import { Singleton } from "effect/cluster"

/** What broke is begun again, but not in a hurry. */
const AGAIN = Schedule.spaced("5 seconds")

/**
 * Does something on one of the runners. The engine would begin what has broken only
 * where its shard goes next, so it is begun again here.
 */
export const layer = <E, R>(task: Effect.Effect<unknown, E, R>) =>
  Singleton.make(
    "Alone",
    task.pipe(
      Effect.catchCause((cause) =>
        Effect.logError("What one of the cluster does for all broke", cause),
      ),
      Effect.repeat(AGAIN),
    ),
  )
