import { assert, describe, it } from "@effect/vitest"
import { DuplicatePeer, MemoryPeerSource } from "@route-server/adapter-memory"
import {
  DescribeRouteServerPeers,
  Filter,
  FilterName,
  PeerSource,
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
  it.effect("fails with the ID of which there would be two", () =>
    Effect.gen(function* () {
      const layer = MemoryPeerSource.layer([peer("rsp-1"), peer("rsp-2"), peer("rsp-1")])
      const error = yield* Effect.flip(PeerSource.collect().pipe(Effect.provide(layer)))
      assert.instanceOf(error, DuplicatePeer)
      assert.include({ ...error }, { routeServerPeerId: "rsp-1" })
      assert.include(error.message, "'rsp-1'")
    }),
  )

  it.effect("answers as the options say", () =>
    Effect.gen(function* () {
      const options = { acceptedNames: FilterName.acceptedByAws }
      const refused = yield* PeerSource.collect({ Filters: [Filter.state("available")] }).pipe(
        Effect.provide(MemoryPeerSource.layer(fleet, options)),
        Effect.flip,
      )
      assert.strictEqual(refused.message, "The filter 'State' is invalid")
      const can = (authorized: boolean) =>
        PeerSource.canDescribe().pipe(Effect.provide(MemoryPeerSource.layer(fleet, { authorized })))
      assert.deepStrictEqual(yield* Effect.all([can(true), can(false)]), [true, false])
    }),
  )

  it.effect("gives page tokens the lifetime that it is told, by the clock", () =>
    Effect.gen(function* () {
      const { NextToken } = yield* PeerSource.describe({ MaxResults: 5 })
      const next = PeerSource.collect({ MaxResults: 5, NextToken })
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(idsOf(yield* next), ["rsp-6"])
      yield* TestClock.adjust("1 millis")
      assert.include((yield* Effect.flip(next)).message, "The token has expired.")
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet, { tokenLifetime: "5 minutes" }))),
  )

  it.effect("builds anew for each test that it is provided to", () => {
    const layer = MemoryPeerSource.layer(fleet)
    const empty = Effect.gen(function* () {
      const memory = yield* MemoryPeerSource
      for (const { RouteServerPeerId } of yield* memory.peers)
        yield* memory.remove(RouteServerPeerId)
      return yield* PeerSource.collect()
    })
    return Effect.gen(function* () {
      assert.lengthOf(yield* empty.pipe(Effect.provide(layer)), 0)
      assert.lengthOf(yield* PeerSource.collect().pipe(Effect.provide(layer)), 6)
    })
  })
})

describe("The handle of MemoryPeerSource", () => {
  it.effect("adds, replaces and removes", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource
      yield* memory.add(peer("rsp-0"))
      yield* memory.replace(peer("rsp-3", { State: "failed" }))
      yield* memory.remove("rsp-5")
      const peers = yield* PeerSource.collect()
      assert.deepStrictEqual(idsOf(peers), ["rsp-0", "rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-6"])
      assert.deepStrictEqual(yield* memory.peers, peers)
      assert.strictEqual((yield* PeerSource.get("rsp-3")).State, "failed")
      assert.strictEqual(
        (yield* Effect.flip(PeerSource.get("rsp-5")))._tag,
        "InvalidRouteServerPeerId.NotFound",
      )
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet))),
  )

  it.effect("refuses what would lose or invent a peer, and changes nothing then", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource
      const before = yield* memory.peers
      const taken = yield* Effect.flip(memory.add(peer("rsp-3", { State: "failed" })))
      assert.deepInclude({ ...taken }, { _tag: "DuplicatePeer", routeServerPeerId: "rsp-3" })
      for (const change of [memory.replace(peer("rsp-9")), memory.remove("rsp-9")]) {
        const error = yield* Effect.flip(change)
        assert.strictEqual(error._tag, "InvalidRouteServerPeerId.NotFound")
        assert.include(error.message, "'rsp-9'")
      }
      assert.deepStrictEqual(yield* memory.peers, before)
    }).pipe(Effect.provide(MemoryPeerSource.layer(fleet))),
  )

  it.effect("changes peers between the pages of a listing", () =>
    Effect.gen(function* () {
      const memory = yield* MemoryPeerSource
      const first = yield* PeerSource.describe({ MaxResults: 5 })
      assert.deepStrictEqual(idsOf(first.RouteServerPeers), [
        "rsp-1",
        "rsp-2",
        "rsp-3",
        "rsp-4",
        "rsp-5",
      ])
      yield* memory.remove("rsp-5")
      yield* memory.add(peer("rsp-50"))
      yield* memory.add(peer("rsp-0"))
      const rest = yield* PeerSource.collect({ MaxResults: 5, NextToken: first.NextToken })
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
        fc.constantFrom(FilterName.all, FilterName.acceptedByAws),
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
            collected: PeerSource.collect(request),
            streamed: Stream.runCollect(PeerSource.stream(request)),
            pages: Stream.runCollect(PeerSource.pages(request)),
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
      fc.tuple(fc.constant(fleet), Generators.changesFor(fleet)),
    )
    await fc.assert(
      fc.asyncProperty(story, async ([fleet, changes]) => {
        const rest = [...changes]
        const listed = await Effect.gen(function* () {
          const memory = yield* MemoryPeerSource
          return yield* PeerSource.pages({ MaxResults: 5 }).pipe(
            Stream.tap((): Effect.Effect<void, unknown> => {
              const change = rest.shift()
              switch (change?._tag) {
                case "Add":
                  return memory.add(change.peer)
                case "Replace":
                  return memory.replace(change.peer)
                case "Remove":
                  return memory.remove(change.routeServerPeerId)
                default:
                  return Effect.void
              }
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
