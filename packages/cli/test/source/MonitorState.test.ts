import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runCli } from "../support/runCli.ts"

const monitor = async (url: string, ...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = await Effect.runPromise(
    runCli(["monitor", "--source", "aws", "--region", "eu-west-1", ...args], {
      environment: { ROUTE_SERVER_DATABASE_URL: url },
    }),
  )
  assert.strictEqual(stdout, "")
  return { status, said: stderr.split("\n").at(-2) }
}

describe("The database of a monitor", () => {
  it.each([
    "monitor",
    "mysql://somebody:doNotTell@db/monitor",
    "https://somebody:doNotTell@db/monitor",
    "postgres:monitor",
  ])("can't be %j, and what was given is not shown", async (url) => {
    const said =
      "route-server: ROUTE_SERVER_DATABASE_URL must be the URL of a Postgres, such as postgres://user:password@host:5432/database"
    assert.deepStrictEqual(await monitor(url), { status: 252, said })
  })

  it("is one, not two", async () => {
    const said = "route-server: --state can't be used with ROUTE_SERVER_DATABASE_URL"
    assert.deepStrictEqual(await monitor("postgres://db/monitor", "--state", "x.db"), {
      status: 252,
      said,
    })
  })
})
