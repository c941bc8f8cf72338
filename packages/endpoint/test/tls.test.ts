import { createServer } from "node:http"
import { get } from "node:https"
import { connect, Socket } from "node:net"
import { connect as connectTls } from "node:tls"
import { assert, describe, it } from "@effect/vitest"
import { Faults } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Deferred, Effect, Exit, Fiber, Layer, Logger, References, Scope } from "effect"
import { certificate } from "../../adapter-aws/test/support/certificate.ts"
import { refuse } from "../src/node/internal/refuse.ts"
import { always, common, form, memory } from "./support.ts"

const serve = (options: NodeEc2Endpoint.Options = {}) =>
  NodeEc2Endpoint.layer({ tls: certificate, ...options }).pipe(Layer.provide(memory))

const { cert: ca } = certificate

/** The status and the text of an answer, or the code of what went wrong. */
const fetched = (url: string) =>
  Effect.promise(
    () =>
      new Promise<string>((resolve) => {
        const fail = (error: Error) => resolve("code" in error ? String(error.code) : error.name)
        get(`${url}/?${form(common)}`, { ca }, (response) => {
          let text = `${response.statusCode} `
          response.setEncoding("utf8")
          response.on("data", (chunk) => {
            text += chunk
          })
          response.on("end", () => resolve(text)).on("error", fail)
        }).on("error", fail)
      }),
  )

/** Done when a connection that was opened is closed by the other side. */
const closed = (port: number, bytes = "") =>
  Effect.promise(
    () =>
      new Promise<string>((resolve) => {
        let received = ""
        const socket = connect(port, "127.0.0.1", () => socket.write(bytes))
        socket
          .on("data", (chunk) => {
            received += chunk.toString("latin1")
          })
          .on("error", () => {})
          .on("close", () => resolve(received))
      }),
  )

const lines: Array<string> = []

const logger = Logger.layer([
  Logger.make(({ message, fiber }) => {
    const { code } = fiber.getRef(References.CurrentLogAnnotations)
    lines.push(`${message} ${code ?? ""}`)
  }),
])

const portOf = (url: string) => Number(new URL(url).port)

describe("An endpoint with a certificate", () => {
  it.live("speaks HTTPS to whoever trusts it", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      assert.match(url, /^https:\/\/127\.0\.0\.1:\d+$/)
      const text = yield* fetched(url)
      assert.match(text, /^200 /)
      assert.include(text, "<routeServerPeerId>rsp-1</routeServerPeerId>")
    }).pipe(Effect.provide(serve())),
  )

  it.live("hangs up on who speaks none, tells so in its log, and goes on", () =>
    Effect.gen(function* () {
      lines.length = 0
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const received = yield* closed(portOf(url), "GET / HTTP/1.1\r\n\r\n")
      assert.notInclude(received, "HTTP/1.1")
      assert.match(yield* fetched(url), /^200 /)
      assert.deepStrictEqual(lines, ["TLS ERR_SSL_HTTP_REQUEST", "DescribeRouteServerPeers "])
    }).pipe(Effect.provide(serve({ logLevel: "Info" })), Effect.provide(logger)),
  )

  it.live("refuses in the envelope what is no HTTP", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const received = yield* Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            let text = ""
            const socket = connectTls({ port: portOf(url), host: "127.0.0.1", ca }, () =>
              socket.write("no\r\n\r\n"),
            )
            socket.setEncoding("utf8")
            socket.on("data", (chunk) => {
              text += chunk
            })
            socket.on("close", () => resolve(text))
          }),
      )
      assert.include(received, "<Code>MalformedHttpRequestException</Code>")
    }).pipe(Effect.provide(serve())),
  )

  it.live("resets a connection, and cuts an answer", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      assert.deepStrictEqual(
        [yield* fetched(url), yield* fetched(url)],
        ["ECONNRESET", "ECONNRESET"],
      )
      assert.match(yield* fetched(url), /^200 /)
    }).pipe(
      Effect.provide(
        serve({
          faults: Faults.injector([
            { fault: "Reset", requests: 1 },
            { fault: "CutBody", requests: 2 },
          ]),
        }),
      ),
    ),
  )

  it.live("resets the connection that it is told to, whoever came since", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const request = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      const opened = Effect.promise(
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(portOf(url), "127.0.0.1", () => resolve(socket))
          }),
      )
      /** What comes back over a connection: the head of an answer, or the code of an error. */
      const asked = (socket: Socket) =>
        Effect.promise(
          () =>
            new Promise<string>((resolve) => {
              const secured = connectTls({ socket, ca, host: "localhost" }, () =>
                secured.write(request),
              )
              socket.on("error", () => {})
              secured.once("data", (data) => resolve(data.toString("latin1")))
              secured.once("error", (error) => resolve("code" in error ? String(error.code) : ""))
            }),
        )
      const [first, second] = [yield* opened, yield* opened]
      const other = yield* asked(second)
      assert.match(other, /^HTTP\/1\.1 200 /)
      assert.strictEqual(yield* asked(first), "ECONNRESET")
      assert.isFalse(second.destroyed)
      second.destroy()
    }).pipe(Effect.provide(serve({ faults: Faults.injector([{ fault: "Reset", requests: 2 }]) }))),
  )

  it.live("closes without waiting for a handshake that does not come", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const context = yield* Layer.buildWithScope(serve(), scope)
      const { url } = yield* Effect.provide(NodeEc2Endpoint.NodeEc2Endpoint, context)
      const socket = connect(portOf(url), "127.0.0.1")
      yield* Effect.promise(() => new Promise((resolve) => socket.once("connect", resolve)))
      const gone = new Promise((resolve) => socket.resume().once("close", resolve))
      // That it is answered says that the server knows of the connection before.
      assert.match(yield* fetched(url), /^200 /)
      yield* Scope.close(scope, Exit.void)
      yield* Effect.promise(() => gone)
    }),
  )

  it.live("lets a request finish that is under way when it closes", () =>
    Effect.gen(function* () {
      const [asked, ready] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const slow = always(
        Deferred.succeed(asked, undefined).pipe(
          Effect.andThen(Deferred.await(ready)),
          Effect.as({ RouteServerPeers: [] }),
        ),
      )
      const scope = yield* Scope.make()
      const endpoint = NodeEc2Endpoint.layer({ tls: certificate }).pipe(Layer.provide(slow))
      const context = yield* Layer.buildWithScope(endpoint, scope)
      const { url } = yield* Effect.provide(NodeEc2Endpoint.NodeEc2Endpoint, context)
      const answer = yield* Effect.forkChild(fetched(url), { startImmediately: true })
      yield* Deferred.await(asked)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void), {
        startImmediately: true,
      })
      // A connection that is cut off is gone by then.
      yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      yield* Deferred.succeed(ready, undefined)
      assert.match(yield* Fiber.join(answer), /^200 /)
      yield* Fiber.join(closing)
    }),
  )

  it("hangs up where a handshake does not come to its end", () => {
    const server = createServer()
    refuse(server, new Map(), () => ({ headers: {}, body: "" }))
    const socket = new Socket()
    server.emit("clientError", new Error("ERR_TLS_HANDSHAKE_TIMEOUT"), socket)
    assert.isTrue(socket.destroyed)
  })

  it.live("does not listen with a key that is none", () =>
    Effect.gen(function* () {
      const tls = { ...certificate, key: "no key" }
      const error = yield* Effect.flip(Effect.scoped(Layer.build(serve({ tls }))))
      assert.strictEqual(error._tag, "ServeError")
      assert.match(String(error.cause), /^Error: .*PEM|DECODER|key/i)
    }),
  )
})
