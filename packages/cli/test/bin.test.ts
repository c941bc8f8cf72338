import { once } from "node:events"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { sampleFleet } from "../src/SampleFleet.ts"
import { start } from "./support/process.ts"

describe.concurrent("The process", () => {
  it("reads a fixture from a pipe and writes it to another", async () => {
    const fixture = readFileSync(sampleFleet, "utf8")
    const { result } = start(["peers", "describe", "--fixture", "-", "--output", "json"])
    assert.deepStrictEqual(await result(fixture), { status: 0, stdout: fixture, stderr: "" })
  })

  it("keeps to COLUMNS and sends no colours into a pipe", async () => {
    const { result } = start(["peers", "describe"], { COLUMNS: "50", FORCE_COLOR: "1" })
    const { status, stdout } = await result()
    assert.strictEqual(status, 0)
    assert.notInclude(stdout, "\u001b")
    assert.strictEqual(Math.max(...stdout.split("\n").map((line) => line.length)) <= 50, true)
  })

  it("exits with 1 for an error of the service, told on standard error", async () => {
    const { result } = start(["peers", "describe", "--dry-run"])
    const { status, stdout, stderr } = await result()
    assert.strictEqual(status, 1)
    assert.strictEqual(stdout, "")
    assert.match(stderr, /^An error occurred \(DryRunOperation\) when calling .*\n$/)
  })

  it("exits with 2 for wrong usage, told on standard error without control characters", async () => {
    const { result } = start(["peers", "\u001b[2J"])
    assert.deepStrictEqual(await result(), {
      status: 2,
      stdout: "",
      stderr: "route-server: there is no command '\\u001b[2J'\nTry 'route-server peers --help'.\n",
    })
  })

  it("exits quietly, as one that SIGPIPE ended, when nobody reads its output", async () => {
    const { child, ended } = start(["peers", "describe", "--output", "json"])
    child.stdout.destroy()
    assert.deepStrictEqual(await ended(), { status: 141, stderr: "" })
  })

  it("goes on when nobody reads its warnings", async () => {
    const { child, result } = start(["peers", "describe", "--fixture", "-", "--output", "ndjson"])
    child.stderr.destroy()
    const peer = '{"RouteServerPeerId":"rsp-1"}'
    const { status, stdout } = await result(`{"RouteServerPeers":[${peer}],"NextToken":"t"}`)
    assert.strictEqual(stdout, `${peer}\n`)
    assert.strictEqual(status, 0)
  })

  it("exits with 130 when it is interrupted while it reads", async () => {
    const { child, ended } = start(["peers", "describe", "--fixture", "-"])
    child.stdout.resume()
    // More than a pipe holds: when it is taken, the child is reading.
    child.stdin.write(" ".repeat(1_000_000))
    await once(child.stdin, "drain")
    child.kill("SIGINT")
    assert.deepStrictEqual(await ended(), { status: 130, stderr: "" })
  })
})
