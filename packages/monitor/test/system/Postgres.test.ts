import { spawn } from "node:child_process"
import { once } from "node:events"
import { connect } from "node:net"
import { fileURLToPath } from "node:url"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { it } from "vitest"
import { Postgres } from "../support/Postgres.ts"

layer(Postgres.layer)("Postgres", (it) => {
  it.effect("gives databases that know nothing of each other", () =>
    Effect.gen(function* () {
      const postgres = yield* Postgres
      const one = yield* postgres.database
      const other = yield* postgres.database
      const tables = Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        return yield* sql`SELECT 1 FROM pg_tables WHERE tablename = 'seen'`
      })
      yield* Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        yield* sql`CREATE TABLE seen (id int)`
        assert.strictEqual((yield* tables).length, 1)
      }).pipe(Effect.provide(PgClient.layer(one)))
      assert.strictEqual((yield* tables.pipe(Effect.provide(PgClient.layer(other)))).length, 0)
    }),
  )

  it.effect("is gone while it is stopped, and has kept what was written when it starts again", () =>
    Effect.gen(function* () {
      const postgres = yield* Postgres
      const database = yield* postgres.database
      yield* Effect.gen(function* () {
        const sql = yield* PgClient.PgClient
        yield* sql`CREATE TABLE seen AS SELECT 7 AS id`
        yield* postgres.stop
        assert.strictEqual((yield* Effect.flip(sql`SELECT id FROM seen`))._tag, "SqlError")
        yield* postgres.start
        assert.deepStrictEqual(yield* sql`SELECT id FROM seen`, [{ id: 7 }])
      }).pipe(Effect.provide(PgClient.layer(database)))
    }),
  )
})

it("is gone after the process that started it was killed", async () => {
  const holder = spawn(process.execPath, [
    fileURLToPath(new URL("../support/holdPostgres.ts", import.meta.url)),
  ])
  const [line] = await once(holder.stdout.setEncoding("utf8"), "data")
  const port = Number(line)
  const open = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1")
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
      socket.once("connect", () => socket.destroy())
    })
  assert.isTrue(await open())
  holder.kill("SIGKILL")
  await once(holder, "exit")
  while (await open()) await new Promise((resolve) => setImmediate(resolve))
})
