import { assert, describe, it } from "@effect/vitest"
import { MonitorStore, Retention, SqlMonitorStore, TargetState } from "@route-server/monitor"
import { Clock, Context, type Duration, Effect, Layer, References } from "effect"
import { TestClock } from "effect/testing"
import { jumpingClock } from "../../core/test/support/jumpingClock.ts"
import { changesOf, target } from "./support/changes.ts"

const storing = Effect.map(
  Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
  Context.get(MonitorStore.MonitorStore),
)

const seenAt = (at: number) => changesOf("x", 1).map((change) => ({ ...change, at }))

const keeping = (store: MonitorStore.MonitorStore["Service"], keep: Duration.Input = "1 day") =>
  Layer.build(
    Layer.provide(Retention.layer({ keep }), Layer.succeed(MonitorStore.MonitorStore, store)),
  )

const DAY = 86_400_000

describe("Retention", () => {
  it.effect("drops what is old, every hour", () =>
    Effect.gen(function* () {
      const store = yield* storing
      yield* TestClock.setTime(10 * DAY)
      yield* store.commit({
        state: TargetState.unknown(target("a")),
        changes: [...seenAt(8 * DAY), ...seenAt(9 * DAY + 1000), ...seenAt(10 * DAY)],
      })
      yield* keeping(store)
      yield* TestClock.adjust("59 minutes")
      assert.deepStrictEqual(yield* store.range, { first: 1, last: 3 })
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* store.range, { first: 2, last: 3 })
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* store.range, { first: 3, last: 3 })
      yield* TestClock.adjust("23 hours")
      assert.deepStrictEqual(yield* store.range, { first: 4, last: 3 })
    }),
  )

  it.effect("loses a day of the log to each hour that a clock is months ahead, and no more", () =>
    Effect.gen(function* () {
      const store = yield* storing
      yield* TestClock.setTime(100 * DAY)
      yield* store.commit({
        state: TargetState.unknown(target("a")),
        changes: [75, 75.5, 76.5, 80, 99].flatMap((day) => seenAt(day * DAY)),
      })
      const { clock, put } = yield* jumpingClock
      yield* keeping(store, "30 days").pipe(Effect.provideService(Clock.Clock, clock))
      put(200 * DAY)
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* store.range, { first: 3, last: 5 })
      put(0)
      yield* TestClock.adjust("10 hours")
      assert.deepStrictEqual(yield* store.range, { first: 3, last: 5 })
    }),
  )

  it.effect("keeps nothing for twice as long as it is told", () =>
    Effect.gen(function* () {
      const store = yield* storing
      yield* TestClock.setTime(10 * DAY)
      yield* keeping(store, "1 minute")
      yield* store.commit({
        state: TargetState.unknown(target("a")),
        changes: seenAt(10 * DAY + 1000),
      })
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* store.range, { first: 1, last: 1 })
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* store.range, { first: 2, last: 1 })
    }),
  )

  it.effect("tries again an hour after it failed", () =>
    Effect.gen(function* () {
      const store = yield* storing
      let calls = 0
      yield* keeping({
        ...store,
        expire: () =>
          Effect.suspend(() => {
            calls += 1
            return calls === 1
              ? Effect.fail(new MonitorStore.StoreError({ message: "?", isRetryable: true }))
              : Effect.void
          }),
      }).pipe(Effect.provideService(References.MinimumLogLevel, "None"))
      yield* TestClock.adjust("2 hours")
      assert.strictEqual(calls, 2)
    }),
  )
})
