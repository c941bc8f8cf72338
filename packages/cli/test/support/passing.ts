import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"

/** Runs something while time passes, second by second, until it is done. */
export const passing = Effect.fnUntraced(function* <A, E, R>(effect: Effect.Effect<A, E, R>) {
  const fiber = yield* Effect.forkChild(effect)
  yield* Effect.repeat(TestClock.adjust("1 second"), {
    until: () => fiber.pollUnsafe() !== undefined,
  })
  return yield* Fiber.join(fiber)
})
