import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { within } from "../../src/internal/deadline.ts"

const second = <A, E, R>(effect: Effect.Effect<A, E, R>) => within(effect, 1000, () => "too late")

describe("within", () => {
  it.effect("gives what comes in time, and fails as that does", () =>
    Effect.gen(function* () {
      const run = yield* Effect.forkChild(
        Effect.all([
          second(Effect.delay(Effect.succeed(7), 999)),
          Effect.flip(second(Effect.delay(Effect.fail("no"), 999))),
        ]),
      )
      yield* TestClock.adjust(999)
      yield* TestClock.adjust(999)
      assert.deepStrictEqual(yield* Fiber.join(run), [7, "no"])
    }),
  )

  it.effect("fails when it is too late, also where nobody may be interrupted, and breaks off", () =>
    Effect.gen(function* () {
      let isBrokenOff = false
      const hanging = Effect.onInterrupt(Effect.never, () =>
        Effect.sync(() => {
          isBrokenOff = true
        }),
      )
      const run = yield* Effect.forkChild(Effect.flip(Effect.uninterruptible(second(hanging))))
      yield* TestClock.adjust(1000)
      assert.strictEqual(yield* Fiber.join(run), "too late")
      yield* TestClock.adjust(0)
      assert.isTrue(isBrokenOff)
    }),
  )

  it.effect("doesn't wait for what can't be broken off", () =>
    Effect.gen(function* () {
      const run = yield* Effect.forkChild(Effect.flip(second(Effect.uninterruptible(Effect.never))))
      yield* TestClock.adjust(1000)
      assert.strictEqual(yield* Fiber.join(run), "too late")
    }),
  )

  it.effect("breaks off what is asked when who asks is interrupted", () =>
    Effect.gen(function* () {
      let ended: Exit.Exit<never> | undefined
      const run = yield* Effect.never.pipe(
        Effect.onExit((exit) =>
          Effect.sync(() => {
            ended = exit
          }),
        ),
        second,
        Effect.forkChild({ startImmediately: true }),
      )
      yield* Fiber.interrupt(run)
      yield* TestClock.adjust(0)
      assert.isTrue(ended !== undefined && Exit.hasInterrupts(ended))
    }),
  )
})
