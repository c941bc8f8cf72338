/** The telling of a webhook by processes that are killed. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import { MonitorStore, SqlMonitorStore, TargetState, WebhookEvent } from "@route-server/monitor"
import { Effect, Schema } from "effect"
import { Webhook as Verifier } from "standardwebhooks"
import { describe, it } from "vitest"

const SECRET = `whsec_${Buffer.from(new Uint8Array(32).fill(7)).toString("base64")}`
const CHANGES = 12

/** When the process is killed: while its request waits for an answer, or as the answer has gone out. */
const kills: ReadonlyMap<number, "before" | "after"> = new Map([
  [1, "before"],
  [3, "after"],
  [4, "after"],
  [7, "before"],
  [8, "after"],
  [12, "after"],
])

const decode = Schema.decodeUnknownSync(WebhookEvent.WebhookEvent)

/** A store with a webhook that has read nothing yet, and changes. */
const prepare = Effect.gen(function* () {
  const { advance, commit } = yield* MonitorStore.MonitorStore
  const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-00000000000000001" })
  const { RouteServerPeerId: routeServerPeerId } = peer
  yield* advance("webhook:chat", 0)
  const at = Date.now()
  yield* commit({
    state: TargetState.unknown({ name: "prod/eu-west-1", region: "eu-west-1" }),
    changes: Array.from({ length: CHANGES }, () => ({
      at,
      change: { _tag: "BgpChanged", routeServerPeerId },
      peer,
    })),
  })
})

describe("WebhookDelivery", () => {
  it("leaves out no change and tells them in order, however often it is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "route-server-webhook-"))
    const filename = join(folder, "monitor.db")
    await Effect.runPromise(Effect.provide(prepare, SqlMonitorStore.layerSqlite({ filename })))

    const received: Array<{ readonly sequence: number; readonly id: string }> = []
    const done = Promise.withResolvers<void>()
    const kill = () => {
      child.kill("SIGKILL")
    }
    const server = createServer((request, response) => {
      let body = ""
      request.setEncoding("utf8").on("data", (data: string) => {
        body += data
      })
      request.on("end", () => {
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        )
        const { data } = decode(new Verifier(SECRET).verify(body, headers))
        const isFirst = received.every(({ sequence }) => sequence !== data.sequence)
        received.push({ sequence: data.sequence, id: headers["webhook-id"] ?? "" })
        const when = isFirst ? kills.get(data.sequence) : undefined
        if (when === "before") {
          kill()
          return
        }
        response.writeHead(204).end(() => {
          if (when === "after") kill()
          else if (data.sequence === CHANGES) done.resolve()
        })
      })
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo

    const start = (): ChildProcess =>
      spawn(
        process.execPath,
        [
          fileURLToPath(new URL("../support/tellWebhook.ts", import.meta.url)),
          filename,
          `http://127.0.0.1:${port}/`,
          SECRET,
        ],
        { stdio: ["ignore", "ignore", "inherit"] },
      )
    let child = start()
    let lives = 1
    let isOver = false
    const living = (async () => {
      for (;;) {
        await once(child, "exit")
        if (isOver) return
        lives += 1
        child = start()
      }
    })()
    // Of the last change, which may have been noted before the kill, nothing more need come.
    await Promise.race([done.promise, nothingLeft(filename)])
    isOver = true
    child.kill("SIGKILL")
    await living
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true })

    const sequences = received.map(({ sequence }) => sequence)
    assert.deepStrictEqual(
      [...new Set(sequences)],
      Array.from({ length: CHANGES }, (_, index) => index + 1),
    )
    assert.deepStrictEqual(
      sequences,
      sequences.toSorted((a, b) => a - b),
    )
    assert.strictEqual(new Set(received.map(({ id }) => id)).size, CHANGES)
    // What was not answered comes again; what was, if it could not be noted any more.
    for (const [sequence, when] of kills) {
      const times = sequences.filter((each) => each === sequence).length
      if (when === "before") assert.strictEqual(times, 2)
      else assert.isAtMost(times, 2)
    }
    assert.strictEqual(sequences.filter((each) => !kills.has(each)).length, CHANGES - kills.size)
    assert.isAtLeast(lives, kills.size)
  })
})

/** Waits until the webhook has come to the end of the log. */
const nothingLeft = (filename: string): Promise<void> =>
  Effect.gen(function* () {
    const { cursor } = yield* MonitorStore.MonitorStore
    while ((yield* cursor("webhook:chat")) !== CHANGES) yield* Effect.sleep("100 millis")
  }).pipe(Effect.provide(SqlMonitorStore.layerSqlite({ filename })), Effect.runPromise)
