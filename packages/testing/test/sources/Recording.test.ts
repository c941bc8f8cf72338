import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { type DescribeRouteServerPeers, PeerSource, ServiceError } from "@route-server/core"
import {
  FaultyPeerSource,
  Fleet,
  Generators,
  Recording,
  RecordingPeerSource,
  ReplayPeerSource,
} from "@route-server/testing"
import { Deferred, Effect, Fiber, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
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
    const cases = Generators.withFleet(
      Generators.fleet(),
      fc
        .array(Generators.requestTemplate(), { maxLength: 5 })
        .map((templates) => (fleet: Fleet.Fleet) => templates.map((template) => template(fleet))),
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

describe("the attempts of a recording", () => {
  const attempts = RecordingPeerSource.use((service) => service.attempts)
  const over = (source: PeerSource.PeerSource["Service"]) =>
    Effect.provide(
      RecordingPeerSource.layer.pipe(Layer.provide(Layer.succeed(PeerSource.PeerSource, source))),
    )

  it.effect("are there when they are asked, in that order, whatever becomes of them", () =>
    Effect.gen(function* () {
      const answer = yield* Deferred.make<{ readonly RouteServerPeers: Fleet.Fleet }>()
      const error = new ServiceError.Unavailable({ message: "The service is overloaded." })
      const defect = new Error("a bug")
      const answers: ReadonlyArray<ReturnType<PeerSource.PeerSource["Service"]["describe"]>> = [
        Deferred.await(answer),
        Effect.fail(error),
        Effect.die(defect),
        Effect.never,
        Effect.suspend(() => {
          throw defect
        }),
      ]
      yield* Effect.gen(function* () {
        const fibers = yield* Effect.forEach(answers, (_, index) =>
          Effect.forkChild(Effect.exit(PeerSource.describe({ MaxResults: index })), {
            startImmediately: true,
          }),
        )
        const before = yield* attempts
        const [first, , , silent] = fibers
        if (first === undefined || silent === undefined) return assert.fail()
        yield* Fiber.interrupt(silent)
        yield* Deferred.succeed(answer, { RouteServerPeers: [] })
        yield* Fiber.join(first)
        assert.deepStrictEqual(
          before.map(({ outcome }) => outcome._tag),
          ["Pending", "Failed", "Died", "Pending", "Died"],
        )
        assert.deepStrictEqual(yield* attempts, [
          {
            request: { MaxResults: 0 },
            outcome: { _tag: "Answered", result: { RouteServerPeers: [] } },
          },
          { request: { MaxResults: 1 }, outcome: { _tag: "Failed", error } },
          { request: { MaxResults: 2 }, outcome: { _tag: "Died", defect } },
          { request: { MaxResults: 3 }, outcome: { _tag: "Interrupted" } },
          { request: { MaxResults: 4 }, outcome: { _tag: "Died", defect } },
        ])
        assert.deepStrictEqual(yield* recording, [
          { request: { MaxResults: 1 }, error },
          { request: { MaxResults: 0 }, result: { RouteServerPeers: [] } },
        ])
      }).pipe(over({ describe: ({ MaxResults = 0 }) => answers[MaxResults] ?? Effect.never }))
    }),
  )

  it.effect("count those of a retry that times out", () =>
    Effect.gen(function* () {
      const fiber = yield* PeerSource.describe().pipe(
        Effect.timeout("1 second"),
        Effect.retry({ times: 2 }),
        Effect.exit,
        Effect.forkChild({ startImmediately: true }),
      )
      yield* TestClock.adjust("3 seconds")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(
        (yield* attempts).map(({ outcome }) => outcome._tag),
        ["Interrupted", "Interrupted", "Interrupted"],
      )
      assert.deepStrictEqual(yield* recording, [])
    }).pipe(over({ describe: () => Effect.never })),
  )

  it.effect("include one of a source that throws instead of answering", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(PeerSource.describe())
      assert.strictEqual(exit._tag, "Failure")
      assert.deepStrictEqual(
        (yield* attempts).map(({ outcome }) => outcome._tag),
        ["Died"],
      )
    }).pipe(
      over({
        describe: () => {
          throw new Error("a bug")
        },
      }),
    ),
  )

  it.effect("stay as they were told", () =>
    Effect.gen(function* () {
      const [before, interactions] = [yield* attempts, yield* recording]
      yield* PeerSource.describe()
      assert.deepStrictEqual([before, interactions], [[], []])
      assert.lengthOf(yield* attempts, 1)
      assert.lengthOf(yield* recording, 1)
    }).pipe(over({ describe: () => Effect.succeed({ RouteServerPeers: [] }) })),
  )
})

describe("a recording from a file", () => {
  const decode = (...interactions: ReadonlyArray<unknown>) =>
    Schema.decodeUnknownSync(Recording.Recording)(interactions)
  const result = { RouteServerPeers: [] }
  const error = { _tag: "Unavailable", message: "Busy.", httpStatus: 503 }

  it("names members of requests that are none", () => {
    assert.throws(() => decode({ request: { Maxresults: 5 }, result }), /excess.*\n.*Maxresults/)
    assert.throws(() => decode({ request: { Maxresults: 5 }, error }), "Maxresults")
    const Filters = [{ Name: "VpcId", values: [] }]
    assert.throws(() => decode({ request: { Filters }, result }), `["Filters"][0]["values"]`)
  })

  it("can't be written either where a request has such a member", () => {
    const request = { MaxResults: 5, Maxresults: 5 }
    assert.throws(() => Schema.encodeSync(Recording.Recording)([{ request, result }]), "Maxresults")
  })

  it("keeps members of results that are not known today", () => {
    const known = { request: {}, result: { ...result, Region: "eu-west-1" } }
    assert.deepStrictEqual<unknown>(decode(known), [known])
  })

  it("has a result or an error in each interaction", () => {
    assert.throws(() => decode({ request: {}, result, error }), "a result or an error, not both")
    assert.throws(() => decode({ request: {} }), "Missing key")
    const both = {
      request: {},
      result,
      error: new ServiceError.Unavailable({ message: "Busy." }),
    }
    assert.throws(() => ReplayPeerSource.layer([{ request: {}, result }, both]), RangeError)
    assert.throws(
      () => ReplayPeerSource.layer([both]),
      "recording[0] must have either a result or an error, not both",
    )
  })
})

describe("ReplayPeerSource", () => {
  const [first, second] = [1, 2].map((size) => ({
    request: { MaxResults: 5, DryRun: false },
    result: { RouteServerPeers: Fleet.make({ seed: 1, size }) },
  }))
  const interactions = first === undefined || second === undefined ? [] : [first, second]
  const size = PeerSource.describe({ Filters: undefined, DryRun: false, MaxResults: 5 }).pipe(
    Effect.map((page) => page.RouteServerPeers.length),
  )

  it.effect("gives the answers to one request in their order, and the last again", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual([yield* size, yield* size, yield* size], [1, 2, 2])
    }).pipe(Effect.provide(ReplayPeerSource.layer(interactions))),
  )

  it.effect("fails for what was not recorded, and names it", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(PeerSource.describe({ MaxResults: 6 }))
      assert.strictEqual(error._tag, "TransportError")
      assert.strictEqual(
        error.message,
        `The recording has no answer to the request {"MaxResults":6}; the nearest of those that it answers: {"DryRun":false,"MaxResults":5}`,
      )
    }).pipe(Effect.provide(ReplayPeerSource.layer(interactions))),
  )

  const answering = (...requests: ReadonlyArray<DescribeRouteServerPeers.Request>) =>
    ReplayPeerSource.layer(
      requests.map((request) => ({ request, result: { RouteServerPeers: [] } })),
    )

  it.effect("names the three recorded requests that differ least, the nearest first", () =>
    Effect.gen(function* () {
      const Filters = [{ Name: "VpcId", Values: ["vpc-1", "vpc-3"] }]
      const error = yield* Effect.flip(PeerSource.describe({ Filters, MaxResults: 5 }))
      assert.include(
        error.message,
        `answers: {"Filters":[{"Name":"VpcId","Values":["vpc-1","vpc-2"]}],"MaxResults":5}, {"Filters":[{"Name":"VpcId","Values":["vpc-9"]}]}, {"MaxResults":5}`,
      )
      assert.notInclude(error.message, "DryRun")
    }).pipe(
      Effect.provide(
        answering(
          { DryRun: true, RouteServerPeerIds: ["rsp-1"] },
          { MaxResults: 5 },
          { Filters: [{ Name: "VpcId", Values: ["vpc-9"] }] },
          { Filters: [{ Name: "VpcId", Values: ["vpc-1", "vpc-2"] }], MaxResults: 5 },
        ),
      ),
    ),
  )

  it.effect("says so where the recording is empty, and abbreviates what is long", () =>
    Effect.gen(function* () {
      const RouteServerPeerIds = Array.from({ length: 1000 }, (_, index) => `rsp-${index}`)
      const error = yield* Effect.flip(PeerSource.describe({ RouteServerPeerIds }))
      assert.match(error.message, /"rsp-9",.*…; it is empty$/)
      assert.isBelow(error.message.length, 600)
    }).pipe(Effect.provide(answering())),
  )

  it.effect("tells which interactions were never used", () =>
    Effect.gen(function* () {
      const unused = ReplayPeerSource.Replay.use((replay) => replay.unused)
      assert.deepStrictEqual(yield* unused, interactions)
      yield* Effect.ignore(PeerSource.describe({ MaxResults: 6 }))
      assert.deepStrictEqual(yield* unused, interactions)
      yield* size
      assert.deepStrictEqual(yield* unused, interactions.slice(1))
      yield* size
      yield* size
      assert.deepStrictEqual(yield* unused, [])
    }).pipe(Effect.provide(ReplayPeerSource.layer(interactions))),
  )

  it.effect("replays errors with their type", () =>
    Effect.gen(function* () {
      const error = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })
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
      assert.instanceOf(failure, ServiceError.RequestLimitExceeded)
      assert.isTrue(failure.isRetryable)
    }),
  )
})
