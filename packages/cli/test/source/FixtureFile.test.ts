import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { InputFailed } from "../../src/terminal/Input.ts"
import { inputOf, runCli } from "../support/runCli.ts"

const describePeers = ["peers", "describe"]

describe("A fixture that can't be used", () => {
  it.effect.each([
    ["/nowhere/peers.json", "can't read '/nowhere/peers.json': there is no such file"],
    ["/", "can't read '/': it is a directory"],
    ["", "can't read '': there is no such file"],
  ] as const)("is named: %j", ([file, message]) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", file]), {
        status: 252,
        stdout: "",
        stderr: `route-server: ${message}\n`,
      })
    }),
  )

  it.effect("may be one that holds nothing", () =>
    Effect.gen(function* () {
      const expected =
        "it is empty; expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers"
      for (const [file, shown] of [
        ["-", "standard input"],
        ["/dev/null", "/dev/null"],
      ] as const) {
        assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", file]), {
          status: 252,
          stdout: "",
          stderr: `route-server: ${shown}: ${expected}\n`,
        })
      }
    }),
  )

  it.effect("is named with the line, the peer and the path", () =>
    Effect.gen(function* () {
      const input = inputOf('{"RouteServerPeers":[\n{"RouteServerPeerId":"rsp-1","VpcId":7}]}')
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", "-"], { input }), {
        status: 252,
        stdout: "",
        stderr:
          "route-server: standard input:2:38: rsp-1: RouteServerPeers[0].VpcId: Expected string, got 7\n",
      })
    }),
  )

  it.effect("may have peers that can't be understood, left out with --unreadable report", () =>
    Effect.gen(function* () {
      const args = [...describePeers, "--fixture", "-", "--output", "ndjson", "--unreadable"]
      const good = '{"RouteServerPeerId":"rsp-1"}\n'
      const bad = '{"RouteServerPeerId":"rsp-2","VpcId":7}\n'
      const left =
        "route-server: left out: standard input:2:38: rsp-2: VpcId: Expected string, got 7\n"
      assert.deepStrictEqual(yield* runCli([...args, "report"], { input: inputOf(good + bad) }), {
        status: 1,
        stdout: good,
        stderr: `${left}route-server: 1 peer that can't be understood is left out\n`,
      })
      const input = inputOf(good + bad + bad)
      assert.include(
        (yield* runCli([...args, "report"], { input })).stderr,
        "\nroute-server: 2 peers that can't be understood are left out\n",
      )
      assert.strictEqual((yield* runCli([...args, "report"], { input: inputOf(good) })).status, 0)
      const { status, stdout } = yield* runCli([...args, "fail"], { input })
      assert.strictEqual(stdout, "")
      assert.strictEqual(status, 252)
    }),
  )

  it.effect("never fills the screen", () =>
    Effect.gen(function* () {
      const input = inputOf("[".repeat(100_000))
      const { status, stderr } = yield* runCli([...describePeers, "--fixture", "-"], { input })
      assert.strictEqual(status, 252)
      assert.isBelow(stderr.length, 1000)
    }),
  )

  it.effect("may be standard input too", () =>
    Effect.gen(function* () {
      const input = Effect.fail(new InputFailed({ message: "it is a directory" }))
      assert.deepStrictEqual(yield* runCli([...describePeers, "--fixture", "-"], { input }), {
        status: 252,
        stdout: "",
        stderr: "route-server: can't read standard input: it is a directory\n",
      })
    }),
  )
})
