/**
 * Asking a source again and again: what the feed of changes and the waiters share.
 */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { PeerSource } from "../PeerSource.ts"
import type { PeerSourceError } from "../PeerSourceError.ts"

/** When to do something again. */
export type Again<Input = unknown> = Schedule.Schedule<unknown, Input>

/** Every 15 seconds: four requests a minute and page, of the twenty a second that AWS allows (docs). */
export const everySoOften: Again = Schedule.spaced("15 seconds")

/** From half a second, twice as long each time, to half a minute; for ever. */
export const withBackOff: Again = Schedule.jittered(
  Schedule.min([Schedule.exponential("500 millis"), Schedule.spaced("30 seconds")]),
)

/**
 * The same source, but a page for which a retry can help is asked for again, and no
 * other; so a listing goes on where it was.
 */
export const patient = (
  source: PeerSource["Service"],
  retries: Again<PeerSourceError>,
  onFailure: (error: PeerSourceError) => Effect.Effect<unknown>,
): PeerSource["Service"] => ({
  ...source,
  describe: (request) =>
    Effect.suspend(() => source.describe(request)).pipe(
      Effect.tapError((error) => (error.isRetryable ? onFailure(error) : Effect.void)),
      Effect.retry({ while: ({ isRetryable }) => isRetryable, schedule: retries }),
    ),
})
