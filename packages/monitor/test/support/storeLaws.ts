/**
 * The laws of `MonitorStore`, for any of them: what was committed is there, whole, once
 * and in order, whoever else writes and whatever is broken off.
 */
import { assert, describe, it } from "@effect/vitest"
import { PeerChange } from "@route-server/core"
import { type ChangeRecord, type MonitorStore, TargetState } from "@route-server/monitor"
import { Generators } from "@route-server/testing"
import { Effect, Exit, Fiber, Scope } from "effect"
import { Statement } from "effect/sql"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { changesOf, labelOf, nth, target } from "./changes.ts"
import { statesOf } from "./statesOf.ts"

export type Store = MonitorStore.MonitorStore["Service"]

/** A store that holds nothing yet, and can be opened by more than one. */
export interface Subject<E> {
  readonly fresh: Effect.Effect<
    { readonly open: Effect.Effect<Store, MonitorStore.StoreError, Scope.Scope> },
    E,
    Scope.Scope
  >
  readonly numRuns: number
}

/** All that the log has after a place, read a few at a time. */
export const logAfter = Effect.fnUntraced(function* (store: Store, after = 0, limit = 7) {
  const log: Array<ChangeRecord.ChangeRecord> = []
  while (true) {
    const part = yield* store.changes({ after: log.at(-1)?.sequence ?? after, limit })
    assert.isAtMost(part.length, limit)
    log.push(...part)
    if (part.length === 0) return log
  }
})

const anyState = (): fc.Arbitrary<TargetState.TargetState> => {
  const time = fc.nat({ max: 4_000_000_000_000 })
  const count = fc.nat()
  const text = Generators.text()
  const name = fc.string({ minLength: 1 }).filter((each) => !each.includes("\0"))
  const history = fc.record({
    seenSince: time,
    stateSince: time,
    bgpSince: time,
    bfdSince: time,
    bgpChanges: count,
    bfdChanges: count,
  })
  const failure = fc.record({ code: text, message: text, since: time, polls: count })
  const peers = fc.uniqueArray(Generators.peer({ unknownMembers: true }), {
    selector: ({ RouteServerPeerId }) => RouteServerPeerId,
    maxLength: 5,
  })
  return fc.record(
    {
      target: fc.record(
        {
          name,
          region: fc.constantFrom("eu-west-1", "us-east-1"),
          account: fc.constant("111122223333"),
          labels: fc.dictionary(fc.string(), text, { maxKeys: 3 }),
        },
        { requiredKeys: ["name", "region"] },
      ),
      version: fc.constant(0),
      peers,
      history: fc.dictionary(fc.string(), history, { maxKeys: 3 }),
      unreadable: fc.array(
        fc.record({ routeServerPeerId: text, message: text }, { requiredKeys: ["message"] }),
        { maxLength: 2 },
      ),
      polledAt: time,
      succeededAt: time,
      nextPollAt: time,
      pollMillis: time,
      failure,
      errors: fc.dictionary(fc.string(), count, { maxKeys: 3 }),
    },
    { requiredKeys: ["target", "version", "history", "unreadable", "errors"] },
  )
}

const anyChanges = (): fc.Arbitrary<MonitorStore.Commit["changes"]> =>
  fc.array(
    fc
      .tuple(
        fc.nat({ max: 4_000_000_000_000 }),
        Generators.peer({ unknownMembers: true }),
        Generators.peer({ unknownMembers: true }),
      )
      .chain(([at, before, after]) =>
        fc.constantFrom(...PeerChange.diff([before], [after])).map((change) => ({
          at,
          change,
          peer: after,
        })),
      ),
    { maxLength: 4 },
  )

/** Breaks off before its n-th statement, as a process does that is killed there. */
const brokenOffAt = (n: number) => {
  let statements = 0
  return Effect.provideService(Statement.CurrentTransformer, (statement) =>
    Effect.suspend(() => {
      statements += 1
      return statements === n ? Effect.interrupt : Effect.succeed(statement)
    }),
  )
}

const WRITERS = 3
const TARGETS = ["a", "b"]

type Step =
  | { readonly _tag: "Read"; readonly writer: number; readonly target: string }
  | {
      readonly _tag: "Commit"
      readonly writer: number
      readonly target: string
      readonly changes: number
      readonly brokenOffAt: number | undefined
    }
  | { readonly _tag: "Restart"; readonly writer: number }
  | { readonly _tag: "Follow"; readonly writer: number; readonly limit: number }
  | { readonly _tag: "Advance"; readonly reader: string; readonly by: number }

const steps = (): fc.Arbitrary<ReadonlyArray<Step>> => {
  const writer = fc.nat({ max: WRITERS - 1 })
  const of = fc.constantFrom(...TARGETS)
  const commit = fc.record({
    _tag: fc.constant("Commit" as const),
    writer,
    target: of,
    changes: fc.oneof(fc.constant(0), fc.nat({ max: 5 })),
    brokenOffAt: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 3 }),
  })
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: commit },
      {
        weight: 3,
        arbitrary: fc.record({ _tag: fc.constant("Read" as const), writer, target: of }),
      },
      { weight: 1, arbitrary: fc.record({ _tag: fc.constant("Restart" as const), writer }) },
      {
        weight: 2,
        arbitrary: fc.record({
          _tag: fc.constant("Follow" as const),
          writer,
          limit: fc.integer({ min: 1, max: 4 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          _tag: fc.constant("Advance" as const),
          reader: fc.constantFrom("x", "y"),
          by: fc.integer({ min: -3, max: 3 }),
        }),
      },
    ),
    { maxLength: 40 },
  )
}

const opened = Effect.fnUntraced(function* (
  open: Effect.Effect<Store, MonitorStore.StoreError, Scope.Scope>,
) {
  const scope = yield* Scope.fork(yield* Effect.scope)
  const store = yield* Scope.provide(open, scope)
  return { store, close: Scope.close(scope, Exit.void) }
})

const at = <A>(items: ReadonlyArray<A>, index: number): A => {
  const item = items[index]
  if (item === undefined) throw new Error(`there is no ${index}`)
  return item
}

/** What a store is to do, in the plainest way. */
class Model {
  readonly states = new Map<string, TargetState.TargetState>()
  readonly log: Array<string> = []
  readonly cursors = new Map<string, number>()
}

/**
 * Several writers, each of whom knows what it has read and may be behind, a reader
 * that follows the log through any of them, and everything that may be broken off.
 */
const interleaved = Effect.fnUntraced(function* <E>(subject: Subject<E>, all: ReadonlyArray<Step>) {
  const { open } = yield* subject.fresh
  const model = new Model()
  const writers = yield* Effect.forEach(Array.from({ length: WRITERS }), () => opened(open))
  const known = writers.map(() => new Map<string, TargetState.TargetState>())
  const followed: Array<string | undefined> = []
  let after = 0
  let label = 0
  for (const step of all) {
    if (step._tag === "Advance") {
      const cursor = model.cursors.get(step.reader) ?? 0
      const sequence = Math.max(0, cursor + step.by)
      yield* at(writers, 0).store.advance(step.reader, sequence)
      model.cursors.set(step.reader, Math.max(cursor, sequence))
      assert.strictEqual(
        yield* at(writers, 1).store.cursor(step.reader),
        model.cursors.get(step.reader),
      )
      continue
    }
    const { store } = at(writers, step.writer)
    const states = at(known, step.writer)
    switch (step._tag) {
      case "Read": {
        const [state] = yield* statesOf(store, [step.target])
        assert.deepStrictEqual(state, model.states.get(step.target))
        if (state !== undefined) states.set(step.target, state)
        break
      }
      case "Commit": {
        label += 1
        const state = states.get(step.target) ?? TargetState.unknown(target(step.target))
        const isCurrent = state.version === (model.states.get(step.target)?.version ?? 0)
        const changes = changesOf(`${label}`, step.changes)
        const peers = step.changes > 0 ? [nth(label)] : (state.peers ?? [])
        const next = { ...state, peers, polledAt: label }
        const exit = yield* store
          .commit({ state: next, changes })
          .pipe(
            step.brokenOffAt === undefined ? (self) => self : brokenOffAt(step.brokenOffAt),
            Effect.forkChild,
            Effect.flatMap(Fiber.await),
          )
        if (Exit.isSuccess(exit)) {
          assert.isTrue(isCurrent)
          assert.deepStrictEqual(exit.value, { ...next, version: state.version + 1 })
          states.set(step.target, exit.value)
          model.states.set(step.target, exit.value)
          model.log.push(...changes.map((change) => labelOf(change) ?? ""))
        } else if (!Exit.hasInterrupts(exit)) {
          assert.isFalse(isCurrent)
          const failure = yield* Effect.flip(exit)
          assert.deepInclude(failure, {
            _tag: "Fenced",
            target: step.target,
            expected: state.version,
          })
        }
        break
      }
      case "Restart":
        yield* at(writers, step.writer).close
        writers[step.writer] = yield* opened(open)
        states.clear()
        break
      case "Follow":
        for (const record of yield* store.changes({ after, limit: step.limit })) {
          assert.isAbove(record.sequence, after)
          after = record.sequence
          followed.push(labelOf(record))
        }
        assert.deepStrictEqual(followed, model.log.slice(0, followed.length))
        break
    }
  }
  const { store } = at(writers, 0)
  assert.deepStrictEqual(
    yield* store.versions,
    new Map([...model.states].map(([name, { version }]) => [name, version])),
  )
  const log = yield* logAfter(store)
  assert.deepStrictEqual(log.map(labelOf), model.log)
  assert.deepStrictEqual(
    log.map(({ sequence }) => sequence),
    model.log.map((_, index) => index + 1),
  )
  assert.strictEqual(new Set(log.map(({ id }) => id)).size, log.length)
  assert.deepStrictEqual(yield* store.range, { first: 1, last: model.log.length })
  yield* Effect.forEach(writers, ({ close }) => close)
})

/** Many at once, each with a client of its own, while others read: nobody misses or repeats anything. */
const atOnce = Effect.fnUntraced(function* <E>(subject: Subject<E>) {
  const { open } = yield* subject.fresh
  const names = ["a", "b", "c", "d"]
  const commits = 12
  const done = { writers: 0 }
  const write = Effect.fnUntraced(function* (name: string) {
    const store = yield* open
    let state = TargetState.unknown(target(name))
    for (let commit = 0; commit < commits; commit += 1) {
      state = yield* store.commit({ state, changes: changesOf(`${name}${commit}`, commit % 3) })
    }
    done.writers += 1
  }, Effect.scoped)
  const follow = Effect.fnUntraced(function* () {
    const store = yield* open
    const seen: Array<ChangeRecord.ChangeRecord> = []
    while (true) {
      const isLast = done.writers === names.length
      const part = yield* store.changes({ after: seen.at(-1)?.sequence ?? 0, limit: 5 })
      seen.push(...part)
      if (isLast && part.length === 0) return seen
      yield* Effect.yieldNow
    }
  }, Effect.scoped)
  const [, followed] = yield* Effect.all(
    [
      Effect.forEach(names, write, { concurrency: "unbounded", discard: true }),
      Effect.forEach([1, 2], follow, { concurrency: "unbounded" }),
    ],
    { concurrency: "unbounded" },
  )
  const log = yield* logAfter(yield* open)
  for (const seen of followed) assert.deepStrictEqual(seen, log)
  for (const name of names) {
    assert.deepStrictEqual(
      log.filter((each) => each.target.name === name).map(labelOf),
      Array.from({ length: commits }, (_, commit) =>
        changesOf(`${name}${commit}`, commit % 3).map(labelOf),
      ).flat(),
    )
  }
})

/** One of several who have read the same version writes, and the others are told so. */
const oneWins = Effect.fnUntraced(function* <E>(subject: Subject<E>) {
  const { open } = yield* subject.fresh
  const stores = yield* Effect.all([open, open, open, open])
  let state = TargetState.unknown(target("a"))
  for (let round = 1; round <= 5; round += 1) {
    const exits = yield* Effect.forEach(
      stores,
      (store, index) =>
        Effect.exit(store.commit({ state, changes: changesOf(`${round}.${index}`, 1) })),
      { concurrency: "unbounded" },
    )
    const won = exits.filter(Exit.isSuccess)
    assert.strictEqual(won.length, 1)
    for (const lost of exits.filter(Exit.isFailure)) {
      assert.deepInclude(yield* Effect.flip(lost), { _tag: "Fenced", expected: round - 1 })
    }
    state = at(won, 0).value
    assert.strictEqual((yield* logAfter(at(stores, 0))).length, round)
  }
})

const DAY = 86_400_000

/** What was seen on these days, in the order of the log. */
const logOf = Effect.fnUntraced(function* <E>(subject: Subject<E>, days: ReadonlyArray<number>) {
  const { open } = yield* subject.fresh
  const store = yield* open
  yield* store.commit({
    state: TargetState.unknown(target("a")),
    changes: days.map((day) => ({ ...at(changesOf("x", 1), 0), at: day * DAY })),
  })
  return store
})

const places = (store: Store) =>
  Effect.map(logAfter(store), (log) => log.map((each) => each.sequence))

const NO_HISTORY: TargetState.PeerHistory = {
  seenSince: 0,
  stateSince: 0,
  bgpSince: 0,
  bfdSince: 0,
  bgpChanges: 0,
  bfdChanges: 0,
}

const property = <A>(law: fc.IAsyncProperty<A>, numRuns: number) =>
  Effect.promise(() => fc.assert(law, { numRuns }))

export const storeLaws = <E>(name: string, subject: Subject<E>): void => {
  const { fresh, numRuns } = subject
  describe(name, () => {
    it.effect("is empty at first", () =>
      Effect.gen(function* () {
        const store = yield* (yield* fresh).open
        assert.deepStrictEqual(yield* store.versions, new Map())
        assert.deepStrictEqual(yield* statesOf(store, ["a"]), [])
        assert.deepStrictEqual(yield* statesOf(store, []), [])
        assert.deepStrictEqual(yield* store.changes({ after: 0, limit: 10 }), [])
        assert.deepStrictEqual(yield* store.range, { first: 1, last: 0 })
        assert.isUndefined(yield* store.cursor("x"))
        yield* store.advance("x", 0)
        assert.strictEqual(yield* store.cursor("x"), 0)
        yield* store.expire({ before: Number.MAX_SAFE_INTEGER })
        assert.deepStrictEqual(yield* store.range, { first: 1, last: 0 })
      }),
    )

    it.effect("gives back whatever is committed, and tells each state of another", () =>
      property(
        fc.asyncProperty(fc.array(fc.tuple(anyState(), anyChanges()), { maxLength: 4 }), (all) =>
          Effect.gen(function* () {
            const { open } = yield* fresh
            const store = yield* open
            const states = new Map<string, TargetState.TargetState>()
            const log: Array<unknown> = []
            for (const [given, changes] of all) {
              const state = { ...given, version: states.get(given.target.name)?.version ?? 0 }
              const written = yield* store.commit({ state, changes })
              assert.deepStrictEqual(written, { ...state, version: state.version + 1 })
              states.set(given.target.name, written)
              log.push(...changes.map((change) => ({ ...change, target: given.target })))
            }
            const again = yield* open
            const names = [...states.keys()].sort()
            const found = yield* statesOf(again, [...names, "never polled"])
            assert.deepStrictEqual(
              found.toSorted((a, b) => (a.target.name < b.target.name ? -1 : 1)),
              names.flatMap((each) => states.get(each) ?? []),
            )
            const read = yield* logAfter(again)
            assert.deepStrictEqual(
              read.map(({ sequence: _, id: __, ...rest }) => rest),
              log,
            )
            assert.deepStrictEqual(yield* logAfter(store), read)
          }).pipe(Effect.scoped, Effect.runPromise),
        ),
        numRuns,
      ),
    )

    it.effect("writes a snapshot again when its peers or their history are others", () =>
      Effect.gen(function* () {
        const { open } = yield* fresh
        const store = yield* open
        const peers = [nth(1)]
        const history = { [nth(1).RouteServerPeerId]: { ...NO_HISTORY, bgpChanges: 1 } }
        const first = { ...TargetState.unknown(target("a")), peers }
        const states = [
          first,
          { ...first, polledAt: 1 },
          { ...first, history },
          { ...first, peers: [nth(2)], history },
          { ...first, peers: [nth(2)], history, polledAt: 2 },
          { ...first, unreadable: [{ message: "no form" }] },
          { ...first, unreadable: [] },
          { ...TargetState.unknown(target("a")), history },
        ]
        let version = 0
        for (const state of states) {
          const written = yield* store.commit({ state: { ...state, version }, changes: [] })
          version = written.version
          assert.deepStrictEqual(yield* statesOf(yield* open, ["a"]), [written])
        }
      }),
    )

    it.effect("tells apart what it has written of what others have", () =>
      Effect.gen(function* () {
        const { open } = yield* fresh
        const [one, other] = yield* Effect.all([open, open])
        const state = { ...TargetState.unknown(target("a")), peers: [nth(1)] }
        const mine = yield* one.commit({ state, changes: [] })
        const theirs = yield* other.commit({
          state: { ...mine, peers: [nth(2)], polledAt: 1 },
          changes: [],
        })
        // Who writes on an older version is refused, whether or not its peers are others.
        for (const stale of [mine, { ...mine, peers: [nth(3)] }]) {
          const error = yield* Effect.flip(one.commit({ state: stale, changes: [] }))
          assert.strictEqual(error._tag, "Fenced")
        }
        assert.deepStrictEqual(yield* statesOf(one, ["a"]), [theirs])
        const again = yield* one.commit({
          state: { ...mine, version: theirs.version },
          changes: [],
        })
        assert.deepStrictEqual(yield* statesOf(other, ["a"]), [again])
      }),
    )

    it.effect("notes how far a reader has come, and never that it went back", () =>
      Effect.gen(function* () {
        const { open } = yield* fresh
        const [one, other] = yield* Effect.all([open, open])
        yield* one.advance("x", 7)
        yield* other.advance("x", 3)
        yield* other.advance("y", 2)
        assert.strictEqual(yield* one.cursor("x"), 7)
        yield* other.advance("x", 8)
        assert.strictEqual(yield* one.cursor("x"), 8)
        assert.strictEqual(yield* one.cursor("y"), 2)
      }),
    )

    it.effect("holds what a model holds, however writers, readers and accidents interleave", () =>
      property(
        fc.asyncProperty(steps(), (all) =>
          interleaved(subject, all).pipe(Effect.scoped, Effect.runPromise),
        ),
        numRuns,
      ),
    )

    it.effect("lets one of several write who have read the same", () =>
      Effect.scoped(oneWins(subject)),
    )

    it.live("shows everybody each change once and in order, while many write", () =>
      Effect.scoped(atOnce(subject)),
    )

    it.effect("takes a target with 2,000 peers", () =>
      Effect.gen(function* () {
        const store = yield* (yield* fresh).open
        const changes = changesOf("x", 2_000)
        const state = {
          ...TargetState.unknown(target("a")),
          peers: changes.map(({ peer }) => peer),
        }
        const written = yield* store.commit({ state, changes })
        assert.deepStrictEqual(yield* statesOf(store, ["a"]), [written])
        assert.deepStrictEqual((yield* logAfter(store, 0, 900)).map(labelOf), changes.map(labelOf))
      }),
    )

    it.effect("drops changes that are old, from the beginning on", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(100 * DAY)
        const store = yield* logOf(subject, [90, 91, 92, 91, 93])
        yield* store.expire({ before: 90 * DAY })
        assert.deepStrictEqual(yield* places(store), [1, 2, 3, 4, 5])
        yield* store.expire({ before: 92 * DAY })
        assert.deepStrictEqual(yield* places(store), [3, 4, 5])
        assert.deepStrictEqual(yield* store.range, { first: 3, last: 5 })
        yield* store.expire({ before: 94 * DAY })
        assert.deepStrictEqual(yield* store.range, { first: 6, last: 5 })
        const [state] = yield* statesOf(store, ["a"])
        yield* store.commit({
          state: state ?? TargetState.unknown(target("a")),
          changes: changesOf("y", 1),
        })
        assert.deepStrictEqual(yield* places(store), [6])
      }),
    )

    it.effect(
      "is not kept from it by a clock that was ahead, nor driven by one that was behind",
      () =>
        Effect.gen(function* () {
          yield* TestClock.setTime(100 * DAY)
          const ahead = yield* logOf(subject, [90, 9_000, 91, 95])
          yield* ahead.expire({ before: 94 * DAY })
          assert.deepStrictEqual(yield* places(ahead), [4])
          const behind = yield* logOf(subject, [95, 1, 96])
          yield* behind.expire({ before: 94 * DAY })
          assert.deepStrictEqual(yield* places(behind), [1, 2, 3])
        }),
    )

    it.effect("drops no more than was seen within so long of the first change, if it is told", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(1000 * DAY)
        const store = yield* logOf(subject, [80, 80.5, 79, 9_000, 81, 90, 91])
        const clear = store.expire({ before: 1000 * DAY, span: DAY })
        yield* clear
        assert.deepStrictEqual(yield* places(store), [5, 6, 7])
        yield* clear
        assert.deepStrictEqual(yield* places(store), [6, 7])
        yield* store.expire({ before: 90 * DAY, span: 1000 * DAY })
        assert.deepStrictEqual(yield* places(store), [6, 7])
        yield* store.expire({ before: 1000 * DAY })
        assert.deepStrictEqual(yield* places(store), [])
        yield* clear
      }),
    )

    it.effect("keeps what a reader has not come to, for a week longer", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(100 * DAY)
        const store = yield* logOf(subject, [80, 90, 91, 92])
        yield* store.advance("slow", 2)
        yield* store.advance("fast", 4)
        yield* store.expire({ before: 95 * DAY })
        assert.deepStrictEqual(yield* places(store), [3, 4])
        yield* store.expire({ before: 98 * DAY + 1, span: DAY })
        assert.deepStrictEqual(yield* places(store), [4])
        yield* store.advance("slow", 4)
        yield* store.expire({ before: 95 * DAY })
        assert.deepStrictEqual(yield* places(store), [])
      }),
    )
  })
}
