import { assert, describe, it } from "@effect/vitest"
import { Fixture } from "@route-server/core"
import { Effect, Layer, Result } from "effect"
import * as FixtureFile from "../../src/source/FixtureFile.ts"
import { InputFailed } from "../../src/terminal/Input.ts"
import { StandardStreams } from "../../src/terminal/StandardStreams.ts"
import { inputOf, runCli } from "../support/runCli.ts"
import { streams } from "../support/streams.ts"

/** Loads what comes from standard input. */
const load = (bytes: Uint8Array, options?: Fixture.Options) => {
  const withInput = Layer.effect(
    StandardStreams,
    Effect.map(StandardStreams, (streams) => ({ ...streams, read: Effect.succeed(bytes) })),
  ).pipe(Layer.provide(streams()))
  return FixtureFile.load("-", options).pipe(Effect.provide(withInput))
}

const peer = (id: string, value = "") =>
  `{"RouteServerPeerId":"${id}","Tags":[{"Key":"Name","Value":"${value}"}]}`

describe("load", () => {
  it.effect("reads text of which parts end within characters", () =>
    Effect.gen(function* () {
      // A part ends after each of the bytes of a character once.
      for (let before = 0; before < 4; before += 1) {
        const text = `${" ".repeat(before)}${peer("rsp-1", "🚀".repeat(200_000))}\n${peer("rsp-2", "é")}`
        const { peers } = yield* load(Buffer.from(text))
        assert.deepStrictEqual(peers, Result.getOrThrow(Fixture.decodeResult(text)).peers)
      }
    }),
  )

  it.effect("tells that it is no text before all else that is wrong with it", () =>
    Effect.gen(function* () {
      const broken = Buffer.from(`[${peer("rsp-1")},]\n${" ".repeat(300_000)}\n`)
      const { message } = yield* Effect.flip(load(broken))
      assert.include(message, "standard input:1:67: [1]: broken JSON: expected a value")
      const invalid = yield* Effect.flip(
        load(Buffer.concat([broken, Buffer.from("\n\xe9", "latin1")])),
      )
      assert.include(invalid.message, "standard input:4: expected UTF-8 text; if it is of an old")
    }),
  )

  it.effect("refuses text that ends within a character", () =>
    Effect.gen(function* () {
      const cut = Buffer.from(`${peer("rsp-1")}\n\n"東`).subarray(0, -1)
      const { message } = yield* Effect.flip(load(cut))
      assert.include(message, "standard input:3: expected UTF-8 text")
      const odd = Buffer.from("\ufeff[]", "utf16le").subarray(0, -1)
      assert.include(
        (yield* Effect.flip(load(odd))).message,
        "standard input: expected UTF-16LE text, as its first bytes say",
      )
    }),
  )

  it.effect("refuses what holds nothing", () =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(load(new Uint8Array()))
      assert.include(message, "standard input: it is empty; expected a page")
    }),
  )
})

const describePeers = ["peers", "describe"]

describe("A fixture that can't be used", () => {
  it.effect.each([
    ["/nowhere/peers.json", "can't read '/nowhere/peers.json': there is no such file"],
    ["/", "can't read '/': it is a directory"],
    [
      "",
      "--fixture needs a value: expected the name of a file\nTry 'route-server peers describe --help'.",
    ],
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
