/**
 * What a monitor remembers, in a SQL database: SQLite for the processes of one machine
 * (`NodeSqlite`, nothing to install), Postgres for several (`@effect/sql-pg`).
 *
 * The tables are made when the layer is built, and brought up to date if an older
 * version made them; their names begin with `monitor_`.
 *
 * **Example** (A store in a file)
 *
 * ```ts
 * import { MonitorStore, SqlMonitorStore } from "@route-server/monitor"
 * import { Effect } from "effect"
 *
 * const program = Effect.gen(function* () {
 *   const store = yield* MonitorStore.MonitorStore
 *   return yield* store.range
 * }).pipe(Effect.provide(SqlMonitorStore.layerSqlite({ filename: "monitor.db" })))
 * ```
 */

import { hash } from "node:crypto"
import * as DurationInput from "@route-server/core/DurationInput"
import {
  Array,
  Clock,
  Duration,
  Effect,
  Layer,
  PubSub,
  Result,
  Schedule,
  type Schema,
  Stream,
} from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient, SqlError } from "effect/sql"
import type { ChangeRecord } from "./ChangeRecord.ts"
import { within } from "./internal/deadline.ts"
import { migrate } from "./internal/migrations.ts"
import * as Stored from "./internal/stored.ts"
import { fromSqlError } from "./internal/storeError.ts"
import { type Commit, Damaged, Fenced, MonitorStore, StoreError } from "./MonitorStore.ts"
import * as NodeSqlite from "./NodeSqlite.ts"
import type { TargetState } from "./TargetState.ts"

/**
 * How to keep it.
 *
 * @category options
 */
export interface Options {
  /**
   * How much longer than others a change is kept that a reader of the log, such as a
   * webhook, has not come to. Default: 7 days. Whoever is away for longer loses
   * changes, and whoever is gone for good doesn't keep the log for ever.
   */
  readonly patience?: Duration.Input | undefined
  /** How long to wait for the database to answer before that is a failure. Default: 30 seconds. */
  readonly timeout?: Duration.Input | undefined
}

/** Postgres and SQLite bound the values that one statement takes. */
const ROWS_AT_ONCE = 200

/** The commits that are kept for who is slow to hear of them. */
const MOST_UNTOLD = 1000

/** SQL's BIGINT, as drivers give it. */
type Whole = number | bigint

/**
 * The failures of a database; also a connection that broke in a transaction, so that
 * it can't be rolled back, which the client takes for a defect.
 */
const failing = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  effect.pipe(
    Effect.catchDefect((defect) =>
      SqlError.isSqlError(defect) ? Effect.fail(fromSqlError(defect)) : Effect.die(defect),
    ),
    Effect.mapError((error) =>
      SqlError.isSqlError(error)
        ? fromSqlError(error)
        : // A type parameter is not narrowed to what a guard leaves of it.
          (error as Exclude<E, SqlError.SqlError>),
    ),
  )

/** What was read is not what was written: somebody else has been at it. */
const damage = (what: string, { message }: Schema.SchemaError): string =>
  `The store of the monitor is damaged: ${what} can't be read: ${message}`

const make = Effect.fnUntraced(function* ({
  patience: patienceInput = "7 days",
  timeout = "30 seconds",
}: Options) {
  const patience = Duration.toMillis(DurationInput.make("patience", patienceInput))
  const longest = DurationInput.make("timeout", timeout)
  yield* migrate
  const sql = (yield* SqlClient.SqlClient).withoutTransforms()

  const tooLate = () =>
    new StoreError({
      message: `The store of the monitor can't be used: the database gave no answer within ${Duration.format(longest)}`,
      isRetryable: true,
    })
  const asking = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    within(failing(effect), Duration.toMillis(longest), tooLate)

  /** The snapshots that the database is known to hold, by their peers, with the version. */
  const kept = new WeakMap<object, Pick<TargetState, "history" | "unreadable" | "version">>()
  const keep = ({ peers, history, unreadable, version }: TargetState) => {
    if (peers !== undefined) kept.set(peers, { history, unreadable, version })
  }
  const isKept = ({ peers, history, unreadable, version }: TargetState): boolean => {
    const known = peers === undefined ? undefined : kept.get(peers)
    return (
      known !== undefined &&
      known.history === history &&
      known.unreadable === unreadable &&
      known.version === version
    )
  }

  /** Writes a state, if it is the version after the one that is there. */
  const write = Effect.fnUntraced(function* (state: TargetState) {
    const { name } = state.target
    const next = state.version + 1
    const rest = yield* Effect.orDie(Stored.encodeRest(state))
    const snapshot = isKept(state) ? undefined : yield* Effect.orDie(Stored.encodeSnapshot(state))
    const written =
      snapshot === undefined
        ? yield* sql`
            UPDATE monitor_targets SET version = ${next}, state = ${rest}
            WHERE name = ${name} AND version = ${state.version} RETURNING name`
        : state.version === 0
          ? yield* sql`
              INSERT INTO monitor_targets
                ${sql.insert({ name, version: next, state: rest, snapshot })}
              ON CONFLICT (name) DO NOTHING RETURNING name`
          : yield* sql`
              UPDATE monitor_targets SET version = ${next}, state = ${rest}, snapshot = ${snapshot}
              WHERE name = ${name} AND version = ${state.version} RETURNING name`
    if (written.length === 0) {
      return yield* new Fenced({ target: name, expected: state.version })
    }
    return { ...state, version: next }
  })

  /**
   * Adds to the log. Its one row stays locked until the end of the transaction, so
   * that places are given in the order in which changes can be seen, and nobody who
   * reads after a place misses one before it.
   */
  const log = Effect.fnUntraced(function* ({ target }: TargetState, changes: Commit["changes"]) {
    const [row] = yield* sql<{ readonly last: Whole; readonly origin: string }>`
      UPDATE monitor_log SET last = last + ${changes.length} RETURNING last, origin`
    if (row === undefined) {
      return yield* new StoreError({
        message: "The store of the monitor is damaged: monitor_log is empty",
        isRetryable: false,
      })
    }
    const first = Number(row.last) - changes.length + 1
    const rows = yield* Effect.forEach(changes, (change, index) =>
      Effect.map(
        Stored.encodeLogged({
          ...change,
          id: `${row.origin}/${first + index}`,
          target,
        }),
        (record) => ({ sequence: first + index, seen_at: change.at, record }),
      ),
    ).pipe(Effect.orDie)
    for (const some of Array.chunksOf(rows, ROWS_AT_ONCE)) {
      yield* sql`INSERT INTO monitor_changes ${sql.insert(some)}`
    }
  })

  /**
   * Whoever adds to the log locks it. A process that freezes while it does so keeps its
   * connection, so Postgres has to end the transaction, or nobody could write any more.
   */
  const bounded = sql.onDialectOrElse({
    pg: () => Effect.asVoid(sql`SET LOCAL idle_in_transaction_session_timeout = '5s'`),
    orElse: () => Effect.void,
  })

  const committed = yield* PubSub.sliding<Result.Result<TargetState, StoreError>>(MOST_UNTOLD)
  const commit = Effect.fnUntraced(
    function* ({ state, changes }: Commit) {
      // One statement is a transaction of its own.
      const written = yield* asking(
        changes.length === 0
          ? write(state)
          : Effect.andThen(bounded, write(state)).pipe(
              Effect.tap((next) => log(next, changes)),
              sql.withTransaction,
            ),
      )
      keep(written)
      yield* PubSub.publish(committed, Result.succeed(written))
      return written
    },
    Effect.tapErrorTag("StoreError", (error) => PubSub.publish(committed, Result.fail(error))),
  )

  const versions = sql<{ readonly name: string; readonly version: Whole }>`
    SELECT name, version FROM monitor_targets`.pipe(
    Effect.map((rows) => new Map(rows.map(({ name, version }) => [name, Number(version)]))),
    asking,
  )

  /** The snapshot of each target as it was last read, with the digest of its text. */
  const lastRead = new Map<
    string,
    {
      readonly digest: string
      readonly snapshot: Pick<TargetState, "peers" | "history" | "unreadable">
    }
  >()
  /** Whoever follows what others write reads most snapshots again as they were, which to understand takes long. */
  const understand = (name: string, text: string) =>
    Effect.suspend(() => {
      const digest = hash("sha256", text, "base64")
      const known = lastRead.get(name)
      if (known?.digest === digest) return Effect.succeed(known.snapshot)
      return Effect.tap(Stored.decodeSnapshot(text), (snapshot) =>
        Effect.sync(() => lastRead.set(name, { digest, snapshot })),
      )
    })

  const states = Effect.fnUntraced(function* (targets: ReadonlyArray<string>) {
    const found: Array<Result.Result<TargetState, Damaged>> = []
    for (const some of Array.chunksOf(Array.dedupe(targets), ROWS_AT_ONCE)) {
      const rows = yield* asking(
        sql<{
          readonly name: string
          readonly version: Whole
          readonly state: string
          readonly snapshot: string
        }>`SELECT name, version, state, snapshot FROM monitor_targets WHERE ${sql.in("name", some)}`,
      )
      for (const { name, state, snapshot, ...row } of rows) {
        const version = Number(row.version)
        const read = yield* Effect.all([Stored.decodeRest(state), understand(name, snapshot)]).pipe(
          Effect.map(([rest, seen]) => ({ ...rest, ...seen, version })),
          Effect.mapError(
            (error) =>
              new Damaged({
                target: name,
                version,
                message: damage(`the state of target ${name}`, error),
              }),
          ),
          Effect.result,
        )
        if (Result.isSuccess(read)) keep(read.success)
        found.push(read)
      }
    }
    return found
  })

  /** The places of changes that are damaged; each is told once, however many read it. */
  const toldDamaged = new Set<number>()
  const changes = Effect.fnUntraced(function* ({
    after,
    limit,
  }: Parameters<MonitorStore["Service"]["changes"]>[0]) {
    const found: Array<ChangeRecord> = []
    let place = after
    // A reader that gets nothing takes that for the end of the log.
    while (found.length === 0) {
      const rows = yield* asking(sql<{ readonly sequence: Whole; readonly record: string }>`
        SELECT sequence, record FROM monitor_changes
        WHERE sequence > ${place} ORDER BY sequence LIMIT ${limit}`)
      for (const { record, ...row } of rows) {
        place = Number(row.sequence)
        const read = yield* Effect.result(Stored.decodeLogged(record))
        if (Result.isSuccess(read)) found.push({ ...read.success, sequence: place })
        else if (!toldDamaged.has(place)) {
          toldDamaged.add(place)
          yield* Effect.logError(`${damage(`change ${place}`, read.failure)}; it is passed over`)
        }
      }
      if (rows.length === 0) break
    }
    return found
  })

  const range = sql<{ readonly first: Whole; readonly last: Whole }>`
    SELECT COALESCE((SELECT MIN(sequence) FROM monitor_changes), last + 1) AS first, last
    FROM monitor_log`.pipe(
    Effect.map(([row]) => ({ first: Number(row?.first ?? 1), last: Number(row?.last ?? 0) })),
    asking,
  )

  /**
   * The place of the first change that is not old, up to which the log may go: it has
   * no holes, and a clock that was ahead doesn't keep it for ever, nor does one that
   * was behind shorten it.
   */
  const firstSince = (before: number, now: number) =>
    Effect.map(
      sql<{ readonly place: Whole }>`
        SELECT COALESCE(
          (SELECT MIN(sequence) FROM monitor_changes
            WHERE seen_at >= ${before} AND seen_at <= ${now + Math.max(0, now - before)}),
          (SELECT MAX(sequence) + 1 FROM monitor_changes WHERE seen_at < ${before}),
          0
        ) AS place`,
      ([row]) => Number(row?.place ?? 0),
    )

  /** The place up to which the log was seen within so long of its first change. */
  const seenWithin = Effect.fnUntraced(function* (span: number, now: number) {
    const [first] = yield* sql<{ readonly seen_at: number }>`
      SELECT seen_at FROM monitor_changes ORDER BY sequence LIMIT 1`
    return first === undefined ? 0 : yield* firstSince(first.seen_at + span, now)
  })

  const expire = Effect.fnUntraced(function* ({
    before,
    span,
  }: Parameters<MonitorStore["Service"]["expire"]>[0]) {
    const now = yield* Clock.currentTimeMillis
    const place = yield* firstSince(before, now)
    const latest = yield* firstSince(before - patience, now)
    const [reader] = yield* sql<{ readonly sequence: Whole | null }>`
      SELECT MIN(sequence) AS sequence FROM monitor_readers`
    const read = reader?.sequence == null ? place : Number(reader.sequence) + 1
    const most = span === undefined ? place : yield* seenWithin(span, now)
    const end = Math.min(most, Math.max(latest, Math.min(place, read)))
    yield* sql`DELETE FROM monitor_changes WHERE sequence < ${end}`
  }, failing)

  const cursor = (reader: string) =>
    sql<{ readonly sequence: Whole }>`
      SELECT sequence FROM monitor_readers WHERE name = ${reader}`.pipe(
      Effect.map(([row]) => (row === undefined ? undefined : Number(row.sequence))),
      asking,
    )

  const advance = (reader: string, sequence: number) =>
    sql`
      INSERT INTO monitor_readers ${sql.insert({ name: reader, sequence })}
      ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence
      WHERE monitor_readers.sequence < excluded.sequence`.pipe(Effect.asVoid, asking)

  return MonitorStore.of({
    versions,
    states,
    commit,
    commits: Stream.fromPubSub(committed),
    changes,
    range,
    expire,
    cursor,
    advance,
  })
})

/**
 * The store in the database of a client. Fails if its tables can't be made, or if a
 * newer version of this program has made them.
 *
 * @category layers
 */
export const layer = (
  options: Options = {},
): Layer.Layer<MonitorStore, StoreError, SqlClient.SqlClient> =>
  Layer.effect(MonitorStore, make(options))

/** How often a database that can't be reached is tried again. */
const AGAIN = Schedule.spaced("2 seconds")

/**
 * The store in the database of a client that others use too, such as a Postgres: one
 * that can't be reached when the layer is built is waited for, which the log tells. Fails
 * as {@link layer} does for what waiting doesn't help.
 *
 * @category layers
 */
export const layerPatient = (
  options: Options = {},
): Layer.Layer<MonitorStore, StoreError, SqlClient.SqlClient> =>
  Layer.effect(
    MonitorStore,
    make(options).pipe(
      Effect.tapError(({ isRetryable, message }) =>
        isRetryable ? Effect.logWarning(`${message}; waiting for it`) : Effect.void,
      ),
      Effect.retry({ while: ({ isRetryable }) => isRetryable, schedule: AGAIN }),
    ),
  )

/**
 * The store in a file, for any number of processes on one machine, and the client that
 * it is kept with.
 *
 * @category layers
 */
export const layerSqlite = ({
  patience,
  timeout,
  ...sqlite
}: Options & NodeSqlite.Options): Layer.Layer<MonitorStore | SqlClient.SqlClient, StoreError> =>
  Layer.provideMerge(
    layer({ patience, timeout }),
    Layer.effect(SqlClient.SqlClient, failing(NodeSqlite.make(sqlite))),
  ).pipe(Layer.provide(Reactivity.layer))
