/**
 * Taking turns: so many at once, not counting those that wait for somebody else.
 */
import { Effect, Exit, Scope, Semaphore } from "effect"

/** How long a turn is, in milliseconds: most answers of AWS are there by then. */
const LONGEST = 2000

/**
 * Makes the turns: a function that runs an effect when it is its turn. What takes longer
 * goes on without, and makes room for the next: it waits for an answer, which costs
 * little, and however many hang, the others come soon.
 */
export const make = (atOnce: number) =>
  Effect.map(
    Semaphore.make(atOnce),
    (turns) =>
      <A, E, R>(effect: Effect.Effect<A, E, R>) =>
        Effect.scoped(
          Effect.gen(function* () {
            const turn = yield* Scope.fork(yield* Effect.scope)
            yield* Scope.provide(turns.takeScoped(1), turn)
            yield* Effect.sleep(LONGEST).pipe(
              Effect.andThen(Scope.close(turn, Exit.void)),
              Effect.forkScoped,
            )
            return yield* effect
          }),
        ),
  )
