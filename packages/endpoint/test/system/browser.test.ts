/** The AWS SDK for JavaScript in a page of a browser, which is of another origin than the endpoint. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet } from "@route-server/testing"
import { Context, Effect, Exit, Layer, Scope } from "effect"
import { build } from "esbuild"
import type { Browser, Page } from "playwright-core"
import { launch } from "../../../../test/support/chromium.ts"

/** What the page runs: `ask` gives what the client answers, or how it fails, as data. */
const program = `
  import { DescribeRouteServerPeersCommand, EC2Client } from "@aws-sdk/client-ec2"
  window.ask = async (endpoint, input) => {
    const client = new EC2Client({
      region: "eu-west-1",
      endpoint,
      maxAttempts: 1,
      credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret", sessionToken: "token" },
    })
    try {
      const { RouteServerPeers, NextToken, $metadata } =
        await client.send(new DescribeRouteServerPeersCommand(input))
      return { ids: RouteServerPeers.map((peer) => peer.RouteServerPeerId), NextToken, requestId: $metadata.requestId }
    } catch (error) {
      return { name: error.name, message: error.message }
    }
  }
`

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resume) => server.listen(0, "127.0.0.1", resume))
  // A server that listens on a port has an address of this form.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const fleet = Fleet.make({ seed: 3, size: 12 })
const ids = fleet.map(({ RouteServerPeerId }) => RouteServerPeerId).sort()

const methods: Array<string | undefined> = []
/** An endpoint of somebody who thinks of no browser. */
const deaf = createServer((request, response) => {
  methods.push(request.method)
  response.end("<DescribeRouteServerPeersResponse/>")
})

let browser: Browser
let page: Page
let pages: Server
let endpoint: string
let other: string
const scope = Effect.runSync(Scope.make())

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: program, resolveDir: `${import.meta.dirname}/../../../adapter-aws` },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
  })
  const script = bundle.outputFiles[0]?.text ?? ""
  pages = createServer((request, response) => {
    const isScript = request.url === "/page.js"
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html")
    response.end(isScript ? script : '<script type="module" src="/page.js"></script>')
  })
  const context = await Effect.runPromise(
    NodeEc2Endpoint.layer().pipe(
      Layer.provide(MemoryPeerSource.layer(fleet)),
      Layer.buildWithScope(scope),
    ),
  )
  endpoint = Context.get(context, NodeEc2Endpoint.NodeEc2Endpoint).url
  other = await listening(deaf)
  browser = await launch()
  page = await browser.newPage()
  await page.goto(await listening(pages))
  await page.waitForFunction("window.ask !== undefined")
})

afterAll(async () => {
  await browser?.close()
  pages?.close()
  deaf.close()
  await Effect.runPromise(Scope.close(scope, Exit.void))
})

const ask = (url: string, input: unknown): Promise<Readonly<Record<string, unknown>>> =>
  page.evaluate(`ask(${JSON.stringify(url)}, ${JSON.stringify(input)})`)

describe("The AWS SDK in a browser", () => {
  it("lists peers page by page", async () => {
    const first = await ask(endpoint, { MaxResults: 7 })
    assert.deepStrictEqual(first["ids"], ids.slice(0, 7))
    assert.match(String(first["requestId"]), /^[0-9a-f-]{36}$/)
    const rest = await ask(endpoint, { MaxResults: 7, NextToken: first["NextToken"] })
    assert.deepStrictEqual(rest["ids"], ids.slice(7))
    assert.strictEqual(rest["NextToken"], undefined)
  })

  it("reads errors with their codes and messages", async () => {
    const { name, message } = await ask(endpoint, {
      RouteServerPeerIds: ["rsp-0123456789abcdef0"],
    })
    assert.strictEqual(name, "InvalidRouteServerPeerId.NotFound")
    assert.include(String(message), "rsp-0123456789abcdef0")
  })

  it("needs the endpoint's permission, which it asks for first", async () => {
    const { name, ids: none } = await ask(other, {})
    assert.strictEqual(name, "TypeError")
    assert.strictEqual(none, undefined)
    assert.deepStrictEqual(methods, ["OPTIONS"])
  })
})
