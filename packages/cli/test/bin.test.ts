import { execFileSync } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { mkdtemp, open, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { sampleFleet } from "../src/source/SampleFleet.ts"
import { PROCESS_TIMEOUT, start } from "./support/process.ts"

const fleet = fileURLToPath(sampleFleet)

describe("The process", { timeout: PROCESS_TIMEOUT }, () => {
  it("reads a fixture from a pipe and writes it to another", async () => {
    const fixture = readFileSync(sampleFleet, "utf8")
    const { result } = start(["peers", "describe", "--fixture", "-", "--output", "json"])
    assert.deepStrictEqual(await result(fixture), { status: 0, stdout: fixture, stderr: "" })
  })

  it("exits with 252 for wrong usage, told on standard error without control characters", async () => {
    const { result } = start(["peers", "\u001b[2J"])
    assert.deepStrictEqual(await result(), {
      status: 252,
      stdout: "",
      stderr: "route-server: there is no command '\\u001b[2J'\nTry 'route-server peers --help'.\n",
    })
  })

  it("does not wait for a second time that standard input has come to its end", async () => {
    const { result } = start(["serve", "--faults", "-", "--fixture", "-"])
    assert.deepStrictEqual(await result("- { fault: Reset }"), {
      status: 252,
      stdout: "",
      stderr: "route-server: can't read standard input: it can be read only once\n",
    })
  })

  it("exits quietly, as one that SIGPIPE ended, when nobody reads its output", async () => {
    const { child, ended } = start(["peers", "describe", "--fixture", fleet, "--output", "json"])
    child.stdout.destroy()
    assert.deepStrictEqual(await ended(), { status: 141, stderr: "" })
  })

  it("leaves no column out and sends no colours into a pipe, and needs no reader of its warnings", async () => {
    const { child, result } = start(["peers", "describe", "--fixture", "-"], {
      COLUMNS: "50",
    })
    child.stderr.destroy()
    const { RouteServerPeers } = JSON.parse(readFileSync(sampleFleet, "utf8"))
    const { status, stdout } = await result(JSON.stringify({ RouteServerPeers, NextToken: "t" }))
    assert.include(stdout, `\n${RouteServerPeers.length} peers: `)
    assert.notInclude(stdout, "\u001b")
    assert.match(stdout, /^ {3}STATE .* FAILURE REASON\n/)
    assert.strictEqual(status, 0)
  })

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("that %s ends while it reads exits with %i", async (signal, status) => {
    const { child, ended } = start(["peers", "describe", "--fixture", "-"])
    child.stdout.resume()
    // More than a pipe holds: when it is taken, the child is reading.
    child.stdin.write(" ".repeat(1_000_000))
    await once(child.stdin, "drain")
    child.kill(signal)
    assert.deepStrictEqual(await ended(), { status, stderr: "" })
  })

  it("exits with 130 when it is interrupted while it waits for a pipe that has a name", async () => {
    const directory = await mkdtemp(join(tmpdir(), "route-server-"))
    const pipe = join(directory, "pipe")
    execFileSync("mkfifo", [pipe])
    const { child, ended } = start(["peers", "describe", "--fixture", pipe])
    child.stdout.resume()
    // It opens when there is a reader.
    const writer = await open(pipe, "w")
    child.kill("SIGINT")
    assert.deepStrictEqual(await ended(), { status: 130, stderr: "" })
    await writer.close()
    await rm(directory, { recursive: true })
  })
})
