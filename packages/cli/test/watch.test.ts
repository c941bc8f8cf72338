/**
 * Watching for real: a process that asks an endpoint, which goes away and comes back,
 * and one on a terminal.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { PROCESS_TIMEOUT, start } from "./support/process.ts"

const directory = mkdtempSync(join(tmpdir(), "route-server-"))
afterAll(() => rmSync(directory, { recursive: true }))

const peer = (State: string, Status: string) => ({
  RouteServerPeerId: "rsp-0e1c240ae33a4f642",
  State,
  BgpStatus: { Status },
})

const fixtureOf = (name: string, ...peers: ReadonlyArray<unknown>) => {
  const path = join(directory, name)
  writeFileSync(path, JSON.stringify(peers))
  return path
}

/** The lines of a stream, one after the other. */
const linesOf = (stream: NodeJS.ReadableStream) =>
  createInterface({ input: stream })[Symbol.asyncIterator]()

/** The first of the lines to come that has something in it. */
const lineWith = async (lines: AsyncIterator<string>, text: string): Promise<string> => {
  for (;;) {
    const { done, value } = await lines.next()
    if (done) assert.fail(`the stream ended before '${text}'`)
    if (value.includes(text)) return value
  }
}

const serve = async (fixture: string, port: string) => {
  const { child, ended } = start(["serve", "--port", port, "--fixture", fixture])
  const url = await lineWith(linesOf(child.stdout), "http://")
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM")
      await ended()
    },
  }
}

describe("Watching an endpoint", { timeout: PROCESS_TIMEOUT }, () => {
  it("outlives it, takes its absence for nothing else, and tells what has changed when it is back", async () => {
    const before = await serve(fixtureOf("before.json", peer("available", "up")), "0")
    const { port } = new URL(before.url)
    const source = ["--source", "aws", "--region", "us-east-1", "--endpoint-url", before.url]
    const { child, ended } = start(["peers", "watch", "--interval", "100ms", ...source], {
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      AWS_MAX_ATTEMPTS: "1",
    })
    const [stdout, stderr] = [linesOf(child.stdout), linesOf(child.stderr)]
    assert.include(await lineWith(stdout, ""), `"change":"Appeared"`)
    await before.stop()
    await lineWith(stderr, "no answer: ")

    const after = await serve(fixtureOf("after.json", peer("available", "down")), port)
    await lineWith(stderr, "answered again")
    const next = JSON.parse(await lineWith(stdout, ""))
    assert.strictEqual(next.change, "BgpChanged")
    assert.deepStrictEqual(next.after, { Status: "down" })
    child.kill("SIGINT")
    assert.strictEqual((await ended()).status, 130)
    await after.stop()
  })
})

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url))
const socket = join(directory, "tmux")
const hasTmux = spawnSync("tmux", ["-V"]).status === 0

const tmux = (...args: ReadonlyArray<string>): string =>
  execFileSync("tmux", ["-S", socket, "-f", "/dev/null", ...args], { encoding: "utf8" })

const screen = (): ReadonlyArray<string> => tmux("capture-pane", "-p").split("\n")

const isWholeScreen = (): boolean => tmux("display", "-p", "#{alternate_on}").trim() === "1"

/** Looks at the screen until it shows something; nobody tells when a terminal has changed. */
const shown = async (
  isIt: (lines: ReadonlyArray<string>) => boolean,
): Promise<ReadonlyArray<string>> => {
  for (;;) {
    const lines = screen()
    if (isIt(lines)) return lines
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const has = (text: string) => (lines: ReadonlyArray<string>) =>
  lines.some((line) => line.includes(text))

/** Whether the last of so many rows tells how many peers there was no room for. */
const endsIn = (rows: number) => (lines: ReadonlyArray<string>) =>
  /^… \d+ more/.test(lines[rows - 1] ?? "")

// A terminal emulator is no package of the registry, and a pseudo-terminal needs a native build:
// `apt-get install tmux` makes these run.
describe.skipIf(!hasTmux)("Watching on a terminal", { timeout: PROCESS_TIMEOUT }, () => {
  const command = (fixture: string) =>
    `"${process.execPath}" "${bin}" peers watch --fixture "${fixture}" --interval 100ms`

  beforeAll(() => {
    const fleet = [
      peer("available", "down"),
      ...Array.from({ length: 60 }, (_, at) => ({
        ...peer("available", "up"),
        RouteServerPeerId: `rsp-0e1c240ae33a4f0${at + 10}`,
      })),
    ]
    const fixture = fixtureOf("fleet.json", ...fleet)
    tmux("new-session", "-d", "-x", "80", "-y", "24", "sh")
    tmux("send-keys", `PS1='>'; clear; echo before; ${command(fixture)}; echo status $?`, "Enter")
  })

  afterAll(() => {
    tmux("kill-server")
  })

  it("fills it, follows its size, and gives it back on Ctrl-C", async () => {
    const first = await shown(endsIn(24))
    assert.isTrue(isWholeScreen())
    assert.include(first[0], "Peers of ")
    assert.match(first.find((line) => line.startsWith("!")) ?? "", /available +DOWN/)

    tmux("resize-window", "-x", "40", "-y", "16")
    const narrow = await shown(endsIn(16))
    assert.isTrue(narrow.every((line) => line.length <= 40))
    assert.include(narrow[0], "Peers of ")

    tmux("resize-window", "-x", "120", "-y", "70")
    await shown((lines) => lines.filter((line) => line.includes("available")).length > 61)

    tmux("send-keys", "C-c")
    const last = await shown(has("status 130"))
    assert.isFalse(isWholeScreen())
    assert.include(last, "before")
    assert.isFalse(has("Peers of ")(last))
    assert.strictEqual(tmux("display", "-p", "#{cursor_flag}#{wrap_flag}").trim(), "11")
  })

  it("gives it back while somebody is asked for a code, who may end it", async () => {
    const answers = createServer((request, response) => {
      request.resume().once("end", () => {
        response.setHeader("content-type", "text/xml")
        response.end(
          request.url?.startsWith("/sts") === true
            ? "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAOFANYBODY</AccessKeyId><SecretAccessKey>any</SecretAccessKey><SessionToken>any</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
            : '<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>any</requestId><routeServerPeerSet><item><routeServerPeerId>rsp-1</routeServerPeerId><state>available</state></item></routeServerPeerSet></DescribeRouteServerPeersResponse>',
        )
      })
    })
    await new Promise<void>((resolve) => answers.listen(0, "127.0.0.1", resolve))
    // A server that listens on a port has an address with one.
    const { port } = answers.address() as AddressInfo
    const config = join(directory, "config")
    const role = "arn:aws:iam::111122223333:role/admin"
    const device = "arn:aws:iam::111122223333:mfa/me"
    writeFileSync(
      config,
      `[profile admin]\nrole_arn = ${role}\nsource_profile = me\nmfa_serial = ${device}\nregion = eu-west-1\n[profile me]\naws_access_key_id = any\naws_secret_access_key = any\n`,
    )
    const watch = [
      `AWS_CONFIG_FILE="${config}" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PROFILE=admin`,
      `AWS_ENDPOINT_URL_STS=http://127.0.0.1:${port}/sts AWS_ENDPOINT_URL_EC2=http://127.0.0.1:${port}`,
      `"${process.execPath}" "${bin}" peers watch --source aws; echo status $?`,
    ].join(" ")
    const question = (lines: ReadonlyArray<string>) =>
      lines.some((line) => line.startsWith(`MFA code of ${device}:`))
    for (const answers of [true, false]) {
      tmux("send-keys", `clear; ${watch}`, "Enter")
      await shown((lines) => question(lines) && !isWholeScreen())
      if (answers) {
        tmux("send-keys", "123456", "Enter")
        await shown((lines) => has("rsp-1")(lines) && isWholeScreen())
      }
      tmux("send-keys", "C-c")
      await shown((lines) => has("status 130")(lines) && !isWholeScreen())
    }
    answers.close()
  })
})
