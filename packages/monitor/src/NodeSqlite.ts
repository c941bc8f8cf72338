/**
 * A client for a SQLite database by what Node.js has built in: nothing to install and
 * no native build.
 *
 * Any number of processes of one machine may have one file open. What they write they
 * write one after the other; who has to wait does so without blocking its process.
 * A network file system can't be shared that way.
 */

import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite"
import * as DurationInput from "@route-server/core/DurationInput"
import {
  type Duration,
  Effect,
  Layer,
  Predicate,
  Schedule,
  type Scope,
  Semaphore,
  Stream,
} from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, type SqlConnection, SqlError, Statement } from "effect/sql"
import { backOff } from "./internal/backOff.ts"

/**
 * What to open, and how.
 *
 * @category options
 */
export interface Options {
  /** The file, made if it is not there; its directory has to be. `:memory:` means none: what is written is gone when the scope closes. */
  readonly filename: string
  /** How long to wait while another process writes before that is a failure. Default: 5 seconds. */
  readonly busyTimeout?: Duration.Input | undefined
}

/** The primary result codes of SQLite stand in the low byte of the extended ones. */
const primary = (errcode: number): number => errcode & 0xff

const BUSY = 5
/** What was read in this transaction has changed: that doesn't pass by waiting. */
const BUSY_SNAPSHOT = 517

/** A failure of SQLite, with the name of the file, and its code where effect looks for it. */
const toSqlError =
  (filename: string, operation: string) =>
  (cause: unknown): SqlError.SqlError => {
    const text = cause instanceof Error ? cause.message : String(cause)
    const message = `${filename}: ${text}`
    const errno =
      Predicate.hasProperty(cause, "errcode") && Predicate.isNumber(cause.errcode)
        ? { errno: cause.errcode }
        : {}
    return new SqlError.SqlError({
      reason: SqlError.classifySqliteError(Object.assign(new Error(message, { cause }), errno), {
        message,
        operation,
      }),
    })
  }

const isBusy = ({ reason: { cause } }: SqlError.SqlError): boolean =>
  Predicate.hasProperty(cause, "errno") &&
  Predicate.isNumber(cause.errno) &&
  cause.errno !== BUSY_SNAPSHOT &&
  primary(cause.errno) === BUSY

const untilFree = (timeout: Duration.Input) =>
  Schedule.max([
    backOff("5 millis", "100 millis"),
    Schedule.during(DurationInput.make("busyTimeout", timeout)),
  ])

/** The statements that are kept compiled. */
const MOST_STATEMENTS = 100

type Rows = ReadonlyArray<never>
type Transform = Parameters<SqlConnection.Connection["execute"]>[2]

class Connection implements SqlConnection.Connection {
  readonly #filename: string
  readonly #database: DatabaseSync
  readonly #retries: ReturnType<typeof untilFree>
  readonly #compiled = new Map<string, StatementSync>()

  constructor(filename: string, database: DatabaseSync, busyTimeout: Duration.Input) {
    this.#filename = filename
    this.#database = database
    this.#retries = untilFree(busyTimeout)
  }

  execute(sql: string, params: ReadonlyArray<unknown>, transform: Transform) {
    return this.#objects(() => this.#compile(sql), params, transform)
  }

  executeRaw(sql: string, params: ReadonlyArray<unknown>) {
    return this.#attempt((safeIntegers) => {
      const statement = this.#compile(sql)
      statement.setReadBigInts(safeIntegers)
      return statement.run(...inputs(params))
    })
  }

  executeStream(sql: string, params: ReadonlyArray<unknown>, transform: Transform) {
    return Stream.unwrap(Effect.map(this.execute(sql, params, transform), Stream.fromIterable))
  }

  executeValues(sql: string, params: ReadonlyArray<unknown>) {
    return this.#rows(() => this.#compile(sql), params, { asArrays: true })
  }

  executeValuesUnprepared(sql: string, params: ReadonlyArray<unknown>) {
    return this.#rows(() => this.#database.prepare(sql), params, { asArrays: true })
  }

  executeUnprepared(sql: string, params: ReadonlyArray<unknown>, transform: Transform) {
    return this.#objects(() => this.#database.prepare(sql), params, transform)
  }

  #objects(compile: () => StatementSync, params: ReadonlyArray<unknown>, transform: Transform) {
    const rows = this.#rows(compile, params, { asArrays: false })
    return transform === undefined ? rows : Effect.map(rows, transform)
  }

  #compile(sql: string): StatementSync {
    const known = this.#compiled.get(sql)
    if (known !== undefined) return known
    const statement = this.#database.prepare(sql)
    if (this.#compiled.size >= MOST_STATEMENTS) this.#compiled.clear()
    this.#compiled.set(sql, statement)
    return statement
  }

  #rows(
    compile: () => StatementSync,
    params: ReadonlyArray<unknown>,
    { asArrays }: { readonly asArrays: boolean },
  ) {
    return this.#attempt((safeIntegers): Rows => {
      const statement = compile()
      statement.setReadBigInts(safeIntegers)
      statement.setReturnArrays(asArrays)
      if (statement.columns().length === 0) {
        statement.run(...inputs(params))
        return []
      }
      // Only who wrote the statement knows what is in its rows.
      return statement.all(...inputs(params)) as unknown as Rows
    })
  }

  #attempt<A>(run: (safeIntegers: boolean) => A): Effect.Effect<A, SqlError.SqlError> {
    return Effect.flatMap(SqlClient.SafeIntegers, (safeIntegers) =>
      Effect.try({
        try: () => run(safeIntegers),
        catch: toSqlError(this.#filename, "execute"),
      }),
    ).pipe(Effect.retry({ while: isBusy, schedule: this.#retries }))
  }
}

/** SQLite itself says so of what it can't keep. */
const inputs = (params: ReadonlyArray<unknown>) => params as Array<SQLInputValue>

/**
 * A client of a database, closed with the scope.
 *
 * Transactions begin with the right to write (`BEGIN IMMEDIATE`), so none fails half
 * way because another process was faster. What is committed has been written to the
 * disk.
 *
 * Fails with a `ConnectionError` if the file can't be opened, and with an
 * `UnknownError` if it is no database; the message names the file.
 *
 * @category constructors
 */
export const make = Effect.fnUntraced(function* ({
  filename,
  busyTimeout = "5 seconds",
}: Options): Effect.fn.Return<
  SqlClient.SqlClient,
  SqlError.SqlError,
  Scope.Scope | Reactivity.Reactivity
> {
  const database = yield* Effect.acquireRelease(
    Effect.try({
      // Waiting inside SQLite would block the whole process.
      try: () => new DatabaseSync(filename, { timeout: 0 }),
      catch: toSqlError(filename, "open"),
    }),
    (opened) => Effect.sync(() => opened.close()),
  )
  const connection = new Connection(filename, database, busyTimeout)
  // Readers and the one who writes don't wait for each other.
  yield* connection.executeUnprepared("PRAGMA journal_mode = WAL", [], undefined)
  // A change that was told must not be lost with the power.
  yield* connection.executeUnprepared("PRAGMA synchronous = FULL", [], undefined)
  return yield* SqlClient.make({
    driver: "sqlite-node",
    compiler: Statement.makeCompilerSqlite(),
    spanAttributes: [["db.system.name", "sqlite"]],
    beginTransaction: "BEGIN IMMEDIATE",
    prepareTransactionControls: true,
    ...SqlClient.makeSqliteAcquirers({
      connection: Effect.succeed(connection),
      semaphore: yield* Semaphore.make(1),
      isTransaction: () => database.isTransaction,
    }),
  })
})

/**
 * The client, for whoever needs a `SqlClient`.
 *
 * @category layers
 */
export const layer = (options: Options): Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> =>
  Layer.effect(SqlClient.SqlClient, make(options)).pipe(Layer.provide(Reactivity.layer))
