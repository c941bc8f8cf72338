import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource, PeerSourceError } from "@route-server/core"
import {
  FaultyPeerSource,
  Fleet,
  Generators,
  Recording,
  RecordingPeerSource,
  ReplayPeerSource,
} from "@route-server/testing"
import { Effect, Layer, Schema } from "effect"
import fc from "fast-check"

const recorded = (fleet: Fleet.Fleet) =>
  RecordingPeerSource.layer.pipe(Layer.provide(MemoryPeerSource.layer(fleet)))

const recording = RecordingPeerSource.use((service) => service.recording)

const json = Schema.fromJsonString(Recording.Recording)

describe("a recording", () => {
  it.effect("holds what was asked and what was answered", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* recording, [])
      const result = yield* PeerSource.describe({ MaxResults: 5 })
      const error = yield* Effect.flip(PeerSource.describe({ MaxResults: 4 }))
      assert.deepStrictEqual(yield* recording, [
        { request: { MaxResults: 5 }, result },
        { request: { MaxResults: 4 }, error },
      ])
    }).pipe(Effect.provide(recorded(Fleet.make({ seed: 1, size: 7 })))),
  )

  it("answers as the source did, after a trip through a file", async () => {
    const cases = Generators.planned(
      Generators.fleet(),
      fc
        .array(Generators.requestPlan(), { maxLength: 5 })
        .map((plans) => (fleet: Fleet.Fleet) => plans.map((plan) => plan(fleet))),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([fleet, requests]) => {
        const answers = Effect.forEach(requests, (request) =>
          Effect.result(PeerSource.describe(request)),
        )
        const [first, taken] = await Effect.runPromise(
          Effect.all([answers, recording]).pipe(Effect.provide(recorded(fleet))),
        )
        const file = Schema.encodeSync(json)(taken)
        const replay = ReplayPeerSource.layer(Schema.decodeSync(json)(file))
        const again = await Effect.runPromise(answers.pipe(Effect.provide(replay)))
        assert.deepStrictEqual(again, first)
      }),
    )
  })
})

describe("ReplayPeerSource", () => {
  const [first, second] = [1, 2].map((size) => ({
    request: { MaxResults: 5, DryRun: false },
    result: { RouteServerPeers: Fleet.make({ seed: 1, size }) },
  }))
  const exchanges = first === undefined || second === undefined ? [] : [first, second]
  const size = PeerSource.describe({ Filters: undefined, DryRun: false, MaxResults: 5 }).pipe(
    Effect.map((page) => page.RouteServerPeers.length),
  )

  it.effect("gives the answers to one request in their order, and the last again", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual([yield* size, yield* size, yield* size], [1, 2, 2])
    }).pipe(Effect.provide(ReplayPeerSource.layer(exchanges))),
  )

  it.effect("fails for what was not recorded, and names it", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(PeerSource.describe({ MaxResults: 6 }))
      assert.strictEqual(error._tag, "TransportError")
      assert.include(error.message, `{"MaxResults":6}`)
    }).pipe(Effect.provide(ReplayPeerSource.layer(exchanges))),
  )

  it.effect("replays errors with their type", () =>
    Effect.gen(function* () {
      const error = new PeerSourceError.RequestLimitExceeded({ message: "Request limit exceeded." })
      const source = RecordingPeerSource.layer.pipe(
        Layer.provide(FaultyPeerSource.layer([{ _tag: "Fail", error }])),
        Layer.provide(MemoryPeerSource.layer([])),
      )
      const taken = yield* Effect.result(PeerSource.describe()).pipe(
        Effect.andThen(recording),
        Effect.provide(source),
      )
      const replayed = Schema.decodeSync(json)(Schema.encodeSync(json)(taken))
      const failure = yield* Effect.flip(PeerSource.describe()).pipe(
        Effect.provide(ReplayPeerSource.layer(replayed)),
      )
      assert.instanceOf(failure, PeerSourceError.RequestLimitExceeded)
      assert.isTrue(failure.retryable)
    }),
  )
})
