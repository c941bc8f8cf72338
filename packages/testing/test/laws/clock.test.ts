import { assert, it } from "@effect/vitest"
import { Clock, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { advancingClock } from "../../src/laws/internal/clock.ts"

it.effect("a clock that is put forward wakes who sleeps, and goes on as the other one does", () =>
  Effect.gen(function* () {
    const clock = advancingClock(yield* Clock.Clock)
    const asleep = yield* Effect.sleep("1 hour").pipe(
      Effect.provideService(Clock.Clock, clock),
      Effect.forkChild({ startImmediately: true }),
    )
    yield* clock.advance(3_599_999)
    assert.isUndefined(asleep.pollUnsafe())
    yield* clock.advance(1)
    yield* Fiber.join(asleep)
    assert.strictEqual(yield* clock.currentTimeMillis, 3_600_000)

    const other = yield* Effect.sleep("1 minute").pipe(
      Effect.provideService(Clock.Clock, clock),
      Effect.forkChild({ startImmediately: true }),
    )
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(other)
    assert.strictEqual(clock.currentTimeMillisUnsafe(), 3_660_000)
    assert.strictEqual(clock.currentTimeNanosUnsafe(), 3_660_000_000_000n)
  }),
)
