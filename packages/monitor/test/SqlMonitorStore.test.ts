import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { NodeSqlite, SqlMonitorStore, TargetState } from "@route-server/monitor"
import { Context, Effect, Layer, Logger, Result } from "effect"
import { SqlClient } from "effect/sql"
import { MonitorStore } from "../src/MonitorStore.ts"
import { changesOf, labelOf, target } from "./support/changes.ts"
import { statesOf } from "./support/statesOf.ts"
import { logAfter, storeLaws } from "./support/storeLaws.ts"

const program = fileURLToPath(new URL("support/writeStore.ts", import.meta.url))

const opening = (filename: string) =>
  Layer.build(SqlMonitorStore.layerSqlite({ filename })).pipe(Effect.map(Context.get(MonitorStore)))

const temporary = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "route-server-store-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
)

/** The store of a file, with the client that it uses. */
const openingBoth = (filename: string, busyTimeout?: number) =>
  Layer.build(
    SqlMonitorStore.layer().pipe(Layer.provideMerge(NodeSqlite.layer({ filename, busyTimeout }))),
  ).pipe(
    Effect.map((context) => ({
      store: Context.get(context, MonitorStore),
      sql: Context.get(context, SqlClient.SqlClient),
    })),
  )

const commitOf = (count: number, version = 0) => ({
  state: { ...TargetState.unknown(target("a")), version },
  changes: changesOf("x", count),
})

storeLaws("SqlMonitorStore in memory", {
  fresh: Effect.map(opening(":memory:"), (store) => ({ open: Effect.succeed(store) })),
  numRuns: 40,
})

storeLaws("SqlMonitorStore in a file of SQLite", {
  fresh: Effect.map(temporary, (path) => ({ open: opening(join(path, "monitor.db")) })),
  numRuns: 20,
})

describe("SqlMonitorStore says what is wrong", () => {
  it.effect("with a file in a directory that is not there", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "no", "monitor.db")
      const error = yield* Effect.flip(Effect.scoped(opening(filename)))
      assert.deepInclude(error, {
        _tag: "StoreError",
        isRetryable: false,
        message: `The store of the monitor can't be used: the file can't be opened: its directory has to exist and to permit it (${filename}: unable to open database file)`,
      })
    }),
  )

  it.effect("with a file that is no database", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "text")
      yield* Effect.promise(() => writeFile(filename, "This is no database. ".repeat(100)))
      const error = yield* Effect.flip(Effect.scoped(opening(filename)))
      assert.isFalse(error.isRetryable)
      assert.include(error.message, "the file is no SQLite database")
      assert.include(error.message, filename)
    }),
  )

  it.effect("with a file that is damaged", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "monitor.db")
      yield* Effect.scoped(
        Effect.flatMap(opening(filename), (store) => store.commit(commitOf(500))),
      )
      const bytes = yield* Effect.promise(() => readFile(filename))
      bytes.fill(0x5a, 8192)
      yield* Effect.promise(() => writeFile(filename, bytes))
      const error = yield* Effect.flip(
        Effect.scoped(Effect.flatMap(opening(filename), (store) => logAfter(store))),
      )
      assert.isFalse(error.isRetryable)
      assert.include(error.message, "the file is damaged")
    }),
  )

  it.effect("with a disk that is full, and goes on when it is not", () =>
    Effect.gen(function* () {
      const { store, sql } = yield* openingBoth(join(yield* temporary, "monitor.db"))
      yield* sql`PRAGMA max_page_count = 20`
      const error = yield* Effect.flip(store.commit(commitOf(500)))
      assert.deepInclude(error, { _tag: "StoreError", isRetryable: true })
      assert.include(error.message, "the disk is full")
      assert.deepStrictEqual(yield* store.range, { first: 1, last: 0 })
      assert.deepStrictEqual(yield* store.versions, new Map())
      yield* sql`PRAGMA max_page_count = 20000`
      yield* store.commit(commitOf(500))
    }),
  )

  it.effect("with a file that can't be written", () =>
    Effect.gen(function* () {
      const { store, sql } = yield* openingBoth(join(yield* temporary, "monitor.db"))
      yield* sql`PRAGMA query_only = 1`
      const error = yield* Effect.flip(store.commit(commitOf(0)))
      assert.deepInclude(error, { _tag: "StoreError", isRetryable: false })
      assert.include(error.message, "can't be written")
    }),
  )

  it.live("with a file that another process keeps locked", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "monitor.db")
      const { store } = yield* openingBoth(filename, 30)
      const { sql } = yield* openingBoth(filename)
      const error = yield* sql.withTransaction(Effect.flip(store.commit(commitOf(1))))
      assert.deepInclude(error, { _tag: "StoreError", isRetryable: true })
      assert.include(error.message, "another process has kept the file locked")
      yield* store.commit(commitOf(1))
    }),
  )

  it.effect("with tables of a newer version, and leaves them alone", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "monitor.db")
      const { sql } = yield* openingBoth(filename)
      yield* sql`INSERT INTO monitor_migrations (migration_id, name) VALUES (7, 'later')`
      const error = yield* Effect.flip(Effect.scoped(opening(filename)))
      assert.isFalse(error.isRetryable)
      assert.match(error.message, /newer version of this program: its schema is 7, .* up to \d\./)
    }),
  )

  it.effect("with what somebody else has written into the tables", () =>
    Effect.gen(function* () {
      const { store, sql } = yield* openingBoth(":memory:")
      yield* store.commit(commitOf(2))
      const b = yield* store.commit({ state: TargetState.unknown(target("b")), changes: [] })
      yield* sql`UPDATE monitor_targets SET state = 'no JSON' WHERE name = 'a'`
      const read = yield* store.states(["a", "b"])
      assert.deepStrictEqual(
        read.filter(Result.isSuccess).map(({ success }) => success),
        [b],
      )
      const [damaged] = read.filter(Result.isFailure).map(({ failure }) => failure)
      assert.deepInclude(damaged, { _tag: "Damaged", target: "a", version: 1 })
      assert.include(damaged?.message, "the state of target a can't be read")
    }),
  )
})

describe("A change that is damaged", () => {
  it.effect("keeps no other from being read, and is told once", () =>
    Effect.gen(function* () {
      const { store, sql } = yield* openingBoth(":memory:")
      yield* store.commit(commitOf(20))
      yield* sql`UPDATE monitor_changes SET record = '{}' WHERE sequence IN (1, 5, 6, 7, 8, 9, 20)`
      const lines: Array<string> = []
      const logger = Logger.make(({ logLevel, message }) => lines.push(`${logLevel} ${message}`))
      const sequences = Effect.map(logAfter(store, 0, 4), (log) =>
        log.map(({ sequence }) => sequence),
      )
      const read = yield* Effect.provide(Effect.all([sequences, sequences]), Logger.layer([logger]))
      const whole = [2, 3, 4, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]
      assert.deepStrictEqual(read, [whole, whole])
      assert.lengthOf(lines, 7)
      assert.match(
        lines[0] ?? "",
        /^Error The store of the monitor is damaged: change 1 can't be read: .*; it is passed over$/s,
      )
      assert.deepStrictEqual(yield* store.range, { first: 1, last: 20 })
    }),
  )
})

describe("A snapshot", () => {
  it.effect("is not written again by a poll that saw the same", () =>
    Effect.gen(function* () {
      const { store, sql } = yield* openingBoth(":memory:")
      const unreadable = [{ message: "no form" }]
      const state = { ...TargetState.unknown(target("a")), peers: [], unreadable }
      const written = yield* store.commit({ state, changes: [] })
      yield* sql`UPDATE monitor_targets SET snapshot = 'as it was'`
      const snapshot = Effect.map(
        sql<{ readonly snapshot: string }>`SELECT snapshot FROM monitor_targets`,
        ([row]) => row?.snapshot,
      )
      const again = yield* store.commit({ state: { ...written, polledAt: 1 }, changes: [] })
      assert.strictEqual(yield* snapshot, "as it was")
      yield* store.commit({ state: { ...again, unreadable: [] }, changes: [] })
      assert.notStrictEqual(yield* snapshot, "as it was")
    }),
  )

  it.effect("of an older version is read, which had elsewhere what can't be understood", () =>
    Effect.gen(function* () {
      const { store, sql } = yield* openingBoth(":memory:")
      const state = TargetState.unknown(target("a"))
      const written = yield* store.commit({ state: { ...state, polledAt: 1 }, changes: [] })
      yield* sql`UPDATE monitor_targets SET snapshot = '{"history":{}}'`
      assert.deepStrictEqual(yield* statesOf(store, ["a"]), [written])
    }),
  )
})

describe("SqlMonitorStore over one file in two processes", () => {
  it.live("keeps what both write, each change once", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "monitor.db")
      const store = yield* opening(filename)
      const run = (name: string) =>
        Effect.promise(async () => {
          const child = spawn(process.execPath, [program, filename, name, "25"], {
            stdio: ["ignore", "inherit", "inherit"],
          })
          const [code] = await once(child, "exit")
          return code
        })
      const codes = yield* Effect.all([run("one"), run("other")], { concurrency: "unbounded" })
      assert.deepStrictEqual(codes, [0, 0])
      const log = yield* logAfter(store, 0, 100)
      assert.deepStrictEqual(
        log.map(({ sequence }) => sequence),
        log.map((_, index) => index + 1),
      )
      const labels = (name: string) =>
        log.flatMap((each) => (each.target.name === name ? [labelOf(each)] : []))
      const expected = (name: string) => Array.from({ length: 25 }, (_, n) => `${name}.${n}.0`)
      assert.deepStrictEqual(labels("one"), expected("one"))
      assert.deepStrictEqual(labels("other"), expected("other"))
      assert.deepStrictEqual(
        labels("shared").toSorted(),
        [...expected("shared of one"), ...expected("shared of other")].toSorted(),
      )
      const [shared] = yield* statesOf(store, ["shared"])
      assert.strictEqual(shared?.version, 50)
    }),
  )
})
