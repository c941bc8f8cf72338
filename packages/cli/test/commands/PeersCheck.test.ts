import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ExitStatus from "../../src/output/ExitStatus.ts"
import { inputOf, runCli } from "../support/runCli.ts"

const up = { RouteServerPeerId: "rsp-1", State: "available", BgpStatus: { Status: "up" } }
const down = { ...up, RouteServerPeerId: "rsp-2", BgpStatus: { Status: "down" } }
const deleted = { ...down, RouteServerPeerId: "rsp-3", State: "deleted" }

const check = (peers: ReadonlyArray<unknown>, ...args: ReadonlyArray<string>) =>
  runCli(["peers", "check", "--fixture", "-", ...args], { input: inputOf(JSON.stringify(peers)) })

describe("route-server peers check", () => {
  it.effect("says nothing when all that live are established", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check([up, deleted]), { status: 0, stdout: "", stderr: "" })
    }),
  )

  it.effect("lists those that are not, and ends with 3", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check([up, down, deleted], "--output", "ndjson"), {
        status: 3,
        stdout: `${JSON.stringify(down)}\n`,
        stderr: "route-server: 1 of 2 peers are not established\n",
      })
      const { stdout } = yield* check([up, down])
      assert.match(stdout, /^ +STATE.*\n! +available +DOWN .*rsp-2 .*\n\n1 peer: /)
    }),
  )

  it.effect("ends with 3 when none matches, and looks at none that does not", () =>
    Effect.gen(function* () {
      const none = { status: 3, stdout: "", stderr: "route-server: no live peer matches\n" }
      assert.deepStrictEqual(yield* check([deleted]), none)
      assert.deepStrictEqual(yield* check([up], "--filters", "Name=vpc-id,Values=x"), none)
      const others = yield* check([up, down], "--route-server-peer-ids", "rsp-1")
      assert.strictEqual(others.status, 0)
    }),
  )

  it.effect("can't tell when the service refuses, or when a peer was left out", () =>
    Effect.gen(function* () {
      const refused = yield* check([up], "--filters", "Name=nonsense,Values=x")
      assert.strictEqual(refused.status, ExitStatus.SERVICE)
      assert.include(refused.stderr, "(InvalidParameterValue)")
      const partly = yield* check([up, { RouteServerPeerId: 7 }], "--unreadable", "report")
      assert.strictEqual(partly.status, ExitStatus.PARTIAL)
      assert.include(partly.stderr, "left out")
    }),
  )

  it.effect("ends with 2 for wrong usage", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* check([up], "--output", "xml")).status, ExitStatus.USAGE)
      assert.strictEqual((yield* check([up], "--filters", "x=y")).status, ExitStatus.USAGE)
    }),
  )
})
