/**
 * What failed in a database, in words that tell people what to do about it.
 */
import { Predicate } from "effect"
import type { SqlError } from "effect/sql"
import { StoreError } from "../MonitorStore.ts"

interface Diagnosis {
  readonly what: string
  readonly isRetryable: boolean
}

const passing = (what: string): Diagnosis => ({ what, isRetryable: true })
const lasting = (what: string): Diagnosis => ({ what, isRetryable: false })

/** By primary result code of SQLite. */
const sqlite: Readonly<Record<number, Diagnosis>> = {
  5: passing("another process has kept the file locked"),
  6: passing("another process has kept the file locked"),
  8: lasting("the file or its directory can't be written"),
  10: passing("the disk fails"),
  11: lasting("the file is damaged"),
  13: passing("the disk is full"),
  14: lasting("the file can't be opened: its directory has to exist and to permit it"),
  23: lasting("the file can't be used by this user"),
  26: lasting("the file is no SQLite database"),
}

/** By SQLSTATE of Postgres, or by its first two characters, which are its class. */
const postgres: Readonly<Record<string, Diagnosis>> = {
  "08": passing("the connection to the database broke"),
  "25006": passing("the database can only be read at present, as a standby can"),
  "28": lasting("the database refuses the user or the password"),
  "3D000": lasting("there is no such database"),
  "40": passing("another transaction was in the way"),
  "42501": lasting("the user may not do this in the database"),
  "42P01": lasting("the tables of the monitor are gone"),
  "53100": passing("the disk of the database is full"),
  "53": passing("the database is out of resources"),
  "55": passing("another transaction was in the way"),
  "57": passing("the database is shutting down or starting"),
  "58": passing("the disk of the database fails"),
}

const byReason: Readonly<Partial<Record<SqlError.SqlErrorReason["_tag"], Diagnosis>>> = {
  AuthenticationError: lasting("the database refuses the user or the password"),
  AuthorizationError: lasting("the user may not do this in the database"),
  ConnectionError: passing("the database can't be reached"),
  LockTimeoutError: passing("another transaction was in the way"),
  StatementTimeoutError: passing("the database took too long"),
}

const SQLSTATE = /^[0-9A-Z]{5}$/

/** The code that the database or the network gave, and what is known of it. */
const diagnose = ({ reason }: SqlError.SqlError): readonly [Diagnosis, string | undefined] => {
  const { cause } = reason
  if (Predicate.hasProperty(cause, "errno") && Predicate.isNumber(cause.errno)) {
    const known = sqlite[cause.errno & 0xff]
    if (known !== undefined && cause.errno >= 0) return [known, reason.message]
  }
  const code =
    Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) ? cause.code : undefined
  const known =
    code !== undefined && SQLSTATE.test(code)
      ? (postgres[code] ?? postgres[code.slice(0, 2)])
      : byReason[reason._tag]
  if (known !== undefined) return [known, code]
  const otherwise = { what: "the database failed", isRetryable: reason.isRetryable }
  return [otherwise, code ?? reason._tag]
}

/**
 * The failure of a database as one of the store. What a driver says of its connection
 * is left out, since it may repeat the URL that it was given, and with it the password.
 */
export const fromSqlError = (error: SqlError.SqlError): StoreError => {
  const [{ what, isRetryable }, detail] = diagnose(error)
  return new StoreError({
    message: `The store of the monitor can't be used: ${what}${detail === undefined ? "" : ` (${detail})`}`,
    isRetryable,
  })
}
