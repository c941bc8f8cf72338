import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger, Ref } from "effect"
import { TestRunner } from "effect/cluster"
import { TestClock } from "effect/testing"
import * as Alone from "../../src/cluster/internal/Alone.ts"

describe("Alone", () => {
  it.effect("begins again what has ended or broken, and not in a hurry", () =>
    Effect.gen(function* () {
      const times = yield* Ref.make(0)
      const task = Effect.gen(function* () {
        const before = yield* Ref.getAndUpdate(times, (count) => count + 1)
        if (before % 2 === 0) return
        return yield* Effect.die("a fault of ours")
      })
      yield* Effect.forEach(Array.from({ length: 60 }), () => TestClock.adjust("1 second")).pipe(
        Effect.provide(Alone.layer(task).pipe(Layer.provide([TestRunner.layer, Logger.layer([])]))),
      )
      assert.isAtLeast(yield* Ref.get(times), 10)
      assert.isAtMost(yield* Ref.get(times), 13)
    }),
  )
})
