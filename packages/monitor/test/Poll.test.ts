import { assert, describe, it } from "@effect/vitest"
import { PeerSourceError, ServiceError } from "@route-server/core"
import { MonitorStore, Poll, SqlMonitorStore, TargetState } from "@route-server/monitor"
import { Clock, Context, Effect, Exit, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { jumpingClock } from "../../core/test/support/jumpingClock.ts"
import { target } from "./support/changes.ts"
import { peerOf, Scripted } from "./support/Scripted.ts"
import { statesOf } from "./support/statesOf.ts"
import { logAfter } from "./support/storeLaws.ts"

const a = target("a")

const storing = Effect.map(
  Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
  Context.get(MonitorStore.MonitorStore),
)

const told = (store: MonitorStore.MonitorStore["Service"], after = 0) =>
  Effect.map(logAfter(store, after), (log) =>
    log.map(({ at, change }) => [at, change._tag, change.routeServerPeerId.slice(-1)]),
  )

const setUp = Effect.gen(function* () {
  const store = yield* storing
  const world = new Scripted(a)
  yield* TestClock.setTime(1000)
  const poll = (state: TargetState.TargetState) =>
    Poll.poll(world.member, state, { requestTimeout: "20 seconds" }).pipe(
      Effect.provideService(MonitorStore.MonitorStore, store),
    )
  return { store, world, poll }
})

const denied = new ServiceError.UnauthorizedOperation({ message: "You are not authorized." })
const throttled = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })

/** Runs to its end, whatever time that takes. */
const inTime = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("10 minutes")
    return yield* Fiber.join(fiber)
  })

describe("Poll", () => {
  it.effect("begins with the appearance of each peer, and writes what it knows then", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [peerOf(1), peerOf(2, "down")]
      const { state, wait } = yield* poll(TargetState.unknown(a))
      assert.deepStrictEqual(yield* statesOf(store, ["a"]), [state])
      const { nextPollAt, ...rest } = state
      assert.strictEqual(nextPollAt, 1000 + wait)
      const history = {
        seenSince: 1000,
        stateSince: 1000,
        bgpSince: 1000,
        bfdSince: 1000,
        bgpChanges: 0,
        bfdChanges: 0,
      }
      assert.deepStrictEqual(rest, {
        target: a,
        version: 1,
        peers: world.peers,
        history: Object.fromEntries(world.peers.map((peer) => [peer.RouteServerPeerId, history])),
        unreadable: [],
        errors: {},
        polledAt: 1000,
        succeededAt: 1000,
        pollMillis: 0,
      })
      assert.deepStrictEqual(yield* told(store), [
        [1000, "Appeared", "1"],
        [1000, "Appeared", "2"],
      ])
    }),
  )

  it.effect("tells what changed since, and for how long things are as they are", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [peerOf(1), peerOf(2), peerOf(3)]
      const first = yield* poll(TargetState.unknown(a))
      yield* TestClock.setTime(2000)
      world.peers = [peerOf(1, "down"), peerOf(2, "up", "deleting")]
      const { state } = yield* poll(first.state)
      assert.deepStrictEqual(yield* told(store, 3), [
        [2000, "BgpChanged", "1"],
        [2000, "StateChanged", "2"],
        [2000, "Disappeared", "3"],
      ])
      assert.deepStrictEqual(state.peers, world.peers)
      const [one = "", two = ""] = world.peers.map((peer) => peer.RouteServerPeerId)
      assert.deepStrictEqual(Object.keys(state.history), [one, two])
      assert.deepInclude(state.history[one], { bgpSince: 2000, bgpChanges: 1, stateSince: 1000 })
      assert.deepInclude(state.history[two], { bgpSince: 1000, bgpChanges: 0, stateSince: 2000 })
    }),
  )

  it.effect("adds nothing to the log where nothing changed", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [peerOf(1)]
      const first = yield* poll(TargetState.unknown(a))
      yield* TestClock.setTime(2000)
      const { state } = yield* poll(first.state)
      assert.strictEqual((yield* store.range).last, 1)
      assert.deepInclude(state, { succeededAt: 2000, version: 2 })
    }),
  )

  it.effect("writes what a page shows before the next page is there", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [1, 2, 3, 4, 5, 6].map((index) => peerOf(index))
      const first = yield* poll(TargetState.unknown(a))
      world.peers = [peerOf(1, "down"), ...[2, 3, 4, 5].map((index) => peerOf(index))]
      world.pageSize = 5
      world.peers = [...world.peers, peerOf(7)]
      world.before.set(world.asked + 2, Effect.never)
      yield* Effect.forkChild(poll(first.state))
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* told(store, 6), [[1000, "BgpChanged", "1"]])
      const [state] = yield* statesOf(store, ["a"])
      assert.deepStrictEqual(
        state?.peers?.map(({ BgpStatus }) => BgpStatus?.Status),
        ["down", "up", "up", "up", "up", "up"],
      )
      assert.strictEqual(state?.succeededAt, 1000)
    }),
  )

  it.effect(
    "tells nothing of a first listing that breaks off, and all of it when one doesn't",
    () =>
      Effect.gen(function* () {
        const { store, world, poll } = yield* setUp
        world.peers = [1, 2, 3, 4, 5, 6].map((index) => peerOf(index))
        world.before.set(2, Effect.fail(denied))
        const { state } = yield* poll(TargetState.unknown(a))
        assert.deepStrictEqual(yield* told(store), [])
        assert.notProperty(state, "peers")
        assert.deepStrictEqual(state.history, {})
        yield* poll(state)
        assert.strictEqual((yield* told(store)).length, 6)
      }),
  )

  it.effect("says since when and how often a target can't be read, and keeps its peers", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [peerOf(1)]
      let { state } = yield* poll(TargetState.unknown(a))
      const first = state
      for (const time of [2000, 3000]) {
        yield* TestClock.setTime(time)
        world.before.set(world.asked + 1, Effect.fail(denied))
        state = (yield* poll(state)).state
      }
      assert.deepStrictEqual(state, {
        ...first,
        version: 3,
        polledAt: 3000,
        nextPollAt: state.nextPollAt ?? 0,
        failure: {
          code: "UnauthorizedOperation",
          message: "You are not authorized.",
          since: 2000,
          polls: 2,
        },
        errors: { UnauthorizedOperation: 2 },
      })
      assert.strictEqual((yield* store.range).last, 1)
      state = (yield* poll(state)).state
      assert.notProperty(state, "failure")
      assert.deepStrictEqual(state.errors, { UnauthorizedOperation: 2 })
    }),
  )

  it.effect("asks for a page again twice where that can help, counts it, and slows down", () =>
    Effect.gen(function* () {
      const { world, poll } = yield* setUp
      world.peers = [peerOf(1)]
      world.before.set(1, Effect.fail(throttled)).set(2, Effect.fail(throttled))
      const { state, wait } = yield* inTime(poll(TargetState.unknown(a)))
      assert.strictEqual(world.asked, 3)
      assert.notProperty(state, "failure")
      assert.deepStrictEqual(state.errors, { RequestLimitExceeded: 2 })
      assert.isAbove(wait, 25_000)
      for (const page of [4, 5, 6]) world.before.set(page, Effect.fail(throttled))
      const failed = yield* inTime(poll(state))
      assert.strictEqual(world.asked, 6)
      assert.deepInclude(failed.state.failure, { code: "RequestLimitExceeded", polls: 1 })
      assert.deepStrictEqual(failed.state.errors, { RequestLimitExceeded: 5 })
    }),
  )

  it.effect("names what failed by its code", () =>
    Effect.gen(function* () {
      const { world, poll } = yield* setUp
      const message = "?"
      const cases = [
        [
          new ServiceError.OtherServiceError({ message, httpStatus: 400, code: "OptInRequired" }),
          "OptInRequired",
        ],
        [
          new PeerSourceError.TransportError({ message, reason: { _tag: "CredentialsExpired" } }),
          "CredentialsExpired",
        ],
        [
          new PeerSourceError.MalformedResponse({ message, reason: { _tag: "TooLong" } }),
          "MalformedResponse",
        ],
      ] as const
      for (const [error, code] of cases) {
        world.before.set(world.asked + 1, Effect.fail(error))
        const { state } = yield* poll({ ...TargetState.unknown(a), version: world.asked })
        assert.strictEqual(state.failure?.code, code)
      }
    }),
  )

  it.effect("counts under any code that is answered, and under no more than some", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      const answers = (code: string) =>
        new ServiceError.OtherServiceError({ message: "?", httpStatus: 400, code })
      const codes = ["constructor", "toString", "__proto__", "", "a b", "x".repeat(101)]
      let state = TargetState.unknown(a)
      for (const [index, code] of [...codes, ...codes].entries()) {
        world.before.set(index + 1, Effect.fail(answers(code)))
        ;({ state } = yield* inTime(poll(state)))
      }
      assert.deepStrictEqual(state.errors, { constructor: 2, toString: 2, Other: 8 })
      assert.strictEqual(state.failure?.code, "Other")
      for (let index = 0; index < 100; index += 1) {
        world.before.set(world.asked + 1, Effect.fail(answers(`Made.Up-${index}`)))
        ;({ state } = yield* inTime(poll(state)))
      }
      assert.lengthOf(Object.keys(state.errors), 50)
      assert.strictEqual(state.errors["Other"], 8 + 53)
      assert.strictEqual(state.failure?.code, "Made.Up-99")
      assert.deepStrictEqual(yield* statesOf(store, ["a"]), [state])
    }),
  )

  it.effect("gives up what is not answered without asking again, and says how long it waited", () =>
    Effect.gen(function* () {
      const { world, poll } = yield* setUp
      world.before.set(1, Effect.never)
      const { state } = yield* inTime(poll(TargetState.unknown(a)))
      assert.deepInclude(state.failure, {
        code: "Timeout",
        message: "There was no answer within 20s",
      })
      assert.strictEqual(state.pollMillis, 20_000)
      assert.deepStrictEqual([world.asked, state.errors], [1, { Timeout: 1 }])
    }),
  )

  it.effect("takes a source that breaks for one that fails", () =>
    Effect.gen(function* () {
      const { world, poll } = yield* setUp
      world.before.set(1, Effect.die(new Error("the password is secret")))
      const { state } = yield* poll(TargetState.unknown(a))
      assert.strictEqual(state.failure?.code, "Other")
      assert.notInclude(JSON.stringify(state), "secret")
    }),
  )

  it.effect("reports peers that can't be understood, and loses none because of it", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [peerOf(1), peerOf(2)]
      const first = yield* poll(TargetState.unknown(a))
      const error = new PeerSourceError.MalformedResponse({
        message: "Expected a string, got 7",
        reason: { _tag: "InvalidResult", fault: "?" },
        routeServerPeerId: peerOf(2).RouteServerPeerId,
      })
      const { member } = world
      const reporting = {
        ...member,
        source: {
          ...member.source,
          describe: () => Effect.succeed({ RouteServerPeers: [peerOf(1)], unreadable: [error] }),
        },
      }
      const { state } = yield* Poll.poll(reporting, first.state).pipe(
        Effect.provideService(MonitorStore.MonitorStore, store),
      )
      assert.deepStrictEqual(state.unreadable, [
        { routeServerPeerId: peerOf(2).RouteServerPeerId, message: "Expected a string, got 7" },
      ])
      assert.deepStrictEqual(state.peers, world.peers)
      const same = yield* Poll.poll(reporting, state).pipe(
        Effect.provideService(MonitorStore.MonitorStore, store),
      )
      // So that the store needn't write it again.
      assert.strictEqual(same.state.unreadable, state.unreadable)
      const again = yield* poll(same.state)
      assert.deepStrictEqual(again.state.unreadable, [])
      assert.strictEqual((yield* store.range).last, 2)
    }),
  )

  it.effect("stops where somebody else has written, and tells nothing", () =>
    Effect.gen(function* () {
      const { store, world, poll } = yield* setUp
      world.peers = [peerOf(1)]
      yield* poll(TargetState.unknown(a))
      const exit = yield* Effect.exit(poll(TargetState.unknown(a)))
      assert.isTrue(Exit.isFailure(exit))
      assert.strictEqual((yield* store.range).last, 1)
    }),
  )

  it.effect("measures by a clock that nobody puts back", () =>
    Effect.gen(function* () {
      const { world, poll } = yield* setUp
      const { clock, put } = yield* jumpingClock
      world.before.set(
        1,
        Effect.tap(Effect.sleep("2 seconds"), () => Effect.sync(() => put(-86_400_000))),
      )
      const polling = yield* poll(TargetState.unknown(a)).pipe(
        Effect.provideService(Clock.Clock, clock),
        Effect.forkChild,
      )
      yield* TestClock.adjust("2 seconds")
      const { state } = yield* Fiber.join(polling)
      assert.strictEqual(state.pollMillis, 2000)
    }),
  )
})
