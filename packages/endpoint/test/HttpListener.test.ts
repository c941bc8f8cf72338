import { connect } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { HttpListener } from "@route-server/endpoint/node"
import { Deferred, Effect, Exit, Fiber, Scope } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"

const refuse = ({ status, message }: HttpListener.Refusal) => ({
  headers: { "x-app": "own" },
  body: `${status} ${message}`,
})

const echo = HttpServerRequest.HttpServerRequest.use(({ url }) =>
  Effect.succeed(HttpServerResponse.text(url)),
)

const received = (url: string, bytes: string) =>
  Effect.callback<string>((resume) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    let text = ""
    socket.setEncoding("utf8").on("data", (data) => {
      text += data
    })
    socket.once("close", () => resume(Effect.succeed(text)))
  })

describe("listen", () => {
  it.live("serves an app on loopback, on a port that is free", () =>
    Effect.gen(function* () {
      const { url, isLoopback } = yield* HttpListener.listen(echo, { refuse })
      assert.isTrue(isLoopback)
      assert.match(url, /^http:\/\/127\.0\.0\.1:[1-9]\d*$/)
      const text = yield* Effect.promise(async () => (await fetch(`${url}/a?b`)).text())
      assert.strictEqual(text, "/a?b")
    }).pipe(Effect.scoped),
  )

  it.live("refuses what is no request, or too long a one, in the app's own form", () =>
    Effect.gen(function* () {
      const { url } = yield* HttpListener.listen(echo, { refuse, maxHeaderBytes: 2000 })
      const malformed = yield* received(url, "NOT HTTP\r\n\r\n")
      assert.match(
        malformed,
        /^HTTP\/1.1 400 .*x-app: own.*\r\n\r\n400 The request is not HTTP\/1.1$/s,
      )
      const long = yield* received(url, `GET /${"x".repeat(3000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
      assert.match(long, /^HTTP\/1.1 431 .*x-app: own/s)
    }).pipe(Effect.scoped),
  )

  it.live("keeps connections longer than AWS's load balancers do", () =>
    Effect.gen(function* () {
      const { url } = yield* HttpListener.listen(echo, { refuse })
      const { headers } = yield* Effect.promise(() => fetch(url))
      const [, seconds] = /^timeout=(\d+)/.exec(headers.get("keep-alive") ?? "") ?? []
      assert.isAbove(Number(seconds), 60)
    }).pipe(Effect.scoped),
  )

  it.live("answers what is under way before it closes", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const told = yield* Deferred.make<void>()
      const slow = Deferred.succeed(asked, undefined).pipe(
        Effect.andThen(Deferred.await(told)),
        Effect.as(HttpServerResponse.text("done")),
      )
      const scope = yield* Scope.make()
      const { url } = yield* Scope.provide(HttpListener.listen(slow, { refuse }), scope)
      const answer = yield* Effect.forkChild(Effect.promise(async () => (await fetch(url)).text()))
      yield* Deferred.await(asked)
      const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
      yield* Deferred.succeed(told, undefined)
      assert.strictEqual(yield* Fiber.join(answer), "done")
      yield* Fiber.join(closing)
    }),
  )

  it.live(
    "cuts off a client that does not take an answer that is all written, where the time is up",
    () =>
      Effect.gen(function* () {
        const length = 64 * 1024 * 1024
        const long = Effect.succeed(HttpServerResponse.text("x".repeat(length)))
        const scope = yield* Scope.make()
        const { url } = yield* Scope.provide(
          HttpListener.listen(long, { refuse, gracefulShutdownTimeout: 10 }),
          scope,
        )
        const { hostname, port } = new URL(url)
        const socket = connect(Number(port), hostname, () =>
          socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2)),
        )
        socket.on("error", () => {})
        yield* Effect.promise(() => new Promise((resolve) => socket.once("readable", resolve)))
        yield* Scope.close(scope, Exit.void)
        let bytes = 0
        socket.on("data", (data) => {
          bytes += data.length
        })
        yield* Effect.promise(() => new Promise((resolve) => socket.once("close", resolve)))
        assert.isBelow(bytes, length)
      }),
  )

  it.effect("fails where it can't listen", () =>
    Effect.gen(function* () {
      for (const port of [-1, 65_536, 1.5, Number.NaN]) {
        const error = yield* Effect.flip(HttpListener.listen(echo, { refuse, port }))
        assert.strictEqual(error._tag, "ServeError")
        assert.match(String(error.cause), new RegExp(`not ${port}$`))
      }
    }).pipe(Effect.scoped),
  )
})
