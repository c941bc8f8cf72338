import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { PROCESS_TIMEOUT, start } from "../support/process.ts"
import { runCli } from "../support/runCli.ts"

const describePeers = (...args: ReadonlyArray<string>) => runCli(["peers", "describe", ...args])

describe("The source of a command", () => {
  it.effect("takes no flags of another source", () =>
    Effect.gen(function* () {
      for (const [args, message] of [
        [["--region", "eu-west-1"], "--region goes with --source aws only"],
        [["--profile", "net"], "--profile goes with --source aws only"],
        [["--endpoint-url", "http://127.0.0.1:1"], "--endpoint-url goes with --source aws only"],
        [["--source", "aws", "--fixture", "-"], "--fixture goes with --source memory only"],
      ] as const) {
        assert.deepStrictEqual(yield* describePeers(...args), {
          status: 252,
          stdout: "",
          stderr: `route-server: ${message}\n`,
        })
      }
    }),
  )

  it.effect("refuses what is no Region, profile or URL before it asks anybody", () =>
    Effect.gen(function* () {
      const url = "expected a URL that begins with http:// or https://"
      for (const [flag, value, expected] of [
        ["region", " ", "expected a Region"],
        ["profile", " ", "expected the name of a profile"],
        ["endpoint-url", "no URL", url],
        ["endpoint-url", "ftp://127.0.0.1", url],
        ["endpoint-url", "http://", url],
      ] as const) {
        const { status, stderr } = yield* describePeers("--source", "aws", `--${flag}=${value}`)
        assert.include(stderr, expected)
        assert.strictEqual(status, 252)
      }
      for (const flag of ["region", "profile", "endpoint-url"]) {
        const { status } = yield* describePeers("--source", "aws", `--${flag}=`)
        assert.strictEqual(status, 252)
      }
    }),
  )

  it("says what keeps it from AWS", { timeout: PROCESS_TIMEOUT }, async () => {
    const aws = ["--source", "aws", "--region", "eu-west-1", "--endpoint-url"]
    const { result } = start(["peers", "describe", ...aws, "http://127.0.0.1:9"], {
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      AWS_MAX_ATTEMPTS: "1",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    })
    const { status, stdout, stderr } = await result()
    assert.strictEqual(stdout, "")
    assert.match(stderr, /^route-server: The connection was refused: .+\n$/)
    assert.strictEqual(status, 255)
  })
})
