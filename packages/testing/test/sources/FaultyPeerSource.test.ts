import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { Listing, PeerSource, PeerUpdate, ServiceError } from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import { FaultyPeerSource, Fleet, Generators } from "@route-server/testing"
import { suite } from "@route-server/testing/vitest"
import { Effect, Fiber, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { change } from "../support/memory.ts"
import { supporting } from "../support/supporting.ts"

const fleet = Fleet.make({ seed: 1, size: 12 })

const behind = (script: Iterable<Fault.Fault>) =>
  Effect.provide(FaultyPeerSource.layer(script).pipe(Layer.provide(MemoryPeerSource.layer(fleet))))

const pages = Listing.pages({ MaxResults: 5 }).pipe(
  Stream.map((page) => page.RouteServerPeers.length),
  Stream.runCollect,
)

const { forever } = FaultyPeerSource

type Faults = readonly [Fault.Fault, ...ReadonlyArray<Fault.Fault>]

const legal: Readonly<Record<string, Faults>> = {
  EmptyPage: [{ _tag: "EmptyPage" }],
  ShortPage: [
    { _tag: "ShortPage", size: 2 },
    { _tag: "ShortPage", size: 0 },
  ],
  SuperfluousToken: [{ _tag: "SuperfluousToken" }],
  Stale: [{ _tag: "Stale" }],
  "all of them": [
    { _tag: "EmptyPage" },
    { _tag: "None" },
    { _tag: "SuperfluousToken" },
    { _tag: "ShortPage", size: 3 },
    { _tag: "Stale" },
    { _tag: "EmptyPage" },
    { _tag: "Stale" },
    { _tag: "ShortPage", size: 1 },
    { _tag: "SuperfluousToken" },
  ],
}

for (const [name, faults] of Object.entries(legal)) {
  suite(
    `memory behind ${name}`,
    {
      make: (peers) =>
        FaultyPeerSource.layer(forever(...faults)).pipe(
          supporting({ staleAnswers: faults.some(({ _tag }) => _tag === "Stale") }),
          Layer.provideMerge(MemoryPeerSource.layer(peers)),
        ),
      change,
    },
    name === "all of them" ? {} : { numRuns: 30 },
  )
}

describe("FaultyPeerSource", () => {
  it.effect("stands before the source that it is merged with", () =>
    Effect.gen(function* () {
      assert.lengthOf((yield* PeerSource.describe()).RouteServerPeers, 0)
      assert.lengthOf(yield* MemoryPeerSource.MemoryPeerSource.use((memory) => memory.peers), 12)
    }).pipe(
      Effect.provide(
        FaultyPeerSource.layer([{ _tag: "EmptyPage" }]).pipe(
          Layer.provideMerge(MemoryPeerSource.layer(fleet)),
        ),
      ),
    ),
  )

  const error = new ServiceError.Unavailable({ message: "The service is overloaded." })

  it.effect("fails the requests that the script says, and no others", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(pages)
      assert.strictEqual(failure, error)
      assert.deepStrictEqual(yield* pages, [5, 5, 2])
    }).pipe(behind(FaultyPeerSource.after(2, { _tag: "Fail", error }))),
  )

  it.effect("does not answer, and fails when the time is over", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(PeerSource.describe()))
      yield* TestClock.adjust("4 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      const failure = yield* Fiber.join(fiber)
      if (failure._tag !== "TransportError") return assert.fail(failure._tag)
      assert.strictEqual(failure.reason._tag, "Timeout")
      assert.isTrue(failure.isRetryable)
      assert.strictEqual(failure.message, "There was no answer within 5s")
    }).pipe(behind([{ _tag: "Timeout", after: "5 seconds" }])),
  )

  it.effect("delays a request by the clock", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(pages)
      yield* TestClock.adjust("59 seconds")
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* Fiber.join(fiber), [5, 5, 2])
    }).pipe(behind([{ _tag: "Delay", duration: "1 minute" }])),
  )

  it.effect("puts an empty page before one that is due", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [0, 5, 5, 2])
    }).pipe(behind([{ _tag: "EmptyPage" }])),
  )

  it.effect("does so in the middle of a listing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [5, 0, 5, 2])
    }).pipe(behind([{ _tag: "None" }, { _tag: "EmptyPage" }])),
  )

  it.effect("cuts a page short, and the token leads to the rest", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [2, 3, 5, 2])
    }).pipe(behind([{ _tag: "ShortPage", size: 2 }])),
  )

  it.effect("leaves a page that is short already", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [5, 5, 2])
    }).pipe(behind(forever({ _tag: "ShortPage", size: 5 }))),
  )

  it.effect("gives the rest of a page again to whoever asks again", () =>
    Effect.gen(function* () {
      const { NextToken } = yield* PeerSource.describe()
      const rest = yield* PeerSource.describe({ NextToken })
      assert.lengthOf(rest.RouteServerPeers, 10)
      assert.deepStrictEqual(yield* PeerSource.describe({ NextToken }), rest)
    }).pipe(behind([{ _tag: "ShortPage", size: 2 }])),
  )

  it.effect("answers another request for the rest, without what was given before", () =>
    Effect.gen(function* () {
      const all = yield* PeerSource.describe()
      const first = yield* PeerSource.describe()
      assert.deepStrictEqual(first.RouteServerPeers, all.RouteServerPeers.slice(0, 2))
      const { NextToken } = first
      const second = yield* PeerSource.describe({ NextToken, MaxResults: 6 })
      assert.deepStrictEqual(second.RouteServerPeers, all.RouteServerPeers.slice(2, 6))
      const third = yield* PeerSource.describe({ NextToken: second.NextToken, MaxResults: 6 })
      assert.deepStrictEqual(third, { RouteServerPeers: all.RouteServerPeers.slice(6) })
      const none = yield* PeerSource.describe({ NextToken, Filters: [{ Name: "State" }] })
      assert.deepStrictEqual(none, { RouteServerPeers: [] })
    }).pipe(behind([{ _tag: "None" }, { _tag: "ShortPage", size: 2 }])),
  )

  it.effect("has the request for the rest of a page judged too", () =>
    Effect.gen(function* () {
      const { NextToken } = yield* PeerSource.describe()
      const failure = yield* Effect.flip(PeerSource.describe({ NextToken, DryRun: true }))
      assert.strictEqual(failure._tag, "DryRunOperation")
    }).pipe(behind([{ _tag: "ShortPage", size: 2 }])),
  )

  it.effect("gives the last page a token that leads to nothing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [5, 5, 2, 0])
    }).pipe(behind(forever({ _tag: "SuperfluousToken" }))),
  )

  it.effect("answers the same request with an old page", () =>
    Effect.gen(function* () {
      const [gone, ...others] = yield* MemoryPeerSource.MemoryPeerSource.use(
        (memory) => memory.peers,
      )
      if (gone === undefined) return assert.fail("there are no peers")
      const size = Listing.collect().pipe(Effect.map((peers) => peers.length))
      assert.strictEqual(yield* size, 12)
      yield* MemoryPeerSource.MemoryPeerSource.use((memory) =>
        memory.apply(PeerUpdate.remove(gone.RouteServerPeerId)),
      )
      assert.strictEqual(yield* size, 12)
      assert.strictEqual(yield* size, others.length)
    }).pipe(
      Effect.provide(
        FaultyPeerSource.layer(FaultyPeerSource.after(1, { _tag: "Stale" })).pipe(
          Layer.provideMerge(MemoryPeerSource.layer(fleet)),
        ),
      ),
    ),
  )

  it.effect("answers a request that is new as the source does, stale or not", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [5, 5, 2])
    }).pipe(behind(forever({ _tag: "Stale" }))),
  )

  it.effect("stands before another of its kind", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [1, 1, 0, 3, 5, 2])
    }).pipe(
      Effect.provide(
        FaultyPeerSource.layer([
          { _tag: "ShortPage", size: 1 },
          { _tag: "None" },
          { _tag: "EmptyPage" },
        ]).pipe(
          Layer.provide(FaultyPeerSource.layer([{ _tag: "ShortPage", size: 2 }])),
          Layer.provide(MemoryPeerSource.layer(fleet)),
        ),
      ),
    ),
  )

  it.effect("repeats a token, and the listing ends with an error", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(pages)
      assert.strictEqual(failure._tag, "ListingStalled")
    }).pipe(behind([{ _tag: "None" }, { _tag: "RepeatToken" }])),
  )

  it.effect("leaves refusals as they are", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(PeerSource.describe({ MaxResults: 4 }))
      assert.strictEqual(failure._tag, "InvalidParameterValue")
    }).pipe(behind(forever({ _tag: "EmptyPage" }))),
  )

  it("begins the script afresh whenever the layer is built", async () => {
    const layer = FaultyPeerSource.layer([{ _tag: "EmptyPage" }]).pipe(
      Layer.provide(MemoryPeerSource.layer(fleet)),
    )
    for (let time = 0; time < 2; time += 1) {
      const page = await Effect.runPromise(PeerSource.describe().pipe(Effect.provide(layer)))
      assert.lengthOf(page.RouteServerPeers, 0)
      assert.isDefined(page.NextToken)
    }
  })

  it("refuses a generator object, which can be begun only once", () => {
    const once = (function* (): Generator<Fault.Fault> {
      yield { _tag: "EmptyPage" }
    })()
    assert.throws(() => FaultyPeerSource.layer(once), RangeError, "begun afresh")
    const hidden = { [Symbol.iterator]: () => once }
    assert.throws(() => FaultyPeerSource.layer(hidden), RangeError, "begun afresh")
    assert.throws(() => FaultyPeerSource.layer([][Symbol.iterator]()), RangeError, "script")
  })

  it("hides no peer from whoever follows the tokens, as long as the faults are legal", async () => {
    let faulty = 0
    await fc.assert(
      fc.asyncProperty(
        Generators.fleet(),
        FaultyPeerSource.legalScript(),
        async (peers, script) => {
          const memory = MemoryPeerSource.layer(peers)
          const ids = Listing.pages({ MaxResults: 5 }).pipe(
            Stream.runCollect,
            Effect.map((pages) => ({
              pages: pages.length,
              ids: pages.flatMap((page) => page.RouteServerPeers).map((p) => p.RouteServerPeerId),
            })),
          )
          const due = await Effect.runPromise(ids.pipe(Effect.provide(memory)))
          const behindFaults = FaultyPeerSource.layer(script).pipe(Layer.provide(memory))
          const found = await Effect.runPromise(ids.pipe(Effect.provide(behindFaults)))
          assert.deepStrictEqual(found.ids, due.ids)
          if (found.pages > due.pages) faulty += 1
        },
      ),
    )
    assert.isAbove(faulty, 0)
  })
})

describe("a page that is cut", () => {
  const pagesOf = (script: Iterable<Fault.Fault>) =>
    Listing.pages({ MaxResults: 5 }).pipe(
      Stream.map(({ RouteServerPeers }) => RouteServerPeers.length),
      Stream.runCollect,
      Effect.provide(FaultyPeerSource.layer(script)),
      Effect.provide(MemoryPeerSource.layer(Fleet.make({ seed: 1, size: 7 }))),
    )

  it.effect("comes after up to three empty pages in a row, and in any number of short ones", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* pagesOf([
          { _tag: "EmptyPage" },
          { _tag: "ShortPage", size: 1 },
          { _tag: "EmptyPage" },
          { _tag: "EmptyPage" },
          { _tag: "ShortPage", size: 1 },
        ]),
        [0, 1, 0, 0, 1, 3, 2],
      )
      assert.deepStrictEqual(
        yield* pagesOf(forever({ _tag: "ShortPage", size: 1 })),
        [1, 1, 1, 1, 1, 1, 1],
      )
      assert.deepStrictEqual(yield* pagesOf(forever({ _tag: "EmptyPage" })), [
        ...[0, 0, 0, 5],
        ...[0, 0, 0, 2],
      ])
    }),
  )

  it.effect("repeats its token also where there was none to repeat", () =>
    Effect.gen(function* () {
      const error = yield* Listing.collect().pipe(
        Effect.flip,
        Effect.provide(FaultyPeerSource.layer(forever({ _tag: "RepeatToken" }))),
        Effect.provide(MemoryPeerSource.layer([])),
      )
      assert.strictEqual(error._tag, "ListingStalled")
    }),
  )
})

describe("FaultyPeerSource.Faults", () => {
  const faults = FaultyPeerSource.Faults
  const told = faults.use(({ suffered }) =>
    Effect.map(suffered, (all) => all.map(({ fault, acted }) => [fault._tag, acted] as const)),
  )
  const isUsedUp = faults.use((service) => service.isUsedUp)

  it.effect("tells which request suffered what, and whether the script is used up", () => {
    const error = new ServiceError.Unavailable({ message: "The service is overloaded." })
    const script: ReadonlyArray<Fault.Fault> = [
      { _tag: "Fail", error },
      { _tag: "ShortPage", size: 2 },
    ]
    return Effect.gen(function* () {
      assert.isFalse(yield* isUsedUp)
      assert.deepStrictEqual(yield* told, [])
      yield* Effect.ignore(PeerSource.describe({ MaxResults: 5 }))
      assert.isFalse(yield* isUsedUp)
      const { NextToken } = yield* PeerSource.describe({ MaxResults: 6 })
      assert.isTrue(yield* isUsedUp)
      yield* PeerSource.describe({ MaxResults: 7 })
      assert.deepStrictEqual(yield* faults.use(({ suffered }) => suffered), [
        { request: { MaxResults: 5 }, fault: { _tag: "Fail", error }, acted: true },
        { request: { MaxResults: 6 }, fault: { _tag: "ShortPage", size: 2 }, acted: true },
        { request: { MaxResults: 7 }, fault: { _tag: "None" }, acted: false },
      ])
      assert.isDefined(NextToken)
    }).pipe(behind(script))
  })

  it.effect("tells of faults that could do nothing", () =>
    Effect.gen(function* () {
      yield* PeerSource.describe()
      yield* PeerSource.describe({ MaxResults: 5 })
      yield* PeerSource.describe()
      yield* PeerSource.describe()
      yield* Effect.ignore(PeerSource.describe({ MaxResults: 4 }))
      const { NextToken } = yield* PeerSource.describe()
      yield* PeerSource.describe({ NextToken })
      assert.deepStrictEqual(yield* told, [
        ["ShortPage", false],
        ["SuperfluousToken", false],
        ["RepeatToken", true],
        ["Stale", true],
        ["EmptyPage", false],
        ["EmptyPage", true],
        ["EmptyPage", true],
      ])
      assert.isTrue(yield* isUsedUp)
    }).pipe(
      behind([
        { _tag: "ShortPage", size: 12 },
        { _tag: "SuperfluousToken" },
        { _tag: "RepeatToken" },
        { _tag: "Stale" },
        { _tag: "EmptyPage" },
        { _tag: "EmptyPage" },
        { _tag: "EmptyPage" },
      ]),
    ),
  )

  it.effect("is never used up where it is endless, and loses no fault by being asked", () =>
    Effect.gen(function* () {
      for (const tag of ["EmptyPage", "SuperfluousToken", "EmptyPage"] as const) {
        assert.isFalse(yield* isUsedUp)
        assert.isFalse(yield* isUsedUp)
        yield* PeerSource.describe()
        assert.deepStrictEqual((yield* told).at(-1), [tag, true])
      }
    }).pipe(behind(forever({ _tag: "EmptyPage" }, { _tag: "SuperfluousToken" }))),
  )

  it.effect("tells what was so far, and not what comes later", () =>
    Effect.gen(function* () {
      const before = yield* faults.use(({ suffered }) => suffered)
      const fiber = yield* Effect.forkChild(PeerSource.describe(), { startImmediately: true })
      const pending = yield* told
      yield* TestClock.adjust("1 minute")
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(before, [])
      assert.deepStrictEqual(pending, [["Delay", true]])
    }).pipe(behind([{ _tag: "Delay", duration: "1 minute" }])),
  )
})
