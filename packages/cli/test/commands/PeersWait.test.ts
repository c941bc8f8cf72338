import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as ExitStatus from "../../src/output/ExitStatus.ts"
import { passing } from "../support/passing.ts"
import { inputOf, runCli } from "../support/runCli.ts"

const peer = (id: string, State: string, Status = "down") => ({
  RouteServerPeerId: `rsp-${id}`,
  State,
  BgpStatus: { Status },
})

const waitFor = (
  goal: string,
  peers: ReadonlyArray<unknown>,
  args: ReadonlyArray<string> = [],
  onProgress: (line: string) => void = () => {},
) =>
  passing(
    runCli(["peers", "wait", "--for", goal, "--fixture", "-", ...args], {
      input: inputOf(JSON.stringify(peers)),
      onProgress,
    }),
  )

describe("route-server peers wait", () => {
  it.effect("ends with 0 and a line when all are so", () =>
    Effect.gen(function* () {
      const peers = [peer("1", "available", "up"), peer("2", "deleted")]
      assert.deepStrictEqual(yield* waitFor("established", peers), {
        status: 0,
        stdout: "1 peer established, after 0s\n",
        stderr: "",
      })
      const twice = yield* waitFor("available", peers, ["--interval", "20s"])
      assert.strictEqual(twice.stdout, "1 peer available, after 20s\n")
      const gone = yield* waitFor("gone", [peer("2", "deleted")])
      assert.strictEqual(gone.stdout, "1 peer gone, after 0s\n")
    }),
  )

  it.effect("ends with 3 at the deadline, and says how each peer was and when", () =>
    Effect.gen(function* () {
      const peers = [peer("1", "available"), peer("2", "pending"), peer("3", "available", "up")]
      const args = ["--deadline", "1m", "--interval", "25s"]
      assert.deepStrictEqual(yield* waitFor("established", peers, args), {
        status: 3,
        stdout: "",
        stderr:
          "route-server: Waited 1m for peers to be established: rsp-1 was available, BGP down 10s ago; rsp-2 was pending, BGP down 10s ago\n",
      })
    }),
  )

  it.effect("ends with 4 when it won't come any more", () =>
    Effect.gen(function* () {
      const failed = { ...peer("1", "failed"), FailureReason: "no route" }
      const told = yield* waitFor("available", [failed])
      assert.strictEqual(told.status, 4)
      assert.include(told.stderr, "rsp-1 was failed, BGP down, because no route 0 ago")
      const ids = ["--route-server-peer-ids", "rsp-1"]
      assert.strictEqual((yield* waitFor("available", [peer("1", "deleting")], ids)).status, 4)
      const missing = yield* waitFor("available", [], [...ids, "--grace", "30s"])
      assert.strictEqual(missing.status, 4)
      assert.include(missing.stderr, "they do not exist: rsp-1 was never seen")
    }),
  )

  it.effect("can't tell when the service refuses", () =>
    Effect.gen(function* () {
      const filter = ["--filters", "Name=nonsense,Values=x"]
      const { status, stderr } = yield* waitFor("gone", [], filter)
      assert.strictEqual(status, ExitStatus.SERVICE)
      assert.include(stderr, "(InvalidParameterValue)")
    }),
  )

  it.effect("shows how far it is while it waits, and takes that away at the end", () =>
    Effect.gen(function* () {
      const lines: Array<string> = []
      const peers = [peer("1", "available", "up"), peer("2", "pending")]
      yield* waitFor("established", peers, ["--deadline", "30s"], (line) => lines.push(line))
      assert.include(lines, "Waiting for established: 1 of 2 peers, 12s so far, 18s to go")
      assert.strictEqual(lines.at(-1), "")
    }),
  )

  it.effect("waits in a rehearsal for what happens there", () =>
    Effect.gen(function* () {
      const args = ["peers", "wait", "--for", "established", "--interval", "1s", "--filters"]
      const told = yield* passing(runCli([...args, "Name=tag:Name,Values=waf-a"]))
      assert.strictEqual(told.status, 0)
      assert.match(told.stdout, /^1 peer established, after [1-9]/)
      assert.include(told.stderr, "this is a rehearsal")
    }),
  )

  it.effect.each([
    [["--for", "nonsense"], "--for nonsense"],
    [[], "--for"],
    [["--for", "gone", "--interval", "5"], "--interval 5: expected a duration such as"],
    [["--for", "gone", "--interval", "1ms"], "--interval 1ms: expected 100ms or more"],
    [["--for", "gone", "--source", "aws", "--rehearse"], "--rehearse goes with"],
    [["--for", "gone", "--no-rehearse", "--seed", "1"], "--seed goes with"],
  ] as const)("ends with 2 for %j", ([args, message]) =>
    Effect.gen(function* () {
      const told = yield* runCli(["peers", "wait", ...args])
      assert.strictEqual(told.status, ExitStatus.USAGE)
      assert.include(told.stderr, message)
    }),
  )
})
