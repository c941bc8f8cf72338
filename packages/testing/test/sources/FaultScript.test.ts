import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { Listing, PeerSource, ServiceError } from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import { FaultyPeerSource, Generators } from "@route-server/testing"
import { Cause, Effect, Exit, Fiber, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"

const { forever } = FaultyPeerSource

type Faults = readonly [Fault.Fault, ...ReadonlyArray<Fault.Fault>]

describe("FaultyPeerSource.Script", () => {
  const wait = "a duration that is not negative, such as '5 seconds' or a number of milliseconds"
  const wrong: ReadonlyArray<readonly [fault: unknown, message: string]> = [
    [{ _tag: "Throttle" }, `script[1]: Expected a fault whose _tag is None, Fail, Timeout`],
    [{}, "script[1]: Expected a fault whose _tag is"],
    [undefined, "script[1]: Expected a fault whose _tag is"],
    [{ _tag: "Delay", duration: -5 }, `script[1].duration: Expected ${wait}, got -5`],
    [{ _tag: "Delay", duration: Number.NaN }, `script[1].duration: Expected ${wait}, got NaN`],
    [{ _tag: "Delay", duration: "5 parsecs" }, "script[1].duration"],
    [{ _tag: "Delay", duration: { second: 5 } }, "script[1].duration"],
    [{ _tag: "Delay", duration: { seconds: Number.NaN } }, "script[1].duration"],
    [{ _tag: "Delay", duration: {} }, "script[1].duration"],
    [{ _tag: "Delay", duration: [1, -1] }, "script[1].duration"],
    [{ _tag: "Delay", duration: "-Infinity" }, "script[1].duration"],
    [{ _tag: "Delay" }, "script[1].duration: Missing key"],
    [{ _tag: "Timeout", after: -1n }, "script[1].after"],
    [{ _tag: "Timeout", after: 1, afte: 1 }, "script[1].afte: Unexpected key"],
    [{ _tag: "ShortPage", size: -1 }, "script[1].size: Expected a whole number from 0 on, got -1"],
    [{ _tag: "ShortPage", size: Number.NaN }, "script[1].size: Expected an integer, got NaN"],
    [{ _tag: "ShortPage", size: 1.5 }, "script[1].size"],
    [{ _tag: "Fail", error: new Error("no") }, "script[1].error: Expected DryRunOperation"],
    [{ _tag: "Fail", error: { _tag: "Unavailable", message: "" } }, "script[1].error"],
  ]
  const notFaults = (...faults: ReadonlyArray<unknown>) =>
    // As code that is not type-checked would give it.
    faults as unknown as Faults

  it("is checked when a layer or another script is made of it", () => {
    for (const [fault, message] of wrong) {
      const [good, bad] = notFaults({ _tag: "None" }, fault)
      if (good === undefined) return assert.fail()
      assert.throws(() => FaultyPeerSource.layer(notFaults(good, fault)), RangeError, message)
      const named = message.replace("script", "faults")
      assert.throws(() => forever(good, ...notFaults(bad)), RangeError, named)
      assert.throws(() => FaultyPeerSource.after(3, good, ...notFaults(bad)), RangeError, named)
    }
    for (const script of notFaults(undefined, 5, "EmptyPage", {})) {
      assert.throws(() => FaultyPeerSource.layer(notFaults(script)[0] as never), RangeError)
    }
  })

  it("takes every way to say how long", () => {
    const durations = [0, 5, 5n, "5 seconds", "Infinity", [1, 5], { seconds: 5, nanoseconds: 1 }]
    for (const duration of durations) {
      assert.doesNotThrow(() =>
        FaultyPeerSource.layer(notFaults({ _tag: "Delay", duration }, { _tag: "None" })),
      )
    }
  })

  it("has a number of requests from 0 on before its faults", () => {
    assert.deepStrictEqual(FaultyPeerSource.after(0), [])
    for (const requests of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(
        () => FaultyPeerSource.after(requests, { _tag: "EmptyPage" }),
        RangeError,
        `requests must be a whole number from 0 on, not ${requests}`,
      )
    }
  })

  it("does not go on for ever without faults", () => {
    assert.throws(() => forever(...notFaults()), RangeError, "faults must be at least one")
  })

  it.effect("is checked as requests come where it is no list", () => {
    const script = {
      *[Symbol.iterator]() {
        yield* notFaults({ _tag: "EmptyPage" }, { _tag: "Throttle" })
      },
    }
    return Effect.gen(function* () {
      yield* PeerSource.describe()
      const exit = yield* Effect.exit(PeerSource.describe())
      const defect = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
      assert.instanceOf(defect, RangeError)
      assert.include(defect.message, "script[1]: Expected a fault")
    }).pipe(
      Effect.provide(
        FaultyPeerSource.layer(script).pipe(Layer.provide(MemoryPeerSource.layer([]))),
      ),
    )
  })

  it("is JSON in its encoded form", () => {
    const json = Schema.fromJsonString(FaultyPeerSource.Script)
    const error = new ServiceError.Unavailable({ message: "The service is overloaded." })
    const faults: ReadonlyArray<Fault.Fault> = [
      { _tag: "None" },
      { _tag: "Fail", error },
      { _tag: "Timeout", after: { seconds: 3 } },
      { _tag: "Delay", duration: "Infinity" },
      { _tag: "ShortPage", size: 2 },
    ]
    const again = Schema.decodeSync(json)(Schema.encodeSync(json)(faults))
    assert.deepStrictEqual(again[2], { _tag: "Timeout", after: 3000 })
    assert.deepStrictEqual(again.toSpliced(2, 1), faults.toSpliced(2, 1))
    const decode = Schema.decodeUnknownSync(json)
    assert.deepStrictEqual(decode(`[{"_tag":"Delay","duration":"5 seconds"}]`), [
      { _tag: "Delay", duration: "5 seconds" },
    ])
    assert.throws(() => decode(`[{"_tag":"Delay","duration":"soon"}]`), "duration")
    assert.throws(() => decode(`[{"_tag":"ShortPage","size":1,"sise":2}]`), "sise")
  })
})

describe("FaultyPeerSource.script", () => {
  const { script } = FaultyPeerSource

  it("depends on its options alone", () => {
    assert.deepStrictEqual(script({ seed: 1 }), script({ seed: 1 }))
    assert.notDeepEqual(script({ seed: 1 }), script({ seed: 2 }))
    assert.lengthOf(script({ seed: 1 }), 20)
  })

  it("has as many faults as it is asked for", () => {
    const faults = (share: number) =>
      script({ seed: 1, length: 1000, share }).filter(({ _tag }) => _tag !== "None").length
    assert.strictEqual(faults(0), 0)
    assert.strictEqual(faults(1), 1000)
    assert.closeTo(faults(0.3), 300, 50)
  })

  it("covers every fault that passes, and no defect", () => {
    const tags = new Set(script({ seed: 1, length: 1000 }).map(({ _tag }) => _tag))
    assert.deepStrictEqual([...tags].sort(), [
      "Delay",
      "EmptyPage",
      "Fail",
      "None",
      "ShortPage",
      "Stale",
      "SuperfluousToken",
      "Timeout",
    ])
  })

  it("refuses options that are out of range, and names them", () => {
    assert.throws(() => script({ seed: 0.5 }), RangeError, "seed must be a whole number, not 0.5")
    assert.throws(() => script({ seed: 1, length: -1 }), RangeError, "length")
    assert.throws(() => script({ seed: 1, share: 1.5 }), RangeError, "share")
    assert.throws(() => script({ seed: 1, share: Number.NaN }), RangeError, "share")
  })

  it("hides no peer from whoever retries", async () => {
    await fc.assert(
      fc.asyncProperty(Generators.fleet(), fc.integer(), async (peers, seed) => {
        const listing = Listing.collect({ MaxResults: 5 }).pipe(
          Effect.retry({ while: ({ isRetryable }) => isRetryable }),
          Effect.map((found) => found.map((peer) => peer.RouteServerPeerId)),
        )
        const memory = MemoryPeerSource.layer(peers)
        const due = await Effect.runPromise(listing.pipe(Effect.provide(memory)))
        const found = await Effect.gen(function* () {
          const fiber = yield* Effect.forkChild(listing)
          yield* TestClock.adjust("10 minutes")
          return yield* Fiber.join(fiber)
        }).pipe(
          Effect.provide(FaultyPeerSource.layer(script({ seed })).pipe(Layer.provide(memory))),
          Effect.provide(TestClock.layer()),
          Effect.runPromise,
        )
        assert.deepStrictEqual(found, due)
      }),
    )
  })
})
