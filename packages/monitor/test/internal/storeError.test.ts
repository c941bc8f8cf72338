import { assert, describe, it } from "@effect/vitest"
import { SqlError } from "effect/sql"
import { fromSqlError } from "../../src/internal/storeError.ts"

const PASSWORD = "correct horse"

/** A failure as the client of Postgres gives it, with more in it than anybody should see. */
const ofPostgres = (
  Reason: typeof SqlError.UnknownError | typeof SqlError.ConnectionError,
  code: string,
) =>
  new SqlError.SqlError({
    reason: new Reason({
      cause: Object.assign(new Error(`postgres://me:${PASSWORD}@db`), { code }),
      message: `can't use postgres://me:${PASSWORD}@db`,
    }),
  })

describe("fromSqlError", () => {
  it.each([
    ["53100", "disk of the database is full", true],
    ["53300", "out of resources", true],
    ["57P03", "shutting down or starting", true],
    ["25006", "can only be read at present", true],
    ["40P01", "another transaction was in the way", true],
    ["28P01", "refuses the user or the password", false],
    ["3D000", "no such database", false],
    ["42501", "may not do this", false],
    ["42P01", "tables of the monitor are gone", false],
    ["XX000", "the database failed", false],
  ])("knows what Postgres means by %s", (code, what, isRetryable) => {
    const error = fromSqlError(ofPostgres(SqlError.UnknownError, code))
    assert.include(error.message, what)
    assert.include(error.message, code)
    assert.strictEqual(error.isRetryable, isRetryable)
  })

  it("says that a database can't be reached, and by which code of the network", () => {
    const error = fromSqlError(ofPostgres(SqlError.ConnectionError, "ECONNREFUSED"))
    assert.include(error.message, "the database can't be reached (ECONNREFUSED)")
    assert.isTrue(error.isRetryable)
  })

  it("holds no password, whatever the client said", () => {
    for (const code of ["28P01", "XX000", "ECONNREFUSED"]) {
      for (const Reason of [SqlError.UnknownError, SqlError.ConnectionError]) {
        const error = fromSqlError(ofPostgres(Reason, code))
        assert.notInclude(`${error.message} ${JSON.stringify(error)} ${error.stack}`, PASSWORD)
      }
    }
  })
})
