import { assert, describe, it } from "@effect/vitest"
import { MonitorView } from "@route-server/monitor"
import { Effect, Stream } from "effect"
import { TestClock } from "effect/testing"
import * as Live from "../../src/internal/Live.ts"
import { peerOf } from "../support/Scripted.ts"
import { layer, read, ScriptedView } from "../support/ScriptedView.ts"

describe("Live", () => {
  it.effect("admits no more readers than may be there, also before they begin to read", () =>
    Effect.gen(function* () {
      const view = yield* MonitorView.MonitorView
      const live = yield* Live.make(view, { maxReaders: 2 })
      const comes = live.following(Stream.make("event"))
      yield* Effect.scoped(
        Effect.gen(function* () {
          const streams = yield* Effect.all([comes, comes, comes, comes])
          assert.deepStrictEqual(
            streams.map((stream) => stream !== undefined),
            [true, true, false, false],
          )
        }),
      )
      const [stream] = yield* Effect.all([comes])
      assert.deepStrictEqual(yield* Stream.runCollect(stream ?? Stream.empty), ["event"])
    }).pipe(Effect.provide(layer([read("a", [])])), Effect.scoped),
  )

  it.effect(
    "knows what has changed of late while the log can be read, and else that it does not",
    () =>
      Effect.gen(function* () {
        const view = yield* MonitorView.MonitorView
        const scripted = yield* ScriptedView
        yield* scripted.breakLog(true)
        const live = yield* Live.make(view, { maxReaders: 1 })
        const recent = Effect.map(live.seen, ({ recent }) =>
          recent?.map(({ sequence }) => sequence),
        )
        yield* scripted.log("a", [peerOf(1)])
        yield* TestClock.adjust("10 seconds")
        assert.isUndefined(yield* recent)
        yield* scripted.breakLog(false)
        yield* TestClock.adjust("1 second")
        assert.deepStrictEqual(yield* recent, [1])
        yield* scripted.log("a", [peerOf(2)])
        yield* TestClock.adjust(0)
        assert.deepStrictEqual(yield* recent, [2, 1])
        yield* scripted.breakLog(true)
        yield* TestClock.adjust(0)
        assert.isUndefined(yield* recent)
      }).pipe(Effect.provide(layer([read("a", [])])), Effect.scoped),
  )
})
