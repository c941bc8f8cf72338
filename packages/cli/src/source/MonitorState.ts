/**
 * Where a monitor keeps what it remembers: a file of SQLite or, for several hosts, a
 * Postgres.
 */
import type { MonitorStore } from "@route-server/monitor"
import { Effect, Layer, Option, Redacted } from "effect"
import type { SqlClient } from "effect/sql"
import { FlagConflict } from "../arguments/FlagConflict.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"
import * as TextFile from "./TextFile.ts"

/** The variable with the URL of a Postgres, which may hold a password: everybody can read the flags of a process. */
export const VARIABLE = "ROUTE_SERVER_DATABASE_URL"

/** The file unless told otherwise. */
export const FILE = "route-server-monitor.db"

/** Where it is kept. */
export interface MonitorState {
  readonly layer: Layer.Layer<
    MonitorStore.MonitorStore | SqlClient.SqlClient,
    MonitorStore.StoreError
  >
  /** The same in words, without a password. */
  readonly shown: string
}

const ofPostgres = Effect.fnUntraced(function* (text: string) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol) || url.hostname === "") {
    const message = `${VARIABLE} must be the URL of a Postgres, such as postgres://user:password@host:5432/database`
    return yield* new FlagConflict({ message })
  }
  const [{ PgClient }, { SqlMonitorStore }] = yield* Effect.promise(() =>
    Promise.all([import("@effect/sql-pg"), import("@route-server/monitor")]),
  )
  const client = PgClient.layer({
    url: Redacted.make(text),
    applicationName: "route-server monitor",
    connectTimeout: "5 seconds",
  })
  const state: MonitorState = {
    // It connects when it is used, and says then what is the matter.
    layer: Layer.provideMerge(SqlMonitorStore.layerPatient(), Layer.orDie(client)),
    shown: `state in the database ${excerpt(`${url.host}${url.pathname}`)}`,
  }
  return state
})

const ofSqlite = Effect.fnUntraced(function* (filename: string) {
  const { SqlMonitorStore } = yield* Effect.promise(() => import("@route-server/monitor"))
  const state: MonitorState = {
    layer: SqlMonitorStore.layerSqlite({ filename }),
    shown: filename === ":memory:" ? "nothing is kept" : `state in ${TextFile.nameOf(filename)}`,
  }
  return state
})

/**
 * Where it is kept: what is of AWS in the Postgres of the environment or in a file, and
 * what is not, only where `--state` says so.
 */
export const open = Effect.fnUntraced(function* (choice: {
  readonly state: Option.Option<string>
  readonly isOfAws: boolean
}) {
  const { environment } = yield* StandardStreams
  const url = choice.isOfAws ? (environment[VARIABLE] ?? "") : ""
  if (url === "") {
    return yield* ofSqlite(
      Option.getOrElse(choice.state, () => (choice.isOfAws ? FILE : ":memory:")),
    )
  }
  if (Option.isSome(choice.state)) {
    return yield* new FlagConflict({ message: `--state can't be used with ${VARIABLE}` })
  }
  return yield* ofPostgres(url)
})
