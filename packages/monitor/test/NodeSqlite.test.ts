import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { NodeSqlite } from "@route-server/monitor"
import { Effect, Exit, Fiber, Stream } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient } from "effect/sql"

const temporary = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "route-server-sqlite-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
)

const opening = (filename: string, busyTimeout: number | undefined = undefined) =>
  NodeSqlite.make({ filename, busyTimeout }).pipe(Effect.provide(Reactivity.layer))

const file = Effect.map(temporary, (path) => join(path, "a.db"))

describe("NodeSqlite", () => {
  it.effect("runs statements as objects, as arrays, raw, and as a stream", () =>
    Effect.gen(function* () {
      const sql = yield* opening(":memory:")
      yield* sql`CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d REAL)`
      const row = { a: 1, b: "x\0y", c: new Uint8Array([1, 2]), d: 0.5 }
      yield* sql`INSERT INTO t ${sql.insert([row, { a: 2, b: null, c: null, d: null }])}`
      assert.deepStrictEqual(
        (yield* sql`SELECT * FROM t ORDER BY a`).map((each) => ({ ...each })),
        [row, { a: 2, b: null, c: null, d: null }],
      )
      assert.deepStrictEqual(yield* sql`SELECT a, b FROM t ORDER BY a`.values, [
        [1, "x\0y"],
        [2, null],
      ])
      assert.deepStrictEqual(
        yield* sql`SELECT a FROM t ORDER BY a`.unprepared.pipe(
          Effect.map((rows) => rows.map((each) => ({ ...each }))),
        ),
        [{ a: 1 }, { a: 2 }],
      )
      assert.deepStrictEqual(yield* sql`SELECT a FROM t ORDER BY a`.valuesUnprepared, [[1], [2]])
      assert.strictEqual((yield* Stream.runCollect(sql`SELECT a FROM t`.stream)).length, 2)
      assert.deepInclude(yield* sql`DELETE FROM t`.raw, { changes: 2 })
      assert.deepStrictEqual(yield* sql`INSERT INTO t (a) VALUES (7) RETURNING a`.values, [[7]])
    }),
  )

  it.effect("gives whole numbers of 64 bits to who asks for them, and never wrong ones", () =>
    Effect.gen(function* () {
      const sql = yield* opening(":memory:")
      const large = 9_007_199_254_740_993n
      const asked = sql`SELECT ${large} AS n`.values
      const safely = Effect.provideService(asked, SqlClient.SafeIntegers, true)
      assert.deepStrictEqual(yield* safely, [[large]])
      assert.strictEqual((yield* Effect.flip(asked))._tag, "SqlError")
      assert.deepStrictEqual(yield* safely, [[large]])
    }),
  )

  it.effect("undoes a transaction that fails or is broken off, and keeps one that ends well", () =>
    Effect.gen(function* () {
      const sql = yield* opening(":memory:")
      yield* sql`CREATE TABLE t (a INTEGER UNIQUE)`
      const twice = Effect.andThen(sql`INSERT INTO t VALUES (1)`, sql`INSERT INTO t VALUES (1)`)
      const error = yield* Effect.flip(sql.withTransaction(twice))
      assert.strictEqual(error.reason._tag, "UniqueViolation")
      const hanging = yield* sql`INSERT INTO t VALUES (2)`.pipe(
        Effect.andThen(Effect.never),
        sql.withTransaction,
        Effect.forkChild({ startImmediately: true }),
      )
      yield* Fiber.interrupt(hanging)
      yield* sql.withTransaction(sql`INSERT INTO t VALUES (3)`)
      assert.deepStrictEqual(yield* sql`SELECT a FROM t`.values, [[3]])
    }),
  )

  it.live("makes one who wants to write wait for another, without stopping its process", () =>
    Effect.gen(function* () {
      const filename = yield* file
      const [one, other] = yield* Effect.all([opening(filename), opening(filename)])
      yield* one`CREATE TABLE t (a INTEGER)`
      const waiting = yield* one`INSERT INTO t VALUES (1)`.pipe(
        Effect.andThen(
          Effect.forkChild(other`INSERT INTO t VALUES (2)`, { startImmediately: true }),
        ),
        Effect.tap(Effect.sleep(50)),
        one.withTransaction,
      )
      assert.isTrue(Exit.isSuccess(yield* Fiber.await(waiting)))
      assert.deepStrictEqual(yield* one`SELECT a FROM t ORDER BY a`.values, [[1], [2]])
    }),
  )

  it.live("says that the file is locked when that takes too long", () =>
    Effect.gen(function* () {
      const filename = yield* file
      const one = yield* opening(filename)
      const other = yield* opening(filename, 30)
      yield* one`CREATE TABLE t (a INTEGER)`
      const error = yield* one`INSERT INTO t VALUES (1)`.pipe(
        Effect.andThen(Effect.flip(other`INSERT INTO t VALUES (2)`)),
        one.withTransaction,
      )
      assert.strictEqual(error.reason._tag, "LockTimeoutError")
      assert.isTrue(error.isRetryable)
      assert.include(error.message, filename)
      yield* other`INSERT INTO t VALUES (2)`
    }),
  )

  it.effect("lets others read while one writes", () =>
    Effect.gen(function* () {
      const filename = yield* file
      const [one, other] = yield* Effect.all([opening(filename), opening(filename)])
      yield* one`CREATE TABLE t (a INTEGER)`
      const seen = yield* one`INSERT INTO t VALUES (1)`.pipe(
        Effect.andThen(other`SELECT a FROM t`),
        one.withTransaction,
      )
      assert.deepStrictEqual(seen, [])
    }),
  )

  it.effect("names the file that can't be opened, or is no database", () =>
    Effect.gen(function* () {
      const directory = yield* temporary
      const missing = join(directory, "no", "a.db")
      const cantOpen = yield* Effect.flip(opening(missing))
      assert.strictEqual(cantOpen.reason._tag, "ConnectionError")
      assert.include(cantOpen.message, missing)
      const text = join(directory, "text")
      yield* Effect.promise(() => writeFile(text, "This is no database. ".repeat(100)))
      const noDatabase = yield* Effect.flip(opening(text))
      assert.strictEqual(noDatabase.reason._tag, "UnknownError")
      assert.include(noDatabase.message, text)
    }),
  )
})
