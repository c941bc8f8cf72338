import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import {
  DescribeRouteServerPeers,
  Filter,
  FilterNames,
  Limits,
  Listing,
  PeerSource,
  PeerUpdate,
  Permission,
  RouteServerPeer,
} from "@route-server/core"
import { Generators } from "@route-server/testing"
import { suite } from "@route-server/testing/vitest"
import { Effect, Result, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"

const peer = (id: string, members: Omit<RouteServerPeer.Encoded, "RouteServerPeerId"> = {}) =>
  RouteServerPeer.make({ RouteServerPeerId: id, ...members })
const fleet = ["rsp-3", "rsp-1", "rsp-5", "rsp-2", "rsp-6", "rsp-4"].map((id) => peer(id))

const idsOf = (peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>): ReadonlyArray<string> =>
  peers.map((peer) => peer.RouteServerPeerId)

describe("MemoryPeerSource.layer", () => {
  it("throws for a lifetime of tokens that is none", () => {
    for (const tokenLifetime of [Number.NaN, -1]) {
      const message = `tokenLifetime must be a duration from 0 on, not ${tokenLifetime}`
      assert.throws(() => MemoryPeerSource.layer([], { tokenLifetime }), RangeError, message)
      assert.throws(() => MemoryPeerSource.timeline([], [], { tokenLifetime }), RangeError, message)
    }
  })

  it.effect("takes the last of several peers with one ID", () =>
    Effect.gen(function* () {
      const [first, other, last] = [
        peer("rsp-1"),
        peer("rsp-2"),
        peer("rsp-1", { State: "failed" }),
      ]
      const layer = MemoryPeerSource.layer([first, other, last])
      const found = yield* Listing.collect().pipe(Effect.provide(layer))
      assert.deepStrictEqual(found, [last, other])
    }),
  )

  it.effect("reads peers that can be read once only once, for all that it is built for", () =>
    Effect.gen(function* () {
      const layer = MemoryPeerSource.layer(fleet.values())
      const count = Effect.map(Listing.collect(), ({ length }) => length)
      assert.strictEqual(yield* count.pipe(Effect.provide(layer, { local: true })), 6)
      assert.strictEqual(yield* count.pipe(Effect.provide(layer, { local: true })), 6)
    }),
  )

  it.effect("answers as the options say", () =>
    Effect.gen(function* () {
      const options = { acceptedNames: FilterNames.acceptedByAws }
      const refused = yield* Listing.collect({ Filters: [Filter.make("State", "available")] }).pipe(
        Effect.provide(MemoryPeerSource.layer(fleet, options)),
        Effect.flip,
      )
      assert.strictEqual(refused.message, "The filter 'State' is invalid")
      const can = (authorized: boolean) =>
        Permission.canDescribe().pipe(Effect.provide(MemoryPeerSource.layer(fleet, { authorized })))
      assert.deepStrictEqual(yield* Effect.all([can(true), can(false)]), [true, false])
    }),
  )

  it.effect("tells which filters and how much it accepts, as the options say", () =>
    Effect.gen(function* () {
      const limits = { ...Limits.ec2, filters: 1 }
      const options = { acceptedNames: FilterNames.acceptedByAws, limits }
      const supports = Effect.map(PeerSource.PeerSource, (source) => source.supports)
      const told = (layer: ReturnType<typeof MemoryPeerSource.layer>) =>
        supports.pipe(Effect.provide(layer))
      for (const layer of [
        MemoryPeerSource.layer(fleet, options),
        MemoryPeerSource.timeline(fleet, [], options),
      ]) {
        assert.deepStrictEqual(yield* told(layer), {
          filterNames: FilterNames.acceptedByAws,
          limits,
        })
      }
    }),
  )

  it.effect("gives page tokens the lifetime that it is told, by the clock", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("1 day")
      const { NextToken } = yield* PeerSource.describe({ MaxResults: 5 })
      const next = Listing.collect({ MaxResults: 5, NextToken })
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(idsOf(yield* next), ["rsp-6"])
      yield* TestClock.adjust("1 millis")
      assert.include((yield* Effect.flip(next)).message, "The token has expired.")
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet, { tokenLifetime: "5 minutes" }))),
  )

  it.effect("builds anew for each test that it is provided to", () => {
    const layer = MemoryPeerSource.layer(fleet)
    const empty = Effect.gen(function* () {
      const memory = yield* MemoryPeerSource.MemoryPeerSource
      for (const { RouteServerPeerId } of yield* memory.peers)
        yield* memory.apply(PeerUpdate.remove(RouteServerPeerId))
      return yield* Listing.collect()
    })
    return Effect.gen(function* () {
      assert.lengthOf(yield* empty.pipe(Effect.provide(layer)), 0)
      assert.lengthOf(yield* Listing.collect().pipe(Effect.provide(layer)), 6)
    })
  })
})

describe("MemoryPeerSource.timeline", () => {
  const down = PeerUpdate.put(peer("rsp-1", { State: "failed" }))
  const scenes = [
    { at: "1 hour", updates: [PeerUpdate.remove("rsp-1")] },
    { at: "1 minute", updates: [down, PeerUpdate.put(peer("rsp-7"))] },
  ] as const
  const rsp1 = Effect.map(Effect.result(Listing.get("rsp-1")), (found) =>
    Result.isSuccess(found) ? (found.success.State ?? "as before") : found.failure._tag,
  )

  it.effect("is as it was before a scene is due, and as the scene says from then on", () =>
    Effect.gen(function* () {
      yield* TestClock.adjust("59 seconds")
      assert.strictEqual(yield* rsp1, "as before")
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* rsp1, "failed")
      assert.lengthOf(yield* Listing.collect(), 7)
      yield* TestClock.adjust("1 day")
      assert.strictEqual(yield* rsp1, "InvalidRouteServerPeerId.NotFound")
    }).pipe(Effect.provide(MemoryPeerSource.timeline(fleet, scenes))),
  )

  it.effect("counts from when it is built, each time anew", () => {
    const layer = MemoryPeerSource.timeline(fleet.values(), scenes.values())
    return Effect.gen(function* () {
      yield* TestClock.adjust("1 day")
      for (let time = 0; time < 2; time += 1) {
        const before = yield* rsp1.pipe(Effect.provide(layer, { local: true }))
        assert.strictEqual(before, "as before")
      }
    })
  })

  it.effect("shows a listing that is under way what happens between its pages", () =>
    Effect.gen(function* () {
      const { NextToken } = yield* PeerSource.describe({ MaxResults: 5 })
      yield* TestClock.adjust("1 minute")
      const rest = yield* Listing.collect({ MaxResults: 5, NextToken })
      assert.deepStrictEqual(idsOf(rest), ["rsp-6", "rsp-7"])
    }).pipe(Effect.provide(MemoryPeerSource.timeline(fleet, scenes))),
  )

  it.effect("lets the handle change what the script has made", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource.MemoryPeerSource
      yield* TestClock.adjust("1 minute")
      yield* memory.apply(PeerUpdate.remove("rsp-1"))
      assert.deepStrictEqual(idsOf(yield* memory.peers), [
        ...["rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6", "rsp-7"],
      ])
    }).pipe(Effect.provide(MemoryPeerSource.timeline(fleet, scenes))),
  )

  it.effect("gives page tokens the lifetime that it is told", () =>
    Effect.gen(function* () {
      const { NextToken } = yield* PeerSource.describe({ MaxResults: 5 })
      yield* TestClock.adjust("2 minutes")
      const error = yield* Effect.flip(Listing.collect({ MaxResults: 5, NextToken }))
      assert.include(error.message, "The token has expired.")
    }).pipe(
      Effect.provide(MemoryPeerSource.timeline(fleet, scenes, { tokenLifetime: "1 minute" })),
    ),
  )

  it("refuses a time that is none", () => {
    assert.throws(
      () => MemoryPeerSource.timeline([], [{ at: -1, updates: [] }]),
      "at must be a duration from 0 on, not -1",
    )
    assert.throws(
      () => MemoryPeerSource.timeline([], [{ at: Number.NaN, updates: [] }]),
      "at must be a duration from 0 on, not NaN",
    )
  })
})

describe("The handle of MemoryPeerSource", () => {
  it.effect("adds, replaces and removes", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource.MemoryPeerSource
      yield* memory.apply(PeerUpdate.put(peer("rsp-0")))
      yield* memory.apply(PeerUpdate.put(peer("rsp-3", { State: "failed" })))
      yield* memory.apply(PeerUpdate.remove("rsp-5"))
      const peers = yield* Listing.collect()
      assert.deepStrictEqual(idsOf(peers), ["rsp-0", "rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-6"])
      assert.deepStrictEqual(yield* memory.peers, peers)
      assert.strictEqual((yield* Listing.get("rsp-3")).State, "failed")
      assert.strictEqual(
        (yield* Effect.flip(Listing.get("rsp-5")))._tag,
        "InvalidRouteServerPeerId.NotFound",
      )
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet))),
  )

  it.effect("puts a peer in the place of the one with its ID, and takes nothing out twice", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource.MemoryPeerSource
      const before = yield* memory.peers
      yield* memory.apply(PeerUpdate.remove("rsp-9"))
      assert.deepStrictEqual(yield* memory.peers, before)
      yield* memory.apply(PeerUpdate.put(peer("rsp-3", { State: "failed" })))
      assert.deepStrictEqual(idsOf(yield* memory.peers), idsOf(before))
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet))),
  )

  it.effect("gives peers that nobody can put into it by changing the list", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource.MemoryPeerSource
      const shown = yield* memory.peers
      Reflect.apply(Array.prototype.push, shown, [peer("rsp-9")])
      assert.lengthOf(yield* memory.peers, 6)
      const page = yield* PeerSource.describe()
      Reflect.apply(Array.prototype.pop, page.RouteServerPeers, [])
      assert.lengthOf(yield* Listing.collect(), 6)
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet))),
  )

  it.effect("changes peers between the pages of a listing", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource.MemoryPeerSource
      const first = yield* PeerSource.describe({ MaxResults: 5 })
      assert.deepStrictEqual(idsOf(first.RouteServerPeers), [
        "rsp-1",
        "rsp-2",
        "rsp-3",
        "rsp-4",
        "rsp-5",
      ])
      yield* memory.apply(PeerUpdate.remove("rsp-5"))
      yield* memory.apply(PeerUpdate.put(peer("rsp-50")))
      yield* memory.apply(PeerUpdate.put(peer("rsp-0")))
      const rest = yield* Listing.collect({ MaxResults: 5, NextToken: first.NextToken })
      assert.deepStrictEqual(idsOf(rest), ["rsp-50", "rsp-6"])
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet))),
  )
})

/** A fleet, and requests about it that hit it, nearly hit it, miss it, or are refused. */
const asked = Generators.fleet().chain((fleet) =>
  fc.tuple(
    fc.constant(fleet),
    fc.array(Generators.requestFor(fleet), { minLength: 1, maxLength: 5 }),
  ),
)

describe("MemoryPeerSource", () => {
  it("answers every request as evaluate does, tokens and refusals included", async () => {
    await fc.assert(
      fc.asyncProperty(
        asked,
        fc.constantFrom(FilterNames.all, FilterNames.acceptedByAws),
        async ([fleet, requests], acceptedNames) => {
          const options = { acceptedNames }
          const answers = await Effect.forEach(requests, (request) =>
            Effect.result(PeerSource.describe(request)),
          ).pipe(Effect.provide(MemoryPeerSource.layer(fleet, options)), Effect.runPromise)
          const expected = requests.map((request) =>
            DescribeRouteServerPeers.evaluate(fleet, request, options),
          )
          assert.deepStrictEqual<unknown>(answers, expected)
        },
      ),
    )
  })

  it("lists through the port what evaluate answers in one page", async () => {
    await fc.assert(
      fc.asyncProperty(
        Generators.fleet().chain((fleet) =>
          fc.tuple(fc.constant(fleet), Generators.filtersFor(fleet)),
        ),
        fc.integer({ min: 5, max: 12 }),
        async ([fleet, Filters], MaxResults) => {
          const request = { Filters, MaxResults }
          const listed = await Effect.all({
            collected: Listing.collect(request),
            streamed: Stream.runCollect(Listing.stream(request)),
            pages: Stream.runCollect(Listing.pages(request)),
          }).pipe(Effect.provide(MemoryPeerSource.layer(fleet)), Effect.result, Effect.runPromise)
          const whole = Result.map(
            DescribeRouteServerPeers.evaluate(fleet, { Filters }),
            ({ RouteServerPeers }) => RouteServerPeers,
          )
          assert.deepStrictEqual<unknown>(
            Result.map(listed, ({ collected }) => collected),
            whole,
          )
          if (Result.isFailure(listed)) return
          const { collected, streamed, pages } = listed.success
          assert.deepStrictEqual(streamed, collected)
          assert.deepStrictEqual(
            pages.flatMap(({ RouteServerPeers }) => RouteServerPeers),
            collected,
          )
          for (const { RouteServerPeers } of pages)
            assert.isAtMost(RouteServerPeers.length, MaxResults)
        },
      ),
    )
  })

  it("lists through the port every peer that stays, once, while others come and go", async () => {
    const story = Generators.fleet().chain((fleet) =>
      fc.tuple(fc.constant(fleet), Generators.updatesFor(fleet)),
    )
    await fc.assert(
      fc.asyncProperty(story, async ([fleet, changes]) => {
        const rest = [...changes]
        const listed = await Effect.gen(function* () {
          const memory = yield* MemoryPeerSource.MemoryPeerSource
          return yield* Listing.pages({ MaxResults: 5 }).pipe(
            Stream.tap(() => {
              const update = rest.shift()
              return update === undefined ? Effect.void : memory.apply(update)
            }),
            Stream.runCollect,
          )
        }).pipe(Effect.provide(MemoryPeerSource.layer(fleet)), Effect.runPromise)
        const ids = listed.flatMap(({ RouteServerPeers }) => idsOf(RouteServerPeers))
        const removed = changes.flatMap((change) =>
          change._tag === "Remove" ? [change.routeServerPeerId as string] : [],
        )
        const staying = idsOf(fleet).filter((id) => !removed.includes(id))
        assert.strictEqual(new Set(ids).size, ids.length)
        assert.includeMembers([...ids], staying)
      }),
    )
  })
})

suite("MemoryPeerSource", { make: (fleet) => MemoryPeerSource.layer(fleet) })
