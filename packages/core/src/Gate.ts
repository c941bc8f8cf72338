/**
 * A bound on how much goes on at once that what is slow does not use up.
 */
import type { Input } from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Semaphore from "effect/Semaphore"

/**
 * Lets an effect run when its turn has come.
 *
 * @category models
 */
export type Gate = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/**
 * A gate for so many at once. Who takes longer than `patience` goes on, yet does not
 * count any more, so others never wait longer for him.
 *
 * @category constructors
 */
export const make = (width: number, patience: Input): Gate => {
  const semaphore = Semaphore.makeUnsafe(width)
  return (effect) =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        yield* restore(Semaphore.take(semaphore, 1))
        let isCounted = true
        const leave = Effect.suspend(() => {
          if (!isCounted) return Effect.void
          isCounted = false
          return Semaphore.release(semaphore, 1)
        })
        const impatience = yield* Effect.forkChild(Effect.delay(leave, patience))
        return yield* restore(effect).pipe(
          Effect.ensuring(Effect.andThen(Fiber.interrupt(impatience), leave)),
        )
      }),
    )
}
