import { request as httpRequest } from "node:http"
import { connect, type Socket } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Deferred, Effect, Exit, Fiber, Layer } from "effect"
import { common, form, memory, peers } from "./support.ts"
import { endless, exchange, gated, opened, serve, start } from "./supportNode.ts"
import { ask, clientOf, throughSdk } from "./supportSdk.ts"

const refusesConnections = (url: string) =>
  Effect.promise(
    () =>
      new Promise<boolean>((resolve) => {
        const { hostname, port } = new URL(url)
        const socket = connect(Number(port), hostname)
        socket.once("connect", () => {
          socket.destroy()
          resolve(false)
        })
        socket.once("error", () => resolve(true))
      }),
  )

describe("A server", () => {
  it.effect("listens on a free port of the loopback address, which it names", () =>
    Effect.gen(function* () {
      const first = yield* start(memory)
      const second = yield* start(memory)
      for (const { url } of [first, second]) assert.match(url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
      assert.notStrictEqual(first.url, second.url)
      yield* first.close
      yield* second.close
    }),
  )

  it.effect("listens where it is told to, and frees the port", () =>
    Effect.gen(function* () {
      const first = yield* start(memory)
      const port = Number(new URL(first.url).port)
      const taken = yield* Effect.exit(
        Layer.build(NodeEc2Endpoint.layer({ port }).pipe(Layer.provide(memory))).pipe(
          Effect.scoped,
        ),
      )
      assert.isTrue(Exit.isFailure(taken))
      yield* first.close
      const again = yield* start(memory, { port, host: "localhost" })
      assert.strictEqual(new URL(again.url).port, String(port))
      yield* again.close
    }),
  )

  it.effect("names the loopback address if it listens on all", () =>
    Effect.gen(function* () {
      for (const host of ["0.0.0.0", "::ffff:0.0.0.0"]) {
        const { url, close } = yield* start(memory, { host })
        assert.match(url, /^http:\/\/127\.0\.0\.1:/)
        assert.include(yield* exchange(url, "no", "", ""), "400 Bad Request")
        yield* close
      }
    }),
  )

  it.effect.each<[host: string, isLoopback: boolean]>([
    ["127.0.0.1", true],
    ["127.1.2.3", true],
    ["LOCALHOST", true],
    ["::ffff:127.0.0.1", true],
    ["0.0.0.0", false],
    ["::ffff:0.0.0.0", false],
  ])("knows whether others reach it: %s", ([host, isLoopback]) =>
    Effect.gen(function* () {
      const endpoint = yield* NodeEc2Endpoint.NodeEc2Endpoint
      assert.strictEqual(endpoint.isLoopback, isLoopback)
      if (host.startsWith("127.")) assert.strictEqual(new URL(endpoint.url).hostname, host)
    }).pipe(Effect.provide(serve(memory, { host }))),
  )

  it.effect("refuses what is no port", () =>
    Effect.gen(function* () {
      for (const port of [-1, 65_536, 1.5, Number.NaN]) {
        const error = yield* Layer.build(
          NodeEc2Endpoint.layer({ port }).pipe(Layer.provide(memory)),
        ).pipe(Effect.scoped, Effect.flip)
        assert.strictEqual(error._tag, "ServeError")
        assert.include(
          String(error.cause),
          `The port must be a whole number from 0 to 65535, not ${port}`,
        )
      }
    }),
  )

  it.effect("refuses what is no time", () =>
    Effect.gen(function* () {
      for (const option of ["sendTimeout", "gracefulShutdownTimeout"]) {
        const error = yield* Layer.build(
          NodeEc2Endpoint.layer({ [option]: Number.NaN }).pipe(Layer.provide(memory)),
        ).pipe(Effect.scoped, Effect.flip)
        assert.strictEqual(error._tag, "ServeError")
        assert.include(
          String(error.cause),
          `RangeError: ${option} must be a duration from 0 on, not NaN`,
        )
      }
    }),
  )

  it.effect("interrupts what a client that hangs up has asked for", () =>
    Effect.gen(function* () {
      const { asked, interrupted, source } = yield* gated
      const { url, close } = yield* start(source)
      const request = httpRequest(`${url}/?${form(common)}`)
      request.on("error", () => {})
      request.end()
      yield* asked
      request.destroy()
      yield* Deferred.await(interrupted)
      yield* close
    }),
  )

  it.effect("does so where the client has used the connection as a tunnel since", () =>
    Effect.gen(function* () {
      const { asked, interrupted, source } = yield* gated
      const { url, close } = yield* start(source)
      const get = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      const tunnelled = "x".repeat(8 * 1024 * 1024)
      const socket = yield* opened(url, `${get}CONNECT a:1 HTTP/1.1\r\n\r\n${tunnelled}`)
      yield* asked
      socket.resetAndDestroy()
      yield* Deferred.await(interrupted)
      yield* close
    }),
  )
})

const bytesUntilClosed = (socket: Socket) =>
  new Promise<number>((resolve) => {
    let bytes = 0
    socket.on("data", (data) => {
      bytes += data.length
    })
    socket.once("close", () => resolve(bytes))
  })

describe("A server that closes", () => {
  it.effect("waits for no connection that is idle, half a request, or not used at all", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(memory)
      const client = yield* clientOf(url)
      yield* Effect.promise(() => ask(client, {}))
      const unused = yield* opened(url)
      const half = yield* opened(url, "POST / HTTP/1.1\r\nHost: a\r\nContent-")
      const ended = [unused, half].map(
        (socket) => new Promise((resolve) => socket.resume().once("close", resolve)),
      )
      yield* close
      yield* Effect.promise(() => Promise.all(ended))
      assert.isTrue(yield* refusesConnections(url))
    }),
  )

  it.effect("finishes what is under way and accepts nothing new", () =>
    Effect.gen(function* () {
      const { asked, open, source } = yield* gated
      const { url, close } = yield* start(source)
      const client = yield* clientOf(url)
      const answer = yield* Effect.forkChild(Effect.promise(() => ask(client, {})))
      yield* asked
      const closing = yield* Effect.forkChild(close)
      yield* Effect.yieldNow
      assert.isTrue(yield* refusesConnections(url))
      assert.isUndefined(closing.pollUnsafe())
      yield* open
      assert.deepStrictEqual<unknown>(
        yield* Fiber.join(answer),
        throughSdk({ RouteServerPeers: peers }),
      )
      yield* Fiber.join(closing)
    }),
  )

  it.effect("tells the clients that it still answers", () =>
    Effect.gen(function* () {
      const body = form(common)
      const post = [
        "POST / HTTP/1.1",
        "Host: a",
        "Content-Type: application/x-www-form-urlencoded",
        `Content-Length: ${body.length}`,
      ]
      const requests = [
        [...post, "", body],
        [...post, "Expect: 100-continue", "", body],
      ]
      for (const request of requests) {
        const { asked, open, source } = yield* gated
        const { url, close } = yield* start(source)
        const answer = yield* Effect.forkChild(exchange(url, ...request))
        yield* asked
        const closing = yield* Effect.forkChild(close)
        yield* Effect.yieldNow
        yield* open
        const text = yield* Fiber.join(answer)
        assert.match(text, /HTTP\/1\.1 200 OK\r\n/)
        assert.match(text, /\r\nconnection: close\r\n/i)
        yield* Fiber.join(closing)
      }
    }),
  )

  it.effect("finishes an answer that has begun, and then the connection", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(endless(8))
      const requests = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      const socket = yield* opened(url, requests)
      yield* Effect.promise(() => new Promise((resolve) => socket.once("readable", resolve)))
      const closing = yield* Effect.forkChild(close)
      yield* Effect.yieldNow
      const received = yield* Effect.promise(() => bytesUntilClosed(socket))
      assert.isAbove(received, 8 * 1024 * 1024)
      yield* Fiber.join(closing)
    }),
  )

  it.live("answers that it is unavailable where the time is up", () =>
    Effect.gen(function* () {
      const { asked, source } = yield* gated
      const { url, close } = yield* start(source, { gracefulShutdownTimeout: 10 })
      const client = yield* clientOf(url)
      const answer = yield* Effect.forkChild(Effect.promise(() => ask(client, {})))
      yield* asked
      yield* close
      assert.include(yield* Fiber.join(answer), "503 Unavailable: ")
    }),
  )

  it.live("does not wait for the rest of a body, where the time is up", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(memory, { gracefulShutdownTimeout: 10 })
      const socket = yield* opened(url)
      const ended = new Promise((resolve) => socket.once("close", resolve))
      // That the server continues says that the request is under way.
      const continued = new Promise((resolve) => socket.once("data", resolve))
      socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n")
      socket.write("Expect: 100-continue\r\n\r\nAction")
      yield* Effect.promise(() => continued)
      yield* close
      yield* Effect.promise(() => ended)
      assert.isTrue(yield* refusesConnections(url))
    }),
  )

  it.live("cuts off a client that does not read, where the time is up", () =>
    Effect.gen(function* () {
      const { url, close } = yield* start(endless(32), { gracefulShutdownTimeout: 10 })
      const request = `GET /?${form(common)} HTTP/1.1\r\nHost: a\r\n\r\n`
      // The second one is not answered before the first one is.
      const socket = yield* opened(url, request + request)
      socket.on("error", () => {})
      yield* Effect.promise(() => new Promise((resolve) => socket.once("readable", resolve)))
      yield* close
      assert.isBelow(yield* Effect.promise(() => bytesUntilClosed(socket)), 32 * 1024 * 1024)
    }),
  )
})

describe("A request in a URL", () => {
  it.live("may have filters at their limits", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const query = new URLSearchParams(Object.fromEntries(common))
      for (let value = 1; value <= 200; value += 1) {
        query.set(`Filter.1.Value.${value}`, String(value).padStart(255, "x"))
      }
      query.set("Filter.1.Name", "VpcId")
      const response = yield* Effect.promise(() => fetch(`${url}/?${query}`))
      assert.strictEqual(response.status, 200)
      assert.include(yield* Effect.promise(() => response.text()), "<routeServerPeerSet/>")
    }).pipe(Effect.provide(serve(memory))),
  )
})
