import { assert, describe, it } from "@effect/vitest"
import { Fleet, PeerSource } from "@route-server/core"
import { MonitorStore, MonitorView, SqlMonitorStore, TargetState } from "@route-server/monitor"
import { Context, Effect, Fiber, Layer, Option, Queue, Result, Stream } from "effect"
import { TestClock } from "effect/testing"
import { changesOf, target } from "./support/changes.ts"
import type { Store } from "./support/storeLaws.ts"

const member = (name: string): Fleet.Member => ({
  target: target(name),
  source: PeerSource.PeerSource.of({ describe: () => Effect.never }),
})

const fleet = Layer.succeed(Fleet.Fleet, { members: [member("b"), member("a")] })

const storing = Effect.map(
  Layer.build(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
  Context.get(MonitorStore.MonitorStore),
)

/** The same database, written by somebody else: nothing is heard of its commits. */
const silently = (store: Store): Store => ({ ...store, commits: Stream.never })

const viewing = (store: Store) =>
  MonitorView.layer().pipe(
    Layer.provide([fleet, Layer.succeed(MonitorStore.MonitorStore, store)]),
    Layer.build,
    Effect.map(Context.get(MonitorView.MonitorView)),
  )

const unknown = (name: string) => TargetState.unknown(target(name))

/** Lets all go on that waits for no time. */
const settled = TestClock.adjust(0)

describe("MonitorView", () => {
  it.effect("shows targets in the order of the fleet, also those that were never polled", () =>
    Effect.gen(function* () {
      const view = yield* viewing(yield* storing)
      assert.deepStrictEqual(yield* view.current, {
        targets: [unknown("b"), unknown("a")],
        sequence: 0,
      })
    }),
  )

  it.effect("shows what this process writes at once", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const view = yield* viewing(store)
      yield* settled
      const state = yield* store.commit({ state: unknown("a"), changes: changesOf("x", 2) })
      yield* settled
      assert.deepStrictEqual(yield* view.current, { targets: [unknown("b"), state], sequence: 2 })
    }),
  )

  it.effect("shows what others write within a second", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const view = yield* viewing(silently(store))
      yield* settled
      const state = yield* store.commit({ state: unknown("a"), changes: changesOf("x", 2) })
      yield* settled
      assert.strictEqual((yield* view.current).sequence, 0)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* view.current, { targets: [unknown("b"), state], sequence: 2 })
    }),
  )

  it.effect("shows the newer of what it heard and what it read", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const state = yield* store.commit({ state: unknown("a"), changes: [] })
      const view = yield* viewing({
        ...store,
        // Was read before what it brings is overtaken.
        states: (names) => Effect.tap(store.states(names), Effect.sleep(500)),
      })
      yield* settled
      const newer = yield* store.commit({ state, changes: [] })
      yield* TestClock.adjust(700)
      assert.deepStrictEqual((yield* view.current).targets[1], newer)
    }),
  )

  it.effect("tells who is slow the latest only, and who comes what is known", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const view = yield* viewing(store)
      const seen: Array<number> = []
      yield* view.updates.pipe(
        Stream.runForEach(({ sequence }) => {
          seen.push(sequence)
          return Effect.sleep("1 minute")
        }),
        Effect.forkChild,
      )
      yield* settled
      let state = unknown("a")
      for (let commit = 0; commit < 5; commit += 1) {
        state = yield* store.commit({ state, changes: changesOf("x", 1) })
        yield* TestClock.adjust("1 second")
      }
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(seen, [0, 5])
      const late = yield* Stream.runHead(view.updates)
      assert.strictEqual(Option.getOrThrow(late).sequence, 5)
    }),
  )

  it.effect("tells changes from a place on, those that are kept and those to come, each once", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const first = yield* store.commit({ state: unknown("a"), changes: changesOf("x", 3) })
      const view = yield* viewing(store)
      const seen: Array<number> = []
      const following = yield* view.changes(1).pipe(
        Stream.runForEach(({ sequence }) => Effect.sync(() => seen.push(sequence))),
        Effect.forkChild,
      )
      yield* settled
      assert.deepStrictEqual(seen, [2, 3])
      let state = first
      for (let commit = 0; commit < 3; commit += 1) {
        state = yield* store.commit({ state, changes: changesOf("x", 2) })
      }
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(seen, [2, 3, 4, 5, 6, 7, 8, 9])
      yield* Fiber.interrupt(following)
    }),
  )

  it.effect("holds little of a long log for a reader that takes nothing more", () =>
    Effect.gen(function* () {
      const store = yield* storing
      yield* store.commit({ state: unknown("a"), changes: changesOf("x", 1000) })
      let read = 0
      const view = yield* viewing({
        ...store,
        changes: (options) =>
          Effect.tap(store.changes(options), (changes) =>
            Effect.sync(() => {
              read += changes.length
            }),
          ),
      })
      const first = yield* Stream.runHead(view.changes(0))
      assert.strictEqual(Option.getOrThrow(first).sequence, 1)
      assert.isAtMost(read, 100)
      const all = yield* view.changes(0).pipe(Stream.take(1000), Stream.runCollect)
      assert.deepStrictEqual(
        all.map(({ sequence }) => sequence),
        Array.from({ length: 1000 }, (_, at) => at + 1),
      )
    }),
  )

  it.effect("waits for more where all that the log had is gone", () =>
    Effect.gen(function* () {
      const store = yield* storing
      yield* TestClock.setTime(1_000_000)
      const state = yield* store.commit({ state: unknown("a"), changes: changesOf("x", 3) })
      yield* store.expire({ before: 1000 })
      const view = yield* viewing(store)
      const next = yield* Effect.forkChild(Stream.runHead(view.changes(0)))
      yield* TestClock.adjust("1 second")
      yield* store.commit({ state, changes: changesOf("y", 1) })
      yield* TestClock.adjust("1 second")
      assert.strictEqual(Option.getOrThrow(yield* Fiber.join(next)).sequence, 4)
    }),
  )

  it.effect("shows why the store can't be read, since when, and what was known; then goes on", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const failure = new MonitorStore.StoreError({ message: "it is away", isRetryable: true })
      let isAway = false
      const orAway = <A, E>(effect: Effect.Effect<A, E>) =>
        Effect.suspend(
          (): Effect.Effect<A, E | MonitorStore.StoreError> =>
            isAway ? Effect.fail(failure) : effect,
        )
      const view = yield* viewing({
        ...store,
        commits: Stream.never,
        versions: orAway(store.versions),
        range: orAway(store.range),
        states: (targets) => orAway(store.states(targets)),
        changes: (options) => orAway(store.changes(options)),
      })
      const state = yield* store.commit({ state: unknown("a"), changes: changesOf("x", 1) })
      const seen: Array<number> = []
      yield* view.changes(0).pipe(
        Stream.runForEach(({ sequence }) => Effect.sync(() => seen.push(sequence))),
        Effect.forkChild,
      )
      yield* TestClock.adjust("1 second")
      isAway = true
      yield* TestClock.adjust("10 seconds")
      const storeFailure = { message: "it is away", since: 2000, monotonicSince: 2000 }
      const shown = { targets: [unknown("b"), state], sequence: 1 }
      assert.deepStrictEqual(yield* view.current, { ...shown, storeFailure })
      yield* store.commit({ state, changes: changesOf("y", 1) })
      isAway = false
      yield* TestClock.adjust("20 seconds")
      assert.deepStrictEqual(seen, [1, 2])
      assert.notProperty(yield* view.current, "storeFailure")
    }),
  )

  it.effect("shows that this process can't write, until it can", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const commits =
        yield* Queue.unbounded<Result.Result<TargetState.TargetState, MonitorStore.StoreError>>()
      const view = yield* viewing({ ...store, commits: Stream.fromQueue(commits) })
      yield* TestClock.adjust("10 seconds")
      const fail = (message: string) =>
        Queue.offer(
          commits,
          Result.fail(new MonitorStore.StoreError({ message, isRetryable: true })),
        )
      yield* fail("the disk is full")
      yield* TestClock.adjust("10 seconds")
      yield* fail("the disk fails")
      yield* TestClock.adjust("10 seconds")
      assert.deepStrictEqual((yield* view.current).storeFailure, {
        message: "the disk fails",
        since: 10_000,
        monotonicSince: 10_000,
      })
      const told = Option.getOrThrow(yield* Stream.runHead(view.updates))
      assert.strictEqual(told.storeFailure?.message, "the disk fails")
      yield* Queue.offer(commits, Result.succeed({ ...unknown("a"), version: 1 }))
      yield* settled
      assert.notProperty(yield* view.current, "storeFailure")
    }),
  )

  it.effect("shows a target whose state is damaged as one that can't be read, and all others", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const broken = new MonitorStore.Damaged({ target: "a", version: 3, message: "no JSON" })
      let isDamaged = true
      const view = yield* viewing({
        ...silently(store),
        versions: Effect.map(store.versions, (versions) =>
          isDamaged ? new Map([...versions, ["a", 3]]) : versions,
        ),
        states: (names) =>
          Effect.map(store.states(names), (states) =>
            isDamaged && names.includes("a") ? [Result.fail(broken), ...states] : states,
          ),
      })
      const b = yield* store.commit({ state: unknown("b"), changes: changesOf("x", 1) })
      yield* TestClock.adjust("2 seconds")
      const shown = yield* view.current
      assert.notProperty(shown, "storeFailure")
      assert.deepStrictEqual(shown.targets, [
        b,
        {
          ...unknown("a"),
          version: 3,
          failure: { code: "StateDamaged", message: "no JSON", since: 0, polls: 0 },
        },
      ])
      isDamaged = false
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual((yield* view.current).targets, [b, unknown("a")])
    }),
  )

  it.effect("begins anew where the store was emptied, or a name stands for something else", () =>
    Effect.gen(function* () {
      const store = yield* storing
      const empty = yield* storing
      let current = store
      const view = yield* viewing({
        ...store,
        commits: Stream.never,
        versions: Effect.suspend(() => current.versions),
        range: Effect.suspend(() => current.range),
        states: (targets) => current.states(targets),
      })
      const elsewhere = { ...unknown("b"), target: { name: "b", region: "us-east-1" } }
      yield* store.commit({ state: { ...elsewhere, polledAt: 1 }, changes: [] })
      yield* store.commit({ state: unknown("a"), changes: changesOf("x", 1) })
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(
        (yield* view.current).targets.map(({ version }) => version),
        [1, 1],
      )
      assert.notProperty((yield* view.current).targets[0], "polledAt")
      current = empty
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* view.current, {
        targets: [unknown("b"), unknown("a")],
        sequence: 0,
      })
    }),
  )
})
