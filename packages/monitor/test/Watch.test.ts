import { assert, describe, it } from "@effect/vitest"
import { ServiceError } from "@route-server/core"
import { MonitorStore, SqlMonitorStore, TargetState, Watch } from "@route-server/monitor"
import {
  Clock,
  Context,
  Effect,
  Exit,
  Fiber,
  Layer,
  Logger,
  References,
  Result,
  Schedule,
  Scope,
} from "effect"
import { TestClock } from "effect/testing"
import { jumpingClock } from "../../core/test/support/jumpingClock.ts"
import { target } from "./support/changes.ts"
import { peerOf, Scripted } from "./support/Scripted.ts"
import { statesOf } from "./support/statesOf.ts"
import { logAfter, type Store } from "./support/storeLaws.ts"

const storing = Effect.map(
  Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
  Context.get(MonitorStore.MonitorStore),
)

const quietly = Effect.provideService(References.MinimumLogLevel, "None")

/** Watches these, all by one watch, until the scope closes. */
const watching = Effect.fnUntraced(function* (
  store: Store,
  worlds: ReadonlyArray<Scripted>,
  options?: Watch.Options,
) {
  const watch = yield* Watch.make(options).pipe(
    Effect.provideService(MonitorStore.MonitorStore, store),
  )
  return yield* Effect.forEach(worlds, ({ member }) => Effect.forkScoped(quietly(watch(member))))
})

const stateOf = (store: Store, name: string) =>
  Effect.map(statesOf(store, [name]), ([state]) => state ?? TargetState.unknown(target(name)))

const denied = new ServiceError.UnauthorizedOperation({ message: "You are not authorized." })
const throttled = new ServiceError.RequestLimitExceeded({ message: "Request limit exceeded." })
const full = new MonitorStore.StoreError({ message: "the disk is full", isRetryable: true })

describe("Watch", () => {
  it.effect("polls at once, then every 15 seconds or so", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const world = new Scripted(target("a"))
      yield* watching(store, [world])
      yield* TestClock.adjust(0)
      assert.strictEqual(world.asked, 1)
      yield* TestClock.adjust("10 minutes")
      assert.isAtLeast(world.asked, 36)
      assert.isAtMost(world.asked, 45)
    }),
  )

  it.effect("lets no target be kept from its polls by others that hang, fail or break", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const worlds = ["well", "hangs", "denied", "breaks"].map((name) => new Scripted(target(name)))
      const [well, hangs, forbidden, breaks] = worlds
      for (let page = 1; page < 100; page += 1) {
        hangs?.before.set(page, Effect.never)
        forbidden?.before.set(page, Effect.fail(denied))
        breaks?.before.set(page, Effect.die(new Error("?")))
      }
      const fibers = yield* watching(store, worlds)
      yield* TestClock.adjust("10 minutes")
      assert.isAtLeast(well?.asked ?? 0, 36)
      assert.isAtMost(forbidden?.asked ?? 0, 9)
      assert.isTrue(fibers.every((fiber) => fiber.pollUnsafe() === undefined))
      for (const [name, code] of [
        ["hangs", "Timeout"],
        ["denied", "UnauthorizedOperation"],
        ["breaks", "Other"],
      ] as const) {
        const state = yield* stateOf(store, name)
        assert.strictEqual(state.failure?.code, code)
        assert.notProperty(state, "peers")
      }
    }),
  )

  it.effect("polls no more targets at once than it may", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const worlds = Array.from({ length: 10 }, (_, index) => new Scripted(target(`${index}`)))
      let now = 0
      let most = 0
      for (const world of worlds) {
        world.before.set(
          1,
          Effect.gen(function* () {
            now += 1
            most = Math.max(most, now)
            yield* Effect.sleep("1 second")
            now -= 1
          }),
        )
      }
      yield* watching(store, worlds, { concurrency: 3 })
      yield* TestClock.adjust("4 seconds")
      assert.strictEqual(most, 3)
      assert.isTrue(worlds.every(({ asked }) => asked === 1))
    }),
  )

  it.effect("polls the others in time, however many hang", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const hanging = Array.from({ length: 20 }, (_, index) => new Scripted(target(`${index}`)))
      for (const world of hanging) {
        for (let page = 1; page < 100; page += 1) world.before.set(page, Effect.never)
      }
      const well = new Scripted(target("well"))
      yield* watching(store, [...hanging, well], { concurrency: 4 })
      yield* TestClock.adjust("11 seconds")
      assert.strictEqual(well.asked, 1)
      yield* TestClock.adjust("10 minutes")
      assert.isAtLeast(well.asked, 30)
      assert.isTrue(hanging.every(({ asked }) => asked > 9))
    }),
  )

  it.effect(
    "goes on where it was after a restart: when it is due, and with what changed since",
    () =>
      Effect.gen(function* () {
        const store = yield* storing
        const world = new Scripted(target("a"))
        world.peers = [peerOf(1), peerOf(2)]
        yield* Effect.scoped(Effect.andThen(watching(store, [world]), TestClock.adjust(0)))
        world.peers = [peerOf(1, "down"), peerOf(2)]
        yield* watching(store, [world])
        yield* TestClock.adjust("10 seconds")
        assert.strictEqual(world.asked, 1)
        yield* TestClock.adjust("10 seconds")
        assert.isAtLeast(world.asked, 2)
        assert.deepStrictEqual(
          (yield* logAfter(store, 2)).map(({ change }) => change._tag),
          ["BgpChanged"],
        )
      }),
  )

  it.effect(
    "begins anew where the name stands for another region, and goes on where only labels changed",
    () =>
      Effect.gen(function* () {
        const store = yield* storing
        const world = new Scripted(target("a"))
        world.peers = [peerOf(1)]
        yield* Effect.scoped(Effect.andThen(watching(store, [world]), TestClock.adjust(0)))
        const labelled = new Scripted({ ...target("a"), labels: { team: "network" } })
        labelled.peers = world.peers
        yield* Effect.scoped(
          Effect.andThen(watching(store, [labelled]), TestClock.adjust("1 minute")),
        )
        assert.strictEqual((yield* store.range).last, 1)
        assert.deepStrictEqual((yield* stateOf(store, "a")).target, labelled.member.target)
        const elsewhere = new Scripted({ name: "a", region: "us-east-1" })
        elsewhere.peers = [peerOf(2)]
        yield* watching(store, [elsewhere])
        yield* TestClock.adjust("1 minute")
        const [last] = yield* logAfter(store, 1)
        assert.deepInclude(last, { target: elsewhere.member.target, peer: peerOf(2) })
        assert.deepStrictEqual((yield* stateOf(store, "a")).peers, [peerOf(2)])
      }),
  )

  it.effect(
    "asks AWS for nothing while the store can't be written, then writes what it had seen",
    () =>
      Effect.gen(function* () {
        const store = yield* storing
        let isFull = false
        const world = new Scripted(target("a"))
        world.peers = [peerOf(1)]
        yield* watching(
          {
            ...store,
            commit: (commit) =>
              Effect.suspend(() => (isFull ? Effect.fail(full) : store.commit(commit))),
          },
          [world],
        )
        yield* TestClock.adjust("1 minute")
        isFull = true
        world.peers = [peerOf(1, "down")]
        yield* TestClock.adjust("1 minute")
        const { asked } = world
        yield* TestClock.adjust("1 hour")
        assert.strictEqual(world.asked, asked)
        assert.strictEqual((yield* store.range).last, 1)
        isFull = false
        yield* TestClock.adjust("1 minute")
        assert.deepStrictEqual(
          (yield* logAfter(store, 1)).map(({ change }) => change._tag),
          ["BgpChanged"],
        )
        assert.isAbove(world.asked, asked)
      }),
  )

  it.effect("logs once for all targets that the store fails, and that it works again", () =>
    Effect.gen(function* () {
      const store = yield* storing
      let isFull = true
      const lines: Array<unknown> = []
      const logger = Logger.make(({ message }) => lines.push(message))
      const watch = yield* Watch.make().pipe(
        Effect.provideService(MonitorStore.MonitorStore, {
          ...store,
          commit: (commit) =>
            Effect.suspend(() => (isFull ? Effect.fail(full) : store.commit(commit))),
        }),
      )
      for (const name of ["a", "b", "c"]) {
        yield* watch(new Scripted(target(name)).member).pipe(
          Effect.provide(Logger.layer([logger])),
          Effect.forkScoped,
        )
      }
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(lines.flat(), [full.message])
      isFull = false
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(lines.flat(), [full.message, "The store of the monitor works again"])
    }),
  )

  it.effect("logs why a target can't be read, once for each reason, and that it can again", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const world = new Scripted(target("a"))
      const answers = [denied, denied, denied, throttled, throttled, undefined, undefined, denied]
      for (const [index, error] of answers.entries()) {
        if (error !== undefined) world.before.set(index + 1, Effect.fail(error))
      }
      const lines: Array<unknown> = []
      const logger = Logger.make(({ message, logLevel, fiber }) =>
        lines.push(
          `${logLevel} ${message} ${fiber.getRef(References.CurrentLogAnnotations)["target"]}`,
        ),
      )
      const watch = yield* Watch.make({ retries: Schedule.recurs(0) }).pipe(
        Effect.provideService(MonitorStore.MonitorStore, store),
      )
      const run = Effect.provide(watch(world.member), Logger.layer([logger]))
      const fiber = yield* Effect.forkChild(run)
      yield* Effect.repeat(TestClock.adjust("1 second"), { until: () => world.asked === 8 })
      yield* Fiber.interrupt(fiber)
      const isDenied =
        "Warn The target can't be read: UnauthorizedOperation: You are not authorized. a"
      assert.deepStrictEqual(lines, [
        isDenied,
        "Warn The target can't be read: RequestLimitExceeded: Request limit exceeded. a",
        "Info The target can be read again a",
        isDenied,
      ])
      // Whoever starts anew has a log of its own.
      world.before.set(9, Effect.fail(denied))
      yield* Effect.forkChild(run)
      yield* Effect.repeat(TestClock.adjust("1 second"), { until: () => world.asked === 9 })
      assert.deepStrictEqual(lines.slice(4), [isDenied])
    }),
  )

  it.effect("waits for a store that can't be read yet", () =>
    Effect.gen(function* () {
      const store = yield* storing
      let isAway = true
      const world = new Scripted(target("a"))
      yield* watching(
        {
          ...store,
          states: (names) =>
            Effect.suspend(() => (isAway ? Effect.fail(full) : store.states(names))),
        },
        [world],
      )
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual(world.asked, 0)
      isAway = false
      yield* TestClock.adjust("1 minute")
      assert.isAbove(world.asked, 0)
    }),
  )

  it.effect(
    "does not poll a target whose state is damaged until it is mended, and says so once",
    () =>
      Effect.gen(function* () {
        const store = yield* storing
        const broken = new MonitorStore.Damaged({
          target: "a",
          version: 3,
          message: "It is damaged",
        })
        let isDamaged = true
        const damaged = new Scripted(target("a"))
        const well = new Scripted(target("b"))
        const lines: Array<string> = []
        const watch = yield* Watch.make().pipe(
          Effect.provideService(MonitorStore.MonitorStore, {
            ...store,
            states: (names) =>
              Effect.suspend(() =>
                isDamaged && names.includes("a")
                  ? Effect.succeed([Result.fail(broken)])
                  : store.states(names),
              ),
          }),
        )
        yield* Effect.forEach([damaged, well], ({ member }) =>
          Effect.forkScoped(watch(member)),
        ).pipe(
          Effect.provide(
            Logger.layer([
              Logger.make(({ logLevel, message }) => lines.push(`${logLevel} ${String(message)}`)),
            ]),
          ),
        )
        yield* TestClock.adjust("10 minutes")
        assert.deepStrictEqual([damaged.asked, well.asked > 30], [0, true])
        assert.deepStrictEqual(lines, [
          "Error It is damaged. The target is not polled until that is mended",
        ])
        isDamaged = false
        yield* TestClock.adjust("1 minute")
        assert.isAbove(damaged.asked, 0)
        assert.deepStrictEqual(lines.slice(1), [
          "Info What is kept of the target can be read again",
        ])
      }),
  )

  it.effect("says once that another monitor writes to its store, and logs no change twice", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const worlds = ["a", "b"].map((name) => new Scripted(target(name)))
      const linesOfOne = Effect.gen(function* () {
        const lines: Array<string> = []
        const logger = Logger.make(({ logLevel, message }) => lines.push(`${logLevel} ${message}`))
        const watch = yield* Watch.make().pipe(
          Effect.provideService(MonitorStore.MonitorStore, store),
        )
        yield* Effect.forEach(worlds, ({ member }) => Effect.forkScoped(watch(member))).pipe(
          Effect.provide(Logger.layer([logger])),
        )
        return lines
      })
      const first = yield* linesOfOne
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(first, [])
      const second = yield* linesOfOne
      for (const world of worlds) world.peers = [peerOf(1)]
      yield* TestClock.adjust("10 minutes")
      // Of two that poll at the same time, one may always be the first to write.
      assert.isNotEmpty([...first, ...second])
      for (const lines of [first, second]) {
        assert.isAtMost(lines.length, 1)
        for (const line of lines) assert.match(line, /^Warn Another monitor writes to the same/)
      }
      assert.strictEqual((yield* store.range).last, 2)
    }),
  )

  it.effect("reads again what another has written, and goes on from there", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const world = new Scripted(target("a"))
      world.peers = [peerOf(1)]
      yield* watching(store, [world])
      yield* TestClock.adjust("1 second")
      const other = yield* stateOf(store, "a")
      const now = yield* Clock.currentTimeMillis
      yield* store.commit({ state: { ...other, polledAt: now }, changes: [] })
      world.peers = [peerOf(1, "down")]
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* store.range).last, 2)
      assert.isAbove((yield* stateOf(store, "a")).version, 4)
    }),
  )

  it.effect(
    "writes to its end what it has begun to write when it is stopped, and waits for nothing else",
    () =>
      Effect.gen(function* () {
        const store = yield* storing
        const world = new Scripted(target("a"))
        world.peers = [peerOf(1)]
        const slow = new Scripted(target("b"))
        slow.before.set(1, Effect.never)
        const scope = yield* Scope.make()
        yield* watching(
          {
            ...store,
            commit: (commit) => Effect.andThen(Effect.sleep(1000), store.commit(commit)),
          },
          [world, slow],
        ).pipe(Scope.provide(scope))
        yield* TestClock.adjust(0)
        const stopped = yield* Effect.forkChild(Scope.close(scope, Exit.void))
        yield* TestClock.adjust(1000)
        yield* Fiber.join(stopped)
        assert.strictEqual((yield* stateOf(store, "a")).version, 1)
        assert.strictEqual((yield* stateOf(store, "b")).version, 0)
      }),
  )

  it.effect("stops at once while it waits for the store", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const world = new Scripted(target("a"))
      const scope = yield* Scope.make()
      yield* watching({ ...store, commit: () => Effect.fail(full) }, [world]).pipe(
        Scope.provide(scope),
      )
      yield* TestClock.adjust("1 hour")
      yield* Scope.close(scope, Exit.void)
    }),
  )

  it.effect("keeps its pace when the clock is put forward or back, and shows no negative age", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const world = new Scripted(target("a"))
      world.peers = [peerOf(1)]
      const { clock, put } = yield* jumpingClock
      yield* TestClock.setTime(1_000_000_000_000)
      yield* watching(store, [world]).pipe(Effect.provideService(Clock.Clock, clock))
      for (const jump of [0, 86_400_000, -86_400_000, -400 * 86_400_000]) {
        const { asked } = world
        put(jump)
        yield* TestClock.adjust("10 minutes")
        assert.isAtLeast(world.asked - asked, 36)
        assert.isAtMost(world.asked - asked, 45)
        const state = yield* stateOf(store, "a")
        const now = clock.currentTimeMillisUnsafe()
        assert.isAtLeast(TargetState.age(state, now) ?? -1, 0)
        assert.isAtMost(TargetState.age(state, now) ?? 0, 17_000)
        assert.isAtLeast(TargetState.age(state, now - 86_400_000) ?? -1, 0)
      }
      assert.strictEqual((yield* store.range).last, 1)
      // A state from the future is waited for no longer than any other.
      put(0)
      const { asked } = world
      yield* watching(store, [world]).pipe(Effect.provideService(Clock.Clock, clock))
      yield* TestClock.adjust("3 minutes")
      assert.isAbove(world.asked, asked)
    }),
  )
})
