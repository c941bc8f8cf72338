import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { type AddressInfo, connect, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Duplex } from "node:stream"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import * as AwsNetwork from "@route-server/adapter-aws/AwsNetwork"
import { Listing, type PeerSource, type PeerSourceError } from "@route-server/core"
import { Effect, Result } from "effect"
import { afterEach } from "vitest"
import { certificate } from "./support/certificate.ts"

const ANSWER = `<DescribeRouteServerPeersResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><routeServerPeerSet/></DescribeRouteServerPeersResponse>`

const answer = (_: IncomingMessage, response: ServerResponse) => response.end(ANSWER)

const portOf = (server: { address: () => AddressInfo | string | null }): number => {
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("It does not listen")
  return address.port
}

const listening = (server: ReturnType<typeof createServer>) =>
  new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))

/** Asks an endpoint with what the environment says. */
const ask = (
  endpoint: string,
  environment: Record<string, string>,
  options: AwsNetwork.Options = {},
  call: Effect.Effect<
    unknown,
    PeerSourceError.PeerSourceError,
    PeerSource.PeerSource
  > = Listing.collect(),
) =>
  Effect.gen(function* () {
    const requestHandler = yield* AwsNetwork.requestHandler({ environment, ...options })
    const credentials = { accessKeyId: "any", secretAccessKey: "any" }
    const layer = AwsPeerSource.layer({
      requestHandler,
      credentials,
      endpoint,
      region: "eu-west-1",
      maxAttempts: 1,
    })
    return yield* Effect.provide(call, layer)
  })

describe("The way to AWS", () => {
  const plain = createServer(answer)
  const secure = createTlsServer(certificate, answer)
  /** The places that the proxy was asked for. */
  const asked: Array<string> = []
  const proxy = createServer((request, response) => {
    asked.push(`${request.url}`)
    answer(request, response)
  })
  proxy.on("connect", (request: IncomingMessage, client: Duplex) => {
    asked.push(`${request.url}`)
    const [, port] = `${request.url}`.split(":")
    const server = connect(Number(port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n")
      server.pipe(client).pipe(server)
    })
    for (const end of [server, client]) end.on("error", () => {})
  })
  let folder = ""
  let bundle = ""

  beforeAll(async () => {
    await Promise.all([plain, secure, proxy].map(listening))
    folder = await mkdtemp(join(tmpdir(), "route-server-"))
    bundle = join(folder, "ca.pem")
    writeFileSync(bundle, certificate.cert)
  })
  afterAll(async () => {
    for (const server of [plain, secure, proxy]) {
      server.closeAllConnections()
      server.close()
    }
    await rm(folder, { recursive: true })
  })

  it.live("is direct without a proxy", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* ask(`http://127.0.0.1:${portOf(plain)}`, {}), [])
      assert.deepStrictEqual(asked.splice(0), [])
    }),
  )

  it.live("trusts the certificates of a bundle, and without it does not", () =>
    Effect.gen(function* () {
      const endpoint = `https://localhost:${portOf(secure)}`
      const error = yield* Effect.flip(ask(endpoint, {}))
      assert.deepInclude(error, { _tag: "TransportError", reason: { _tag: "Tls" } })
      assert.deepStrictEqual(yield* ask(endpoint, { AWS_CA_BUNDLE: bundle }), [])
      assert.deepStrictEqual(yield* ask(endpoint, {}, { caBundle: bundle }), [])
    }),
  )

  it.live("goes through the proxy of its scheme, with the bundle still", () =>
    Effect.gen(function* () {
      const [http, https] = [`127.0.0.1:${portOf(plain)}`, `localhost:${portOf(secure)}`]
      const url = `127.0.0.1:${portOf(proxy)}`
      // People write blanks and capitals, and leave the scheme out.
      const environment = {
        HTTPS_PROXY: `HTTP://${url}`,
        http_proxy: ` ${url} `,
        AWS_CA_BUNDLE: bundle,
      }
      assert.deepStrictEqual(yield* ask(`https://${https}`, environment), [])
      assert.deepStrictEqual(asked.splice(0), [https])
      assert.deepStrictEqual(yield* ask(`http://${http}`, environment), [])
      assert.deepStrictEqual(asked.splice(0), [`http://${http}/`])
    }),
  )

  it.live("is direct for a scheme that no proxy is set for", () =>
    Effect.gen(function* () {
      const url = `127.0.0.1:${portOf(proxy)}`
      const environment = { HTTP_PROXY: url, HTTPS_PROXY: " ", AWS_CA_BUNDLE: bundle }
      assert.deepStrictEqual(yield* ask(`https://localhost:${portOf(secure)}`, environment), [])
      assert.deepStrictEqual(asked.splice(0), [])
      yield* ask(`http://127.0.0.1:${portOf(plain)}`, environment)
      assert.lengthOf(asked.splice(0), 1)
    }),
  )

  it.live("is one connection for all requests, and is hung up on with the layer", () =>
    Effect.gen(function* () {
      const open = { plain: 0, secure: 0, proxy: 0 }
      const closed: Array<Promise<unknown>> = []
      const counted = new Map([
        [plain, "plain"],
        [secure, "secure"],
        [proxy, "proxy"],
      ] as const)
      for (const [server, name] of counted) {
        // Or a server would hang up by itself after some seconds.
        server.keepAliveTimeout = 0
        server.on("connection", (socket: Socket) => {
          open[name] += 1
          closed.push(once(socket, "close"))
        })
      }
      const proxied = {
        http_proxy: `127.0.0.1:${portOf(proxy)}`,
        NO_PROXY: `127.0.0.1:${portOf(plain)}`,
        AWS_CA_BUNDLE: bundle,
      }
      for (const url of [
        `http://127.0.0.1:${portOf(plain)}`,
        `http://localhost:${portOf(plain)}`,
        `https://localhost:${portOf(secure)}`,
      ]) {
        yield* ask(url, proxied, {}, Effect.all([Listing.collect(), Listing.collect()]))
      }
      // The proxy answers by itself what is asked in the clear.
      assert.deepStrictEqual(open, { plain: 1, secure: 1, proxy: 1 })
      yield* Effect.promise(() => Promise.all(closed))
      asked.splice(0)
    }),
  )

  it.live("goes round the proxy to what NO_PROXY names", () =>
    Effect.gen(function* () {
      const environment = {
        HTTPS_PROXY: "http://127.0.0.1:1",
        AWS_CA_BUNDLE: bundle,
        NO_PROXY: "localhost",
      }
      const endpoint = `https://localhost:${portOf(secure)}`
      assert.deepStrictEqual(yield* ask(endpoint, environment), [])
      const error = yield* Effect.flip(ask(endpoint, { ...environment, NO_PROXY: "example.com" }))
      assert.strictEqual(error._tag, "TransportError")
    }),
  )

  it.effect.each([
    ["HTTPS_PROXY is not the URL of an HTTP proxy", { HTTPS_PROXY: "socks5://127.0.0.1" }],
    ["HTTP_PROXY is not the URL of an HTTP proxy", { http_proxy: "http://" }],
    ["HTTP_PROXY is not the URL of an HTTP proxy", { HTTP_PROXY: "xhttp://127.0.0.1" }],
    ["The CA bundle '/nowhere' can't be read", { AWS_CA_BUNDLE: "/nowhere" }],
    [
      `The CA bundle '${import.meta.filename}' holds no certificate in PEM`,
      { AWS_CA_BUNDLE: import.meta.filename },
    ],
  ] as const)("is refused if it is none: %s", ([message, environment]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(AwsNetwork.requestHandler({ environment }))
      assert.deepInclude(error, { message, reason: { _tag: "InvalidConfiguration" } })
    }),
  )

  it.effect("is refused with why its bundle can't be read", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(AwsNetwork.requestHandler({ caBundle: "/nowhere" }))
      assert.propertyVal(error.cause, "code", "ENOENT")
    }),
  )
})

describe("The proxy", () => {
  const node = process.versions.node
  const run = (version: string) =>
    Object.defineProperty(process.versions, "node", { value: version, enumerable: true })
  afterEach(() => {
    run(node)
  })

  // As the documentation of Node has it: `proxyEnv` was added in 24.5.0 and 22.21.0.
  it.effect.each([
    ["20.19.5", false],
    ["22.20.9", false],
    ["22.21.0", true],
    ["22.22.1", true],
    ["23.30.0", false],
    ["24.4.1", false],
    ["24.5.0", true],
    ["25.0.0", true],
    ["30.1.0", true],
  ] as const)("is refused where Node knows none, %s: %s", ([version, isKnown]) =>
    Effect.gen(function* () {
      run(version)
      // Who needs no proxy needs no newer Node.
      yield* AwsNetwork.requestHandler({ environment: { NO_PROXY: "*" } })
      for (const name of ["HTTPS_PROXY", "HTTP_PROXY"]) {
        const environment = { [name]: "https://proxy.example:3128" }
        const made = yield* Effect.result(AwsNetwork.requestHandler({ environment }))
        assert.deepStrictEqual(
          Result.isSuccess(made) ? isKnown : [made.failure.message, made.failure.reason],
          isKnown || [
            `A proxy is set, and Node ${version} knows none: it takes 22.21 or 24.5`,
            { _tag: "InvalidConfiguration" },
          ],
        )
      }
    }),
  )
})

describe("bypasses", () => {
  it.each([
    ["*", "ec2.eu-west-1.amazonaws.com", true],
    [" .amazonaws.com , localhost", "EC2.eu-west-1.amazonaws.com", true],
    ["amazonaws.com", "amazonaws.com", true],
    ["amazonaws.com", "notamazonaws.com", false],
    ["localhost:8080", "localhost", true],
    ["localhost:8081", "localhost", false],
    ["", "localhost", false],
    [" * ", "localhost", true],
    ["..amazonaws.com", "ec2.eu-west-1.amazonaws.com", true],
    // A name that is written with its last dot is in no domain without a name.
    [",", "localhost.", false],
  ])("%j: %s", (noProxy, hostname, expected) => {
    assert.strictEqual(AwsNetwork.bypasses(noProxy, hostname, 8080), expected)
  })

  it("knows a host by itself where no port is given", () => {
    assert.isTrue(AwsNetwork.bypasses("localhost", "LOCALHOST"))
    assert.isFalse(AwsNetwork.bypasses("localhost:80", "localhost"))
  })
})
