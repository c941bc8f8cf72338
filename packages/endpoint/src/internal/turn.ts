import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/**
 * Waits for a turn of the event loop that no other request has. What a request does
 * in one go is short, but not what hundreds of them do that go on in the same turn.
 */
export const turn: Effect.Effect<void> = Effect.yieldNow.pipe(
  Semaphore.withPermits(Semaphore.makeUnsafe(1), 1),
)
