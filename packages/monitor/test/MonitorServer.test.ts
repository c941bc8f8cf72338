import { connect, type Socket } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { MonitorServer, MonitorView, NodeMonitorServer, TargetState } from "@route-server/monitor"
import { Deferred, Effect, Exit, Fiber, Layer, Redacted, Scope } from "effect"
import { monotonicMillis } from "../src/internal/monotonic.ts"
import { ask, follow } from "./support/client.ts"
import { failing, fleetOf, layer, read, ScriptedView, target } from "./support/ScriptedView.ts"

const TOKEN = "correct-horse-battery"
const token = Redacted.make(TOKEN)

const serve = (
  options: NodeMonitorServer.Options = {},
  targets: ReadonlyArray<TargetState.TargetState> = [read("prod/eu-west-1", [])],
) => Layer.orDie(NodeMonitorServer.layer(options)).pipe(Layer.provideMerge(layer(targets)))

const url = Effect.map(NodeMonitorServer.NodeMonitorServer, (server) => server.url)

const statusOf = (path: string, asked?: Parameters<typeof ask>[2]) =>
  Effect.gen(function* () {
    return (yield* ask(yield* url, path, asked)).status
  })

const connected = (url: string) =>
  Effect.callback<Socket>((resume) => {
    const { hostname, port } = new URL(url)
    const socket = connect(Number(port), hostname, () => resume(Effect.succeed(socket)))
  })

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` })

/** All that the server sends to a client of bytes. */
const received = (url: string, bytes: string) =>
  Effect.flatMap(connected(url), (socket) =>
    Effect.callback<string>((resume) => {
      let text = ""
      socket.setEncoding("utf8").on("data", (data) => {
        text += data
      })
      socket.once("close", () => resume(Effect.succeed(text)))
      socket.write(bytes)
    }),
  )

describe("What there is", () => {
  it.live("is read with GET and HEAD, and nothing else", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* statusOf("/api/v1/health"), 200)
      const head = yield* ask(yield* url, "/api/v1/health", { method: "HEAD" })
      assert.deepStrictEqual([head.status, head.text], [200, ""])
      assert.isDefined(head.headers["content-length"])
      for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"]) {
        const answer = yield* ask(yield* url, "/api/v1/health", { method })
        assert.deepStrictEqual([answer.status, answer.headers["allow"]], [405, "GET, HEAD"])
      }
    }).pipe(Effect.provide(serve())),
  )

  it.live("is told apart from what there is not, in problem details", () =>
    Effect.gen(function* () {
      for (const path of ["/nothing", "/api/v1/nothing", "/api/v1/peers/a/b"]) {
        const answer = yield* ask(yield* url, path)
        assert.strictEqual(answer.status, 404)
        assert.strictEqual(answer.headers["content-type"], "application/problem+json")
        assert.include(answer.json, { status: 404, title: "Not Found" })
      }
    }).pipe(Effect.provide(serve())),
  )

  it.live("may be kept by nobody, framed by nobody, and read by no other site", () =>
    Effect.gen(function* () {
      for (const path of ["/api/v1/health", "/nothing", "/livez"]) {
        const { headers } = yield* ask(yield* url, path, {
          headers: { origin: "https://elsewhere.example" },
        })
        assert.include(headers, {
          "cache-control": "no-store",
          "x-content-type-options": "nosniff",
          "x-frame-options": "DENY",
          "referrer-policy": "no-referrer",
          "cross-origin-resource-policy": "same-origin",
        })
        assert.notProperty(headers, "access-control-allow-origin")
        assert.include(headers["content-security-policy"], "default-src 'none'")
      }
    }).pipe(Effect.provide(serve())),
  )

  it.live("is compressed for who takes that", () =>
    Effect.gen(function* () {
      const headers = { "accept-encoding": "gzip" }
      const answer = yield* ask(yield* url, "/api/v1/peers", { headers })
      assert.strictEqual(answer.headers["content-encoding"], "gzip")
    }).pipe(Effect.provide(serve({}, fleetOf(100, 2)))),
  )

  it.live("has a page, and what it is made with, which is kept as long as it is the same", () =>
    Effect.gen(function* () {
      const page = yield* ask(yield* url, "/")
      assert.strictEqual(page.headers["content-type"], "text/html; charset=utf-8")
      const policy = String(page.headers["content-security-policy"])
      assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self'; /)
      assert.notInclude(policy, "unsafe")
      assert.strictEqual((yield* ask(yield* url, "/", { method: "HEAD" })).text, "")
      const assets = [...page.text.matchAll(/"(\/assets\/[^"]*)"/g)].map(([, path = ""]) => path)
      assert.deepStrictEqual(assets.map((path) => path.replace(/\.[^.]{16}\./, ".")).sort(), [
        "/assets/icon.svg",
        "/assets/page.css",
        "/assets/page.js",
      ])
      for (const path of [...assets, "/favicon.ico", "/openapi.json"]) {
        const { status, headers, text } = yield* ask(yield* url, path)
        assert.strictEqual(status, 200)
        assert.strictEqual(
          headers["cache-control"],
          // What has its hash in its name is never another under it.
          assets.includes(path) ? "private, max-age=31536000, immutable" : "private, no-cache",
        )
        assert.isNotEmpty(text)
        for (const tag of [`${headers.etag}`, `"other", W/${headers.etag}`]) {
          const again = yield* ask(yield* url, path, { headers: { "if-none-match": tag } })
          assert.deepStrictEqual([again.status, again.text], [304, ""])
        }
        const other = yield* ask(yield* url, path, { headers: { "if-none-match": '"other"' } })
        assert.strictEqual(other.status, 200)
      }
    }).pipe(Effect.provide(serve())),
  )

  it.live("is not found by a path that is none", () =>
    Effect.gen(function* () {
      for (const path of [
        "//elsewhere.example/",
        "/%zz",
        "/%ff",
        "/..%2f",
        "/api/v1/peers/%ff",
        "/?%zz",
      ]) {
        const { status } = yield* ask(yield* url, path)
        assert.include([200, 400, 404], status, path)
      }
      const absolute = yield* received(
        yield* url,
        "GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      )
      assert.match(absolute, /^HTTP\/1.1 [24]\d\d /)
    }).pipe(Effect.provide(serve())),
  )

  it.live("has the page, whatever host is named in the target of a request", () =>
    Effect.gen(function* () {
      const text = yield* received(
        yield* url,
        "GET http://[bad/?still HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      )
      assert.match(text, /^HTTP\/1\.1 200 /)
      assert.notInclude(text, "http-equiv")
    }).pipe(Effect.provide(serve())),
  )

  it.live("has the metrics", () =>
    Effect.gen(function* () {
      const headers = { accept: "application/openmetrics-text;version=1.0.0" }
      const answer = yield* ask(yield* url, "/metrics", { headers })
      assert.match(answer.headers["content-type"] ?? "", /^application\/openmetrics-text/)
      assert.match(answer.text, /^aws_route_server_target_up\{.*"prod\/eu-west-1".*\} 1$/m)
      assert.match(answer.text, /# EOF\n$/)
    }).pipe(Effect.provide(serve())),
  )
})

describe("A monitor is ready", () => {
  const storeFailure = (secondsAgo: number) =>
    Effect.gen(function* () {
      const view = yield* ScriptedView
      yield* view.set({
        // What the clock on the wall says changes nothing: it may have been put back since.
        storeFailure: {
          message: "password=hunter2",
          since: Date.now() + 86_400_000,
          monotonicSince: (yield* monotonicMillis) - secondsAgo * 1000,
        },
      })
      const answer = yield* ask(yield* url, "/readyz")
      assert.notInclude(answer.text, "hunter2")
      return answer
    })

  it.live("when its store is read, whatever becomes of its targets", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* statusOf("/readyz"), 200)
    }).pipe(Effect.provide(serve({}, [failing(read("prod/eu-west-1", []))]))),
  )

  it.live("as long as its store has not failed for too long", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* storeFailure(10)).status, 200)
      const answer = yield* storeFailure(100)
      assert.strictEqual(answer.status, 503)
      assert.match(JSON.stringify(answer.json), /has not worked for 100 seconds/)
      assert.strictEqual(yield* statusOf("/livez"), 200)
    }).pipe(Effect.provide(serve({ readyBound: "1 minute" }))),
  )

  it.live("only after its store was read once", () =>
    Effect.gen(function* () {
      const answer = yield* storeFailure(1)
      assert.strictEqual(answer.status, 503)
      assert.include(answer.json, { reason: "The store has not worked yet" })
    }).pipe(Effect.provide(serve({}, [TargetState.unknown(target("prod/eu-west-1"))]))),
  )
})

describe("A server that only its own machine reaches", () => {
  it.live("is not read by the name of another", () =>
    Effect.gen(function* () {
      const { isLoopback } = yield* NodeMonitorServer.NodeMonitorServer
      assert.isTrue(isLoopback)
      const as = (host: string) => statusOf("/livez", { headers: { host } })
      for (const host of ["elsewhere.example", "127.0.0.1.elsewhere.example", "localhost@x"]) {
        assert.strictEqual(yield* as(host), 421, host)
      }
      for (const host of [
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1:1",
        "[::1]:8080",
        "monitor.test",
      ]) {
        assert.strictEqual(yield* as(host), 200, host)
      }
    }).pipe(Effect.provide(serve({ hosts: ["monitor.test"] }))),
  )

  it.live("is not read by who names nobody", () =>
    Effect.gen(function* () {
      const text = yield* received(yield* url, "GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n")
      assert.match(text, /^HTTP\/1.1 421 /)
    }).pipe(Effect.provide(serve())),
  )

  it.live("is the only kind that is not told", () =>
    Effect.gen(function* () {
      const { isLoopback } = yield* NodeMonitorServer.NodeMonitorServer
      assert.isFalse(isLoopback)
      assert.strictEqual(yield* statusOf("/livez", { headers: { host: "elsewhere.example" } }), 200)
    }).pipe(Effect.provide(serve({ host: "0.0.0.0", token }))),
  )
})

describe("A token", () => {
  const paths = ["/", "/metrics", "/api/v1/health", "/api/v1/events", "/openapi.json", "/nothing"]

  it.live("is asked for by everything but what tells how the process is", () =>
    Effect.gen(function* () {
      const wrong = [
        {},
        { authorization: "Bearer wrong" },
        { authorization: `Bearer ${TOKEN} x` },
        { authorization: TOKEN },
        { authorization: "Basic %%%" },
        basic(TOKEN),
        basic(`${TOKEN}:`),
        basic(`any:${TOKEN}x`),
      ]
      for (const path of paths) {
        for (const headers of wrong) {
          const answer = yield* ask(yield* url, path, { headers })
          assert.strictEqual(answer.status, 401, `${path} ${JSON.stringify(headers)}`)
          assert.match(answer.headers["www-authenticate"] ?? "", /^Basic .*Bearer /)
          assert.notInclude(answer.text, TOKEN)
        }
      }
      assert.strictEqual(yield* statusOf("/livez"), 200)
      assert.strictEqual(yield* statusOf("/readyz?verbose"), 200)
      assert.strictEqual(yield* statusOf("/api/v1/health?/livez"), 401)
    }).pipe(Effect.provide(serve({ token }))),
  )

  it.live("is taken from a bearer, and as a browser's password", () =>
    Effect.gen(function* () {
      for (const headers of [
        { authorization: `Bearer ${TOKEN}` },
        { authorization: `bearer  ${TOKEN}` },
        basic(`:${TOKEN}`),
        basic(`somebody:${TOKEN}`),
      ]) {
        assert.strictEqual(yield* statusOf("/api/v1/health", { headers }), 200)
      }
    }).pipe(Effect.provide(serve({ token }))),
  )

  it.live("that is short, or that no header carries, is refused without telling it", () =>
    Effect.gen(function* () {
      for (const text of [
        "",
        "short",
        "with space with space",
        "with\nline with\nline",
        "é".repeat(20),
      ]) {
        const options = { token: Redacted.make(text) }
        const exit = yield* NodeMonitorServer.layer(options).pipe(
          Layer.provide(layer([])),
          Layer.build,
          Effect.scoped,
          Effect.flip,
        )
        assert.strictEqual(exit._tag, "InvalidToken")
        assert.isTrue(
          text === "" || !JSON.stringify(exit).includes(JSON.stringify(text).slice(1, -1)),
        )
      }
    }),
  )
})

describe("Closing", () => {
  it.live("ends streams of events at once, and answers what is under way", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const told = yield* Deferred.make<void>()
      const slow = Layer.effect(
        MonitorView.MonitorView,
        Effect.map(MonitorView.MonitorView, (view) => ({
          ...view,
          log: (options: { readonly after: number; readonly limit: number }) =>
            options.limit === 7
              ? Deferred.succeed(asked, undefined).pipe(
                  Effect.andThen(Deferred.await(told)),
                  Effect.andThen(view.log(options)),
                )
              : view.log(options),
        })),
      )
      const scope = yield* Scope.make()
      const context = yield* NodeMonitorServer.layer().pipe(
        Layer.provide(slow),
        Layer.provideMerge(layer([])),
        Layer.buildWithScope(scope),
      )
      yield* Effect.gen(function* () {
        const { url } = yield* NodeMonitorServer.NodeMonitorServer
        const view = yield* ScriptedView
        const { next, response } = yield* follow(url, "/api/v1/events?after=0")
        assert.strictEqual(response.statusCode, 200)
        const silent = yield* connected(url)
        const closed = new Promise((resolve) => silent.once("close", resolve))
        const answer = yield* Effect.forkChild(ask(url, "/api/v1/changes?limit=7"))
        yield* Deferred.await(asked)
        const closing = yield* Effect.forkChild(Scope.close(scope, Exit.void))
        assert.isUndefined(yield* next)
        yield* Effect.promise(() => closed)
        yield* Deferred.succeed(told, undefined)
        assert.strictEqual((yield* Fiber.join(answer)).status, 200)
        yield* Fiber.join(closing)
        assert.strictEqual(yield* view.followers, 0)
      }).pipe(Effect.provide(context), Effect.scoped)
    }),
  )
})

describe("What is no request", () => {
  it.live("is refused as a problem", () =>
    Effect.gen(function* () {
      const text = yield* received(yield* url, "NOT HTTP\r\n\r\n")
      assert.match(text, /^HTTP\/1.1 400 /)
      assert.match(text, /content-type: application\/problem\+json/)
      assert.match(text, /nosniff/)
    }).pipe(Effect.provide(serve())),
  )

  it("has a body that says what is wrong", () => {
    const { body } = MonitorServer.refuse({ status: 431, message: "too large" })
    assert.deepStrictEqual(JSON.parse(body), {
      type: "about:blank",
      status: 431,
      title: "too large",
    })
  })
})
