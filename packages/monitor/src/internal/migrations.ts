/**
 * The tables of a monitor, and how those of an older version are brought up to date.
 */
import { Effect, Random } from "effect"
import { Migrator, SqlClient, SqlError } from "effect/sql"
import { StoreError } from "../MonitorStore.ts"
import { fromSqlError } from "./storeError.ts"

const TABLE = "monitor_migrations"

/**
 * What a commit writes to `monitor_targets` at every poll is short; the snapshot of
 * many peers stands beside it and is written when it has changed.
 */
const tables = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql`CREATE TABLE monitor_targets (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    snapshot TEXT NOT NULL
  )`
  // Of one row: who adds to the log locks it. The origin tells changes from those that
  // another store numbers alike, such as the one that was here before.
  yield* sql`CREATE TABLE monitor_log (
    origin TEXT NOT NULL,
    last BIGINT NOT NULL
  )`
  const origin = yield* Random.nextIntBetween(36 ** 7, 36 ** 8, { halfOpen: true })
  yield* sql`INSERT INTO monitor_log (origin, last) VALUES (${origin.toString(36)}, 0)`
  yield* sql`CREATE TABLE monitor_changes (
    sequence ${sql.literal(sql.onDialectOrElse({ sqlite: () => "INTEGER", orElse: () => "BIGINT" }))} NOT NULL PRIMARY KEY,
    seen_at DOUBLE PRECISION NOT NULL,
    record TEXT NOT NULL
  )`
  yield* sql`CREATE TABLE monitor_readers (
    name TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL
  )`
})

/** The runners of a cluster; see `Roster`. */
const runners = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql`CREATE TABLE monitor_runners (
    address TEXT NOT NULL PRIMARY KEY,
    fleet TEXT NOT NULL,
    count BIGINT NOT NULL
  )`
})

const migrations: Readonly<
  Record<string, Effect.Effect<void, SqlError.SqlError, SqlClient.SqlClient>>
> = {
  "1_tables": tables,
  "2_runners": runners,
  // Since then what can't be understood stands in the snapshot. An older version can't
  // read that, and is told that it is older.
  "3_unreadable": Effect.void,
}

/** The schema that this program knows. */
const NEWEST = Object.keys(migrations).length

/**
 * Makes the tables, or brings them up to date. A schema that is newer than this
 * program is left alone and refused.
 */
export const migrate: Effect.Effect<void, StoreError, SqlClient.SqlClient> = Effect.gen(
  function* () {
    const sql = (yield* SqlClient.SqlClient).withoutTransforms()
    yield* Migrator.make({})({ loader: Migrator.fromRecord(migrations), table: TABLE })
    const [newest] = yield* sql<{ readonly id: number | bigint | null }>`
      SELECT MAX(migration_id) AS id FROM ${sql(TABLE)}`
    const found = Number(newest?.id ?? 0)
    if (found > NEWEST) {
      return yield* new StoreError({
        message: `The store of the monitor was written by a newer version of this program: its schema is ${found}, and this version knows up to ${NEWEST}. Run that version, or use another store.`,
        isRetryable: false,
      })
    }
  },
).pipe(
  Effect.catchTag("SqlError", (error) => Effect.fail(fromSqlError(error))),
  Effect.catchTag("MigrationError", ({ message, cause }) =>
    Effect.fail(
      SqlError.isSqlError(cause)
        ? fromSqlError(cause)
        : new StoreError({
            message: `The tables of the monitor can't be made: ${message}`,
            isRetryable: false,
          }),
    ),
  ),
)
