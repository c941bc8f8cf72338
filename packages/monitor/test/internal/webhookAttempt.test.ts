import { once } from "node:events"
import { createServer, type RequestListener } from "node:http"
import type { AddressInfo } from "node:net"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Webhook } from "@route-server/monitor"
import { Clock, Duration, Effect, Exit, Schema } from "effect"
import { FetchHttpClient, HttpClient, HttpClientError, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { Webhook as Verifier } from "standardwebhooks"
import { attempt, messageId, signatureOf } from "../../src/internal/webhookAttempt.ts"

const secretOf = (bytes: Uint8Array) => `whsec_${Buffer.from(bytes).toString("base64")}`
const SECRET = secretOf(new Uint8Array(32).fill(7))

const webhookOf = (url: string, secrets: ReadonlyArray<string> = [SECRET]) =>
  Schema.decodeUnknownSync(Webhook.Webhook)({ name: "chat", url, secrets })

interface Seen {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends once, to what answers so. */
const send = (
  answer: Response | Error,
  { url = "https://hooks.example.com/a?b=c", seen = [] as Array<Seen> } = {},
) =>
  attempt(webhookOf(url), { id: messageId("1"), body: "{}" }, Duration.seconds(15)).pipe(
    Effect.provideService(
      HttpClient.HttpClient,
      HttpClient.make((request, to) =>
        Effect.suspend(() => {
          const { body } = request
          seen.push({
            url: to.href,
            headers: { ...request.headers },
            body: body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : "",
          })
          return answer instanceof Error
            ? Effect.fail(
                new HttpClientError.HttpClientError({
                  reason: new HttpClientError.TransportError({ request, cause: answer }),
                }),
              )
            : Effect.succeed(HttpClientResponse.fromWeb(request, answer))
        }),
      ),
    ),
    Effect.flip,
  )

const failureOf = (answer: Response | Error) =>
  Effect.map(send(answer), (failure) => ({ kind: failure.kind, code: failure.code }))

const withCode = (code: string, cause?: Error) =>
  Object.assign(new Error("at https://secret.example.com", { cause }), { code })

describe("webhookAttempt", () => {
  it("signs what the verifier of Standard Webhooks takes, with every secret", () => {
    const secret = fc.uint8Array({ minLength: 24, maxLength: 64 }).map(secretOf)
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.string({ unit: "grapheme" }),
        fc.jsonValue(),
        (secrets, id, value) => {
          const { secrets: redacted } = webhookOf("https://a.example", secrets)
          const body = JSON.stringify(value)
          const timestamp = Math.floor(Date.now() / 1000)
          const message = { id: messageId(id), body }
          const headers = {
            "webhook-id": message.id,
            "webhook-timestamp": String(timestamp),
            "webhook-signature": signatureOf(redacted, message, timestamp),
          }
          for (const each of secrets) {
            assert.deepStrictEqual(new Verifier(each).verify(body, headers), JSON.parse(body))
            assert.throws(() => new Verifier(each).verify(`${body} `, headers))
          }
        },
      ),
    )
  })

  it("gives messages IDs that a header can carry and that a full stop does not end, each its own", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (a, b) => {
        assert.match(messageId(a), /^msg_[A-Za-z0-9_-]*$/)
        assert.strictEqual(messageId(a) === messageId(b), a === b)
      }),
    )
  })

  it.effect("posts JSON with the headers of Standard Webhooks, as of now", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_764_120_000_900)
      const seen: Array<Seen> = []
      const exit = yield* Effect.exit(send(new Response(null, { status: 204 }), { seen }))
      assert.isTrue(Exit.isFailure(exit), "an attempt that succeeds has no failure")
      const [{ url, headers, body } = { url: "", headers: {}, body: "" }] = seen
      assert.strictEqual(url, "https://hooks.example.com/a?b=c")
      assert.strictEqual(body, "{}")
      assert.strictEqual(headers["content-type"], "application/json")
      assert.strictEqual(headers["webhook-id"], "msg_MQ")
      assert.strictEqual(headers["webhook-timestamp"], "1764120000")
      assert.match(headers["webhook-signature"] ?? "", /^v1,[A-Za-z0-9+/]{43}=$/)
      assert.isUndefined(headers["authorization"])
      assert.isUndefined(headers["traceparent"])
    }),
  )

  it.effect("sends a name and a password of the URL as a header, and not in the URL", () =>
    Effect.gen(function* () {
      const seen: Array<Seen> = []
      yield* Effect.exit(
        send(new Response(), { url: "https://us%40er:p%3Aw@hooks.example.com/", seen }),
      )
      assert.strictEqual(seen[0]?.url, "https://hooks.example.com/")
      assert.strictEqual(
        seen[0]?.headers["authorization"],
        `Basic ${Buffer.from("us@er:p:w").toString("base64")}`,
      )
    }),
  )

  it.effect.each([
    [301, "refused"],
    [307, "refused"],
    [400, "refused"],
    [401, "refused"],
    [404, "refused"],
    [408, "transient"],
    [410, "gone"],
    [413, "refused"],
    [425, "transient"],
    [429, "transient"],
    [500, "transient"],
    [503, "transient"],
    [599, "transient"],
  ] as const)("takes %d for %s", ([status, kind]) =>
    Effect.gen(function* () {
      const answer = new Response(null, { status, headers: { location: "https://b.example" } })
      assert.deepStrictEqual(yield* failureOf(answer), { kind, code: String(status) })
    }),
  )

  it.effect("names what kept an answer from coming, and not where", () =>
    Effect.gen(function* () {
      const codes = [
        [withCode("ECONNREFUSED"), "ECONNREFUSED"],
        [new Error("fetch failed", { cause: withCode("ENOTFOUND") }), "ENOTFOUND"],
        [new AggregateError([withCode("ETIMEDOUT")]), "ETIMEDOUT"],
        [withCode("hooks.example.com"), "TransportError"],
        [new Error("https://hooks.example.com"), "TransportError"],
      ] as const
      for (const [error, code] of codes) {
        assert.deepStrictEqual(yield* failureOf(error), { kind: "transient", code })
      }
    }),
  )

  it.effect("reads when the receiver wants to be asked again", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 26, 12))
      const wish = (value: string) =>
        Effect.map(
          send(new Response(null, { status: 429, headers: { "retry-after": value } })),
          ({ retryAfter }) => Duration.toMillis(retryAfter),
        )
      assert.strictEqual(yield* wish("120"), 120_000)
      assert.strictEqual(yield* wish("Thu, 26 Nov 2026 12:00:30 GMT"), 30_000)
      assert.strictEqual(yield* wish("Thu, 26 Nov 2026 11:00:00 GMT"), 0)
      assert.strictEqual(yield* wish("soon"), 0)
      assert.strictEqual(yield* wish("-5"), 0)
      assert.isAbove(yield* Clock.currentTimeMillis, 0)
    }),
  )
})

/** A receiver on this machine, until the scope closes. */
const receiver = (listener: RequestListener) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const server = createServer(listener).listen(0, "127.0.0.1")
      await once(server, "listening")
      // A server that listens on a port has an address of this form.
      const { port } = server.address() as AddressInfo
      return { server, url: `http://127.0.0.1:${port}/hook` }
    }),
    ({ server }) =>
      Effect.promise(async () => {
        server.closeAllConnections()
        server.close()
        await once(server, "close")
      }),
  )

const clients = [
  ["node:http", NodeHttpClient.layerNodeHttp],
  ["undici", NodeHttpClient.layerUndici],
  ["fetch", FetchHttpClient.layer],
] as const

describe.each(clients)("webhookAttempt over sockets, by %s", (_, client) => {
  const sendTo = (url: string, patience: Duration.Input = "30 seconds") =>
    attempt(
      webhookOf(url),
      { id: messageId("é/1"), body: JSON.stringify({ text: "é" }) },
      Duration.fromInputUnsafe(patience),
    ).pipe(Effect.provide(client))

  const failureAt = (listener: RequestListener, patience?: Duration.Input) =>
    Effect.gen(function* () {
      const { url } = yield* receiver(listener)
      const { kind, code, retryAfter } = yield* Effect.flip(sendTo(url, patience))
      return { kind, code, retryAfter: Duration.toMillis(retryAfter) }
    })

  it.live("is taken for genuine", () =>
    Effect.gen(function* () {
      const verified: Array<unknown> = []
      const { url } = yield* receiver((request, response) => {
        let body = ""
        request.setEncoding("utf8").on("data", (data: string) => {
          body += data
        })
        request.on("end", () => {
          const headers = Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
          )
          verified.push(request.method, new Verifier(SECRET).verify(body, headers))
          response.writeHead(204).end()
        })
      })
      yield* sendTo(url)
      assert.deepStrictEqual(verified, ["POST", { text: "é" }])
    }),
  )

  it.live("is not kept by an answer without end", () =>
    Effect.gen(function* () {
      const { url } = yield* receiver((_request, response) => {
        response.writeHead(200)
        const timer = setInterval(() => response.write("x".repeat(1000)), 1)
        response.on("close", () => clearInterval(timer))
      })
      yield* sendTo(url)
    }),
  )

  it.live("ends what takes too long, and leaves no request behind", () =>
    Effect.gen(function* () {
      const closed = Promise.withResolvers<void>()
      const failure = yield* failureAt((_request, response) => {
        response.on("close", () => closed.resolve())
      }, "300 millis")
      assert.deepStrictEqual(failure, { kind: "transient", code: "Timeout", retryAfter: 0 })
      yield* Effect.promise(() => closed.promise)
    }),
  )

  it.live("may try again what breaks off, or is not there", () =>
    Effect.gen(function* () {
      const broken = yield* failureAt((request) => request.socket.destroy())
      assert.strictEqual(broken.kind, "transient")
      assert.match(broken.code, /^(ECONNRESET|UND_ERR_SOCKET|TransportError)$/)
      const { url } = yield* Effect.scoped(receiver(() => undefined))
      const { kind, code } = yield* Effect.flip(sendTo(url))
      assert.deepStrictEqual([kind, code], ["transient", "ECONNREFUSED"])
    }),
  )

  it.live("reads wishes and ends", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* failureAt((_request, response) => {
          response.writeHead(429, { "retry-after": "7" }).end("slow down")
        }),
        { kind: "transient", code: "429", retryAfter: 7000 },
      )
      assert.deepStrictEqual(
        yield* failureAt((_request, response) => {
          response.writeHead(410).end()
        }),
        { kind: "gone", code: "410", retryAfter: 0 },
      )
    }),
  )

  it.live("follows no redirect", () =>
    Effect.gen(function* () {
      let reached = 0
      const { url } = yield* receiver((_request, response) => {
        reached += 1
        response.end()
      })
      for (const status of [301, 302, 303, 307, 308]) {
        const failure = yield* failureAt((_request, response) => {
          response.writeHead(status, { location: url }).end()
        })
        assert.deepStrictEqual(failure, { kind: "refused", code: String(status), retryAfter: 0 })
      }
      assert.strictEqual(reached, 0)
    }),
  )
})
