/**
 * Waiting for an answer no longer than a time, also where nothing else ends the wait:
 * a host that went away without a word is noticed by TCP after a quarter of an hour.
 */
import { Deferred, Effect, Fiber } from "effect"

/**
 * What an effect comes to, or what stands for it when that takes too long. It is broken
 * off then, and nobody waits for that, since it may wait for an answer too.
 */
export const within = <A, E, R, E2>(
  effect: Effect.Effect<A, E, R>,
  millis: number,
  tooLate: () => E2,
): Effect.Effect<A, E | E2, R> =>
  Effect.gen(function* () {
    const result = yield* Deferred.make<A, E | E2>()
    const work = yield* Effect.interruptible(effect).pipe(
      Effect.onExit((exit) => Deferred.done(result, exit)),
      Effect.forkDetach({ startImmediately: true }),
    )
    const timer = yield* Effect.sleep(millis).pipe(
      Effect.andThen(Effect.suspend(() => Deferred.fail(result, tooLate()))),
      Effect.interruptible,
      Effect.forkDetach({ startImmediately: true }),
    )
    return yield* Deferred.await(result).pipe(
      Effect.onExit(() =>
        Effect.forkDetach(Fiber.interruptAll([work, timer]), { startImmediately: true }),
      ),
    )
  })
