/** Who is told of changes by a cluster: a webhook, and what it was told. */
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect, Schema } from "effect"
import * as WebhookEvent from "../../../src/WebhookEvent.ts"

const decode = Schema.decodeUnknownSync(Schema.fromJsonString(WebhookEvent.WebhookEvent))

/** A webhook that takes all, and the file that tells a monitor of it, until the scope closes. */
export const make = Effect.acquireRelease(
  Effect.promise(async () => {
    const told: Array<WebhookEvent.WebhookEvent["data"]> = []
    const server = createServer((request, response) => {
      let body = ""
      request.setEncoding("utf8").on("data", (data: string) => {
        body += data
      })
      request.on("end", () => {
        told.push(decode(body).data)
        response.writeHead(204).end()
      })
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo
    const folder = await mkdtemp(join(tmpdir(), "route-server-webhook-"))
    const file = join(folder, "webhooks.yaml")
    const secrets = [`whsec_${Buffer.alloc(32, 7).toString("base64")}`]
    const webhooks = [{ name: "all", url: `http://127.0.0.1:${port}/`, secrets }]
    // JSON is YAML.
    await writeFile(file, JSON.stringify({ webhooks }))
    return { file, folder, server, told }
  }),
  ({ folder, server }) =>
    Effect.promise(async () => {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    }),
)
