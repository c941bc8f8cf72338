import { assert, describe, it } from "@effect/vitest"
import { MonitorView } from "@route-server/monitor"
import { Effect, Stream } from "effect"
import * as Live from "../../src/internal/Live.ts"
import { layer, read } from "../support/ScriptedView.ts"

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
})
