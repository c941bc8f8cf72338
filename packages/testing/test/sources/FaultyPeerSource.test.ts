import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource, PeerSourceError } from "@route-server/core"
import { FaultyPeerSource, Fleet, Generators } from "@route-server/testing"
import { suite } from "@route-server/testing/vitest"
import { Effect, Fiber, Layer, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"

const fleet = Fleet.make({ seed: 1, size: 12 })

const behind = (script: Iterable<FaultyPeerSource.Fault>) =>
  Effect.provide(FaultyPeerSource.layer(script).pipe(Layer.provide(MemoryPeerSource.layer(fleet))))

const pages = PeerSource.pages({ MaxResults: 5 }).pipe(
  Stream.map((page) => page.RouteServerPeers.length),
  Stream.runCollect,
)

function* forever(...faults: ReadonlyArray<FaultyPeerSource.Fault>) {
  while (true) yield* faults
}

suite("memory behind legal faults", {
  make: (peers) =>
    FaultyPeerSource.layer(
      forever(
        { _tag: "EmptyPage" },
        { _tag: "None" },
        { _tag: "SuperfluousToken" },
        { _tag: "EmptyPage" },
        { _tag: "SuperfluousToken" },
      ),
    ).pipe(Layer.provideMerge(MemoryPeerSource.layer(peers))),
  change: (change) =>
    MemoryPeerSource.use((memory): Effect.Effect<void, unknown> => {
      switch (change._tag) {
        case "Add":
          return memory.add(change.peer)
        case "Replace":
          return memory.replace(change.peer)
        case "Remove":
          return memory.remove(change.routeServerPeerId)
      }
    }),
})

describe("FaultyPeerSource", () => {
  it.effect("stands before the source that it is merged with", () =>
    Effect.gen(function* () {
      assert.lengthOf((yield* PeerSource.describe()).RouteServerPeers, 0)
      assert.lengthOf(yield* MemoryPeerSource.use((memory) => memory.peers), 12)
    }).pipe(
      Effect.provide(
        FaultyPeerSource.layer([{ _tag: "EmptyPage" }]).pipe(
          Layer.provideMerge(MemoryPeerSource.layer(fleet)),
        ),
      ),
    ),
  )

  const error = new PeerSourceError.Unavailable({ message: "The service is overloaded." })

  it.effect("fails the requests that the script says, and no others", () =>
    Effect.gen(function* () {
      const failure = yield* Effect.flip(pages)
      assert.strictEqual(failure, error)
      assert.deepStrictEqual(yield* pages, [5, 5, 2])
    }).pipe(behind([{ _tag: "None" }, { _tag: "None" }, { _tag: "Fail", error }])),
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

  it.effect("gives the last page a token that leads to nothing", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* pages, [5, 5, 2, 0])
    }).pipe(behind(forever({ _tag: "SuperfluousToken" }))),
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

  it("hides no peer from whoever follows the tokens, as long as the faults are legal", async () => {
    let faulty = 0
    await fc.assert(
      fc.asyncProperty(
        Generators.fleet(),
        FaultyPeerSource.legalScript(),
        async (peers, script) => {
          const memory = MemoryPeerSource.layer(peers)
          const ids = PeerSource.pages({ MaxResults: 5 }).pipe(
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
