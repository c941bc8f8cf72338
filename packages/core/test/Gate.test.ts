import { assert, describe, it } from "@effect/vitest"
import * as Gate from "@route-server/core/Gate"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"

describe("Gate", () => {
  it.effect(
    "lets so many run at once, and the next when one has ended, failed or was stopped",
    () =>
      Effect.gen(function* () {
        const inTurn = Gate.make(2, "2 seconds")
        const begun: Array<string> = []
        const run = (name: string, effect: Effect.Effect<void, string>) =>
          Effect.forkChild(
            inTurn(
              Effect.andThen(
                Effect.sync(() => begun.push(name)),
                effect,
              ),
            ),
          )
        const first = yield* run("a", Effect.never)
        yield* run("b", Effect.andThen(Effect.sleep(500), Effect.fail("?")))
        yield* run("c", Effect.sleep(100))
        yield* run("d", Effect.void)
        yield* TestClock.adjust(499)
        assert.deepStrictEqual(begun, ["a", "b"])
        yield* Fiber.interrupt(first)
        yield* TestClock.adjust(0)
        assert.deepStrictEqual(begun, ["a", "b", "c"])
        yield* TestClock.adjust(1)
        assert.deepStrictEqual(begun, ["a", "b", "c", "d"])
      }),
  )

  it.effect("makes room when its patience is over, once, and lets who has taken longer go on", () =>
    Effect.gen(function* () {
      const inTurn = Gate.make(1, "2 seconds")
      const long = yield* Effect.forkChild(inTurn(Effect.as(Effect.sleep(10_000), "done")))
      let begun = 0
      const next = inTurn(
        Effect.andThen(
          Effect.sync(() => {
            begun += 1
          }),
          Effect.sleep(1500),
        ),
      )
      for (let index = 0; index < 9; index += 1) yield* Effect.forkChild(next)
      yield* TestClock.adjust(1999)
      assert.strictEqual(begun, 0)
      yield* TestClock.adjust(1)
      assert.strictEqual(begun, 1)
      yield* TestClock.adjust(8000)
      assert.strictEqual(begun, 6)
      assert.strictEqual(yield* Fiber.join(long), "done")
      // What ends after its turn gives nothing back a second time.
      yield* TestClock.adjust(0)
      assert.strictEqual(begun, 6)
    }),
  )

  it.effect("is left by who no longer waits for it", () =>
    Effect.gen(function* () {
      const inTurn = Gate.make(1, "2 seconds")
      yield* Effect.forkChild(inTurn(Effect.sleep(1000)))
      yield* TestClock.adjust(0)
      const waiting = yield* Effect.forkChild(inTurn(Effect.void))
      yield* TestClock.adjust(0)
      yield* Fiber.interrupt(waiting)
      yield* TestClock.adjust(1000)
      assert.isTrue(yield* inTurn(Effect.succeed(true)))
    }),
  )
})
