import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerUpdate, RouteServerPeer, ServiceError } from "@route-server/core"
import type * as Fault from "@route-server/core/Fault"
import { FaultyPeerSource, Generators, RecordingPeerSource } from "@route-server/testing"
import { Effect, Fiber, Layer, Ref, Stream } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { elect, type SwitchOver, switchOvers } from "./failover.ts"

const peer = (number: number, priority: number, status: "up" | "down" = "up") =>
  RouteServerPeer.make({
    RouteServerPeerId: `rsp-${number}`,
    RouteServerId: "rs-1",
    State: "available",
    PeerAddress: `10.0.0.${number}`,
    BgpStatus: { Status: status },
    Tags: [{ Key: "failover-priority", Value: String(priority) }],
  })

const [first, second] = [peer(1, 10), peer(2, 20)]

const setStatus = (of: RouteServerPeer.RouteServerPeer, Status: "up" | "down") =>
  MemoryPeerSource.MemoryPeerSource.use((memory) =>
    memory.apply(PeerUpdate.put({ ...of, BgpStatus: { Status } })),
  )

/** Runs the controller beside the test; gives what it has told so far. */
const watch = Effect.gen(function* () {
  const told = yield* Ref.make<ReadonlyArray<SwitchOver>>([])
  const fiber = yield* switchOvers("rs-1", "10 seconds").pipe(
    Stream.runForEach((each) => Ref.update(told, (before) => [...before, each])),
    Effect.forkChild({ startImmediately: true }),
  )
  return { told: Ref.get(told), fiber }
})

const behind = (script: Iterable<Fault.Fault>, peers = [first, second]) =>
  Effect.provide(
    FaultyPeerSource.layer(script).pipe(Layer.provideMerge(MemoryPeerSource.layer(peers))),
  )

const poll = TestClock.adjust("10 seconds")

describe("switchOvers", () => {
  it.effect("begins with the appliance of the lowest priority", () =>
    Effect.gen(function* () {
      const { told } = yield* watch
      assert.deepStrictEqual(yield* told, [{ from: undefined, to: "10.0.0.1" }])
    }).pipe(behind([])),
  )

  it.effect("switches over when the session of the active one goes down, and does not flap", () =>
    Effect.gen(function* () {
      const { told } = yield* watch
      yield* setStatus(first, "down")
      yield* poll
      yield* setStatus(first, "up")
      yield* poll
      assert.deepStrictEqual((yield* told).slice(1), [{ from: "10.0.0.1", to: "10.0.0.2" }])
    }).pipe(behind([])),
  )

  it.effect("says so when no appliance is left, and when one is back", () =>
    Effect.gen(function* () {
      const { told } = yield* watch
      yield* setStatus(first, "down")
      yield* setStatus(second, "down")
      yield* poll
      yield* setStatus(second, "up")
      yield* poll
      assert.deepStrictEqual((yield* told).slice(1), [
        { from: "10.0.0.1", to: undefined },
        { from: undefined, to: "10.0.0.2" },
      ])
    }).pipe(behind([])),
  )

  it.effect("does not take a throttled listing for one without peers", () => {
    const error = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })
    const throttled = FaultyPeerSource.after(1, { _tag: "Fail", error }, { _tag: "Fail", error })
    return Effect.gen(function* () {
      const { told } = yield* watch
      for (let time = 0; time < 5; time += 1) yield* poll
      assert.lengthOf(yield* told, 1)
    }).pipe(behind(throttled))
  })

  it.effect("waits twice as long before each retry, up to ten seconds", () => {
    const error = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })
    const outage = FaultyPeerSource.forever({ _tag: "Fail", error })
    return Effect.gen(function* () {
      const asked = FaultyPeerSource.Faults.use(({ suffered }) =>
        Effect.map(suffered, ({ length }) => length),
      )
      yield* watch
      let times = 1
      for (const millis of [500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]) {
        yield* TestClock.adjust(millis - 1)
        assert.strictEqual(yield* asked, times)
        yield* TestClock.adjust(1)
        times += 1
        assert.strictEqual(yield* asked, times)
      }
    }).pipe(behind(outage))
  })

  it.effect("ends with the error when a retry can't help", () => {
    const error = new ServiceError.UnauthorizedOperation({ message: "Not any more." })
    return Effect.gen(function* () {
      const { told, fiber } = yield* watch
      yield* poll
      assert.strictEqual(yield* Effect.flip(Fiber.join(fiber)), error)
      assert.lengthOf(yield* told, 1)
    }).pipe(behind(FaultyPeerSource.after(1, { _tag: "Fail", error })))
  })

  it.effect("follows the tokens of awkward pages", () =>
    Effect.gen(function* () {
      const { told } = yield* watch
      assert.deepStrictEqual(yield* told, [{ from: undefined, to: "10.0.0.1" }])
    }).pipe(
      behind(FaultyPeerSource.forever({ _tag: "EmptyPage" }, { _tag: "ShortPage", size: 1 })),
    ),
  )

  it.effect("asks for the peers of its route server, every ten seconds", () =>
    Effect.gen(function* () {
      yield* watch
      yield* poll
      const recording = yield* RecordingPeerSource.use((source) => source.recording)
      const request = { Filters: [{ Name: "RouteServerId", Values: ["rs-1"] }] }
      assert.deepStrictEqual(
        recording.map((exchange) => exchange.request),
        [request, request],
      )
    }).pipe(
      Effect.provide(
        RecordingPeerSource.layer.pipe(Layer.provide(MemoryPeerSource.layer([first]))),
      ),
    ),
  )

  it("ends up with an appliance that is up, whatever happens on the way", async () => {
    const statuses = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(statuses, fc.integer(), async (history, seed) => {
        const program = Effect.gen(function* () {
          const { told } = yield* watch
          for (const [firstUp, secondUp] of history) {
            yield* setStatus(first, firstUp ? "up" : "down")
            yield* setStatus(second, secondUp ? "up" : "down")
            yield* poll
          }
          yield* TestClock.adjust("10 minutes")
          return {
            told: yield* told,
            peers: yield* MemoryPeerSource.MemoryPeerSource.use((memory) => memory.peers),
          }
        })
        const { told, peers } = await program.pipe(
          behind(FaultyPeerSource.script({ seed })),
          Effect.provide(TestClock.layer()),
          Effect.runPromise,
        )
        const active = told.at(-1)?.to
        assert.strictEqual(elect(peers, active), active)
        for (const [index, { from, to }] of told.entries()) {
          assert.strictEqual(from, told[index - 1]?.to)
          assert.notStrictEqual(from, to)
        }
      }),
    )
  })
})

describe("elect", () => {
  it("ignores tombstones, whatever their sessions show", () => {
    const gone = (["deleted", "deleting"] as const).map((State) => ({ ...first, State }))
    assert.isUndefined(elect(gone, first.PeerAddress))
    assert.strictEqual(elect([...gone, second], first.PeerAddress), second.PeerAddress)
  })

  it("reads priorities as numbers", () => {
    const [ninth, tenth, hundredth] = [peer(1, 9), peer(2, 10), peer(3, 100)]
    assert.strictEqual(elect([hundredth, tenth, ninth], undefined), ninth.PeerAddress)
    assert.strictEqual(elect([hundredth, tenth], undefined), tenth.PeerAddress)
  })

  it("puts peers without a priority last", () => {
    const { Tags: _, ...untagged } = peer(3, 0)
    const misspelled = { ...peer(4, 0), Tags: [{ Key: "failover-priority", Value: "high" }] }
    assert.strictEqual(elect([untagged, misspelled, second], undefined), second.PeerAddress)
    assert.strictEqual(elect([untagged, misspelled], undefined), untagged.PeerAddress)
  })

  it("elects one that is up if there is one, and stays with the active one while it is", () => {
    fc.assert(
      fc.property(Generators.fleet(), fc.nat(19), (fleet, index) => {
        const up = fleet
          .filter((each) => RouteServerPeer.isLive(each) && RouteServerPeer.isEstablished(each))
          .flatMap((each) => each.PeerAddress ?? [])
        const active = fleet[index]?.PeerAddress
        const elected = elect(fleet, active)
        if (elected === undefined) assert.deepStrictEqual(up, [])
        else assert.include<string>(up, elected)
        if (active !== undefined && up.includes(active)) assert.strictEqual(elected, active)
      }),
    )
  })
})
