import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"
import { PgClient } from "@effect/sql-pg"
import { assert, describe, it } from "@effect/vitest"
import { MonitorStore, SqlMonitorStore, TargetState } from "@route-server/monitor"
import { Context, Deferred, Effect, Fiber, Layer, ManagedRuntime, Redacted } from "effect"
import { SqlClient, Statement } from "effect/sql"
import { afterAll } from "vitest"
import { changesOf, target } from "../support/changes.ts"
import { Postgres } from "../support/Postgres.ts"
import { logAfter, storeLaws } from "../support/storeLaws.ts"

const runtime = ManagedRuntime.make(Postgres.layer)
afterAll(() => runtime.dispose())

const postgres = Effect.promise(() => runtime.runPromise(Postgres))

const opening = (connection: PgClient.PgPoolConfig) =>
  Layer.build(
    SqlMonitorStore.layer().pipe(Layer.provideMerge(PgClient.layer(connection)), Layer.orDie),
  )

const storeOf = Context.get(MonitorStore.MonitorStore)

const fresh = Effect.gen(function* () {
  const connection = yield* Effect.flatMap(postgres, ({ database }) => database)
  return { open: Effect.map(opening({ ...connection, maxConnections: 3 }), storeOf) }
})

/** A way to a port of this machine on which everything can be lost, in both directions. */
const mutable = Effect.fnUntraced(function* (port: number) {
  let isMute = false
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const other = connect(port, "127.0.0.1")
    for (const [from, to] of [
      [client, other],
      [other, client],
    ] as const) {
      sockets.add(from)
      from.on("data", (bytes) => {
        if (!isMute) to.write(bytes)
      })
      from.on("error", () => to.destroy()).on("close", () => to.destroy())
    }
  })
  yield* Effect.acquireRelease(
    Effect.promise(() => once(server.listen(0, "127.0.0.1"), "listening")),
    () =>
      Effect.sync(() => {
        for (const socket of sockets) socket.destroy()
        server.close()
      }),
  )
  const address = server.address()
  return {
    port: address !== null && typeof address !== "string" ? address.port : 0,
    /** What is lost stays lost, as with a host that went away: no connection outlives it. */
    mute: (is: boolean) => {
      isMute = is
      if (!is) for (const socket of sockets) socket.destroy()
    },
  }
})

storeLaws("SqlMonitorStore in Postgres", { fresh, numRuns: 20 })

describe("SqlMonitorStore in Postgres", () => {
  it.live("lets who only notes a poll not wait for who adds to the log", () =>
    Effect.gen(function* () {
      const connection = yield* Effect.flatMap(postgres, ({ database }) => database)
      const store = storeOf(yield* opening(connection))
      const sql = Context.get(yield* opening(connection), SqlClient.SqlClient)
      const state = yield* sql`UPDATE monitor_log SET last = last`.pipe(
        Effect.andThen(store.commit({ state: TargetState.unknown(target("b")), changes: [] })),
        sql.withTransaction,
      )
      assert.strictEqual(state.version, 1)
    }),
  )

  it.live("lets others write when somebody freezes while adding to the log", () =>
    Effect.gen(function* () {
      const connection = yield* Effect.flatMap(postgres, ({ database }) => database)
      const frozen = storeOf(yield* opening(connection))
      const other = storeOf(yield* opening(connection))
      const adding = yield* Deferred.make<void>()
      yield* frozen
        .commit({ state: TargetState.unknown(target("a")), changes: changesOf("x", 1) })
        .pipe(
          Effect.provideService(Statement.CurrentTransformer, (statement) =>
            statement.compile()[0].startsWith("INSERT INTO monitor_changes")
              ? Effect.andThen(Deferred.succeed(adding, undefined), Effect.never)
              : Effect.succeed(statement),
          ),
          Effect.forkScoped,
        )
      yield* Deferred.await(adding)
      yield* other.commit({ state: TargetState.unknown(target("b")), changes: changesOf("y", 1) })
      assert.deepStrictEqual(
        (yield* logAfter(other)).map(({ target }) => target.name),
        ["b"],
      )
    }).pipe(Effect.scoped),
  )

  it.live("says that the database is away, and goes on when it is back", () =>
    Effect.gen(function* () {
      const server = yield* postgres
      const connection = yield* server.database
      const store = storeOf(yield* opening(connection))
      const state = yield* store.commit({
        state: TargetState.unknown(target("a")),
        changes: changesOf("x", 2),
      })
      yield* server.stop
      const asked: ReadonlyArray<
        Effect.Effect<unknown, MonitorStore.Fenced | MonitorStore.StoreError>
      > = [
        store.commit({ state, changes: changesOf("y", 1) }),
        store.commit({ state, changes: [] }),
        store.versions,
        store.range,
      ]
      for (const each of asked) {
        const error = yield* Effect.flip(each)
        assert.deepInclude(error, { _tag: "StoreError", isRetryable: true })
        assert.match(error.message, /connection|reached/)
        assert.notInclude(JSON.stringify(error), Redacted.value(connection.password))
      }
      yield* server.start
      yield* store.commit({ state, changes: changesOf("y", 1) })
      assert.strictEqual((yield* logAfter(store)).length, 3)
    }),
  )

  it.live("says that the database broke in the midst of a commit, and nothing of it is there", () =>
    Effect.gen(function* () {
      const server = yield* postgres
      const connection = yield* server.database
      const store = storeOf(yield* opening(connection))
      const sql = Context.get(yield* opening(connection), SqlClient.SqlClient)
      const commit = store.commit({
        state: TargetState.unknown(target("a")),
        changes: changesOf("x", 1),
      })
      const waiting = yield* Effect.forkChild(Effect.flip(commit))
      const isWaiting = sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`
      yield* Effect.gen(function* () {
        yield* sql`LOCK TABLE monitor_log`
        while ((yield* isWaiting).length === 0);
        yield* server.stop
      }).pipe(sql.withTransaction, Effect.exit)
      const error = yield* Fiber.join(waiting)
      assert.deepInclude(error, { _tag: "StoreError", isRetryable: true })
      yield* server.start
      assert.deepStrictEqual(yield* store.versions, new Map())
      yield* commit
    }),
  )

  it.live("says that the database gives no answer, and goes on when it does", () =>
    Effect.gen(function* () {
      const connection = yield* Effect.flatMap(postgres, ({ database }) => database)
      const line = yield* mutable(connection.port)
      const context = yield* Layer.build(
        SqlMonitorStore.layer({ timeout: "1 second" }).pipe(
          Layer.provide(PgClient.layer({ ...connection, port: line.port, maxConnections: 4 })),
        ),
      )
      const store = storeOf(context)
      const state = yield* store.commit({
        state: TargetState.unknown(target("a")),
        changes: changesOf("x", 1),
      })
      line.mute(true)
      const asked: ReadonlyArray<
        Effect.Effect<unknown, MonitorStore.Fenced | MonitorStore.StoreError>
      > = [
        // Whoever stops waits no longer than that either.
        Effect.uninterruptible(store.commit({ state, changes: changesOf("y", 1) })),
        store.versions,
      ]
      for (const each of asked) {
        const error = yield* Effect.flip(each)
        assert.deepInclude(error, { _tag: "StoreError", isRetryable: true })
        assert.include(error.message, "gave no answer within 1s")
      }
      line.mute(false)
      const again = store.commit({ state, changes: changesOf("y", 1) })
      yield* again.pipe(Effect.retry({ while: ({ _tag }) => _tag === "StoreError" }))
      assert.strictEqual((yield* logAfter(store)).length, 2)
    }),
  )
})
