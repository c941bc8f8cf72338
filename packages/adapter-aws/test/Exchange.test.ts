/**
 * What goes over the wire for one call, as those see it who share the client:
 * middlewares, handlers of requests, providers of credentials, strategies of retries.
 */
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { Filter, PeerSource } from "@route-server/core"
import { Cause, Clock, Deferred, Effect, Exit, Fiber, Tracer } from "effect"
import { shown } from "./support/answers.ts"
import * as server from "./support/server.ts"

interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly query: object
  body: string | Uint8Array
}

/** A client whose requests do not leave this process, but are answered like this. */
const answering = (
  answer: (sent: Sent) => unknown,
  config: EC2ClientConfig = {},
  endpoint = "http://ec2.example.com",
) =>
  new EC2Client({
    ...server.settings(endpoint),
    requestHandler: { handle: async (sent: Sent) => ({ response: await answer(sent) }) },
    ...config,
  })

const answer = (
  body: string,
  statusCode = 200,
  headers: Readonly<Record<string, string>> = {},
) => ({ statusCode, headers, body: Buffer.from(body) })

const describePeers = (client: EC2Client, request?: Parameters<typeof PeerSource.describe>[0]) =>
  PeerSource.describe(request).pipe(
    Effect.provide(AwsPeerSource.layerClient(client), { local: true }),
  )

/** Has a middleware of the user's add this to each request once it is signed. */
const adding = (client: EC2Client, more: (sent: Sent) => Partial<Sent>): EC2Client => {
  client.middlewareStack.add(
    (next) => (args) => {
      Object.assign(Object(args.request), more(Object(args.request)))
      return next(args)
    },
    { step: "finalizeRequest", priority: "low" },
  )
  return client
}

describe("An error of EC2 that quotes the request", () => {
  it.effect("shows all of its headers that hold no credential", () =>
    Effect.gen(function* () {
      const sent: Array<string> = []
      const client = adding(
        answering(({ headers }) => {
          const lines = Object.entries(headers)
            .filter(([name]) => !["authorization", "x-amz-security-token"].includes(name))
            .map(([name, value]) => `${name}: ${value}`)
          sent.push("AWS4-HMAC-SHA256", ...lines)
          return answer(server.failure("AuthFailure", sent.join("\n")), 401)
        }),
        ({ headers }) => ({ headers: { ...headers, "User-Agent": "a-tool-of-the-users/1.0" } }),
      )
      const error = yield* Effect.flip(describePeers(client))
      assert.strictEqual(error.message, sent.join("\n"))
      assert.isAbove(sent.length, 6)
    }),
  )

  it.effect.each<[what: string, more: Partial<Sent>, shown: object]>([
    [
      "in a header",
      { headers: { "x-api-key": "doNotLeak/in-a-header" } },
      { headers: { "x-api-key": "[redacted]" }, query: {} },
    ],
    [
      "in the place of the signature",
      { headers: { authorization: "Api-Key doNotLeak/in-a-header" } },
      { headers: { authorization: "Api-Key [redacted]" }, query: {} },
    ],
    [
      "in the place of the signature, alone",
      { headers: { authorization: "doNotLeak/in-a-header" } },
      { headers: { authorization: "[redacted]" }, query: {} },
    ],
    [
      "in the URL, and more than once",
      { headers: {}, query: { key: ["doNotLeak/in-a-query", "anotherOne/in-a-query"] } },
      { headers: {}, query: { key: ["[redacted]", "[redacted]"] } },
    ],
  ])("shows nothing of what a middleware added to it: %s", ([, more, shown]) =>
    Effect.gen(function* () {
      const quote = (value: object) => JSON.stringify(value).replaceAll('"', "'")
      const client = adding(
        answering(({ headers, query }) =>
          answer(server.failure("AuthFailure", quote({ headers, query })), 401),
        ),
        () => more,
      )
      const error = yield* Effect.flip(describePeers(client))
      assert.strictEqual(error.message, quote(shown))
    }),
  )

  it.effect("has the ID of its request however the handler spells the header", () =>
    Effect.gen(function* () {
      const body = server.failure("AuthFailure", "No.")
      const client = answering(() => answer(body, 401, { "X-AmzN-RequestId": "req-9" }))
      assert.include(shown(yield* Effect.flip(describePeers(client))), { requestId: "req-9" })
    }),
  )
})

describe("A handler of requests", () => {
  it.effect.each<[response: unknown]>([
    [undefined],
    ["text"],
    [{}],
    [{ headers: {} }],
    [{ statusCode: "200", headers: {} }],
    [{ statusCode: 200 }],
    [{ statusCode: 200, headers: "text/xml" }],
  ])("is told where what it gives is no response: %j", ([response]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(describePeers(answering(() => response)))
      assert.include(shown(error), {
        _tag: "TransportError",
        reason: "Other",
        message: "The request failed: The client's requestHandler gave no HTTP response",
      })
      assert.propertyVal(error.cause, "name", "NoResponse")
    }),
  )

  it.effect("is sent what the protocol wrote, where that is bytes", () =>
    Effect.gen(function* () {
      const bodies: Array<string> = []
      const client = answering(({ body }) => {
        assert.instanceOf(body, Uint8Array)
        bodies.push(Buffer.from(body).toString())
        return answer(server.peers([]))
      })
      const { protocol } = client.config
      const serializeRequest = async (...inputs: ReadonlyArray<unknown>) => {
        const request = await Reflect.apply(protocol.serializeRequest, protocol, inputs)
        return Object.assign(request, { body: Buffer.from(request.body) })
      }
      client.config.protocol = Object.create(protocol, {
        serializeRequest: { value: serializeRequest },
      })
      yield* describePeers(client, { Filters: [Filter.make("VpcId", "vpc-1")] })
      assert.deepStrictEqual(bodies, [
        "Action=DescribeRouteServerPeers&Version=2016-11-15&Filter.1.Name=VpcId&Filter.1.Value.1=vpc-1",
      ])
    }),
  )
})

describe("A call that is not sent", () => {
  it.effect("has a span without attempts and without delay", () =>
    Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        },
      })
      const credentials = () => Promise.reject(new Error("none"))
      const client = answering(() => assert.fail("sent"), { credentials })
      yield* Effect.flip(describePeers(client).pipe(Effect.withTracer(tracer)))
      assert.lengthOf(spans, 1)
      assert.include(Object.fromEntries(spans[0]?.attributes ?? []), {
        "aws.sdk.attempts": 0,
        "aws.sdk.retry_delay_ms": 0,
        "http.request.resend_count": 0,
        "error.type": "TransportError.CredentialsNotFound",
      })
    }),
  )
})

describe("A client whose send is replaced", () => {
  it.effect.each<[output: unknown]>([[undefined], [{}], [{ $metadata: {} }]])(
    "is found out by an answer to nothing: %j",
    ([output]) =>
      Effect.gen(function* () {
        const client = answering(() => assert.fail("sent"))
        client.send = () => Promise.resolve(output)
        const error = yield* Effect.flip(describePeers(client))
        assert.include(error.message, "The request failed: Nothing was sent: ")
        assert.propertyVal(error.cause, "name", "NothingSent")
      }),
  )
})

describe("A strategy of retries", () => {
  it.effect.each<[code: string, status: number, name: string, type: string]>([
    ["RequestLimitExceeded", 400, "RequestLimitExceeded", "THROTTLING"],
    ["Client.Odd_Code-1", 503, "Client.Odd_Code-1", "TRANSIENT"],
    ["&lt;Throttling&gt; &amp;", 400, "Throttling", "THROTTLING"],
    ["AuthFailure", 401, "AuthFailure", "CLIENT_ERROR"],
  ])("is told the code of an error, be it like XML: %s, HTTP %d", ([code, status, name, type]) =>
    Effect.gen(function* () {
      const told: Array<unknown> = []
      const strategy = server.attempts(3)
      const client = answering(() => answer(server.failure(code, "No."), status), {
        retryStrategy: {
          ...strategy,
          refreshRetryTokenForRetry: (token, info) => {
            told.push({ name: info.error?.name, type: info.errorType })
            return strategy.refreshRetryTokenForRetry(token, info)
          },
        },
      })
      yield* Effect.flip(describePeers(client))
      const attempts = type === "CLIENT_ERROR" ? 1 : 3
      assert.deepStrictEqual(
        told,
        Array.from({ length: attempts }, () => ({ name, type })),
      )
    }),
  )
})

describe("A middleware that reads answers", () => {
  it.effect.each<[what: string, body: string, status: number, seen: RegExp]>([
    ["a page", server.peers(["rsp-1"]), 200, /^$/],
    ["what is no page", "<html>busy</html>", 503, /^$/],
    ["an error of EC2", server.failure("AuthFailure", "No."), 401, />AuthFailure</],
  ])("sees no more of it than the code of an error: %s", ([, body, status, seen]) =>
    Effect.gen(function* () {
      const bodies: Array<string> = []
      const client = answering(() => answer(body, status))
      client.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args)
          bodies.push(Buffer.from(Object(result.response).body).toString())
          return result
        },
        { step: "deserialize", priority: "low" },
      )
      yield* Effect.exit(describePeers(client))
      assert.lengthOf(bodies, 1)
      assert.match(String(bodies[0]), seen)
      assert.notInclude(bodies[0], "No.")
    }),
  )
})

describe("An interruption", () => {
  it.effect("is nothing else where the client is about to get credentials", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const credentials = () => {
        Deferred.doneUnsafe(asked, Exit.void)
        return new Promise<never>(() => undefined)
      }
      const client = answering(() => assert.fail("sent"), { credentials })
      const fiber = yield* Effect.forkChild(describePeers(client))
      yield* Deferred.await(asked)
      yield* Fiber.interrupt(fiber)
      const exit = yield* Fiber.await(fiber)
      assert.isTrue(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause))
    }),
  )

  it.effect("ends the reading of an answer", () =>
    Effect.gen(function* () {
      const arrived = yield* Deferred.make<void>()
      const outcome = yield* Deferred.make<string>()
      const body = `<a>${"<b/>".repeat(600_000)}</a>`
      const client = answering(() => {
        // By then the first of many slices is read.
        setImmediate(() => Deferred.doneUnsafe(arrived, Exit.void))
        return answer(body)
      })
      client.middlewareStack.add(
        (next) => async (args) => {
          const reading = next(args)
          const tell = (what: string) => () => Deferred.doneUnsafe(outcome, Exit.succeed(what))
          reading.then(tell("read to its end"), tell("left"))
          return reading
        },
        { step: "deserialize", priority: "low" },
      )
      const fiber = yield* Effect.forkChild(describePeers(client))
      yield* Deferred.await(arrived)
      yield* Fiber.interrupt(fiber)
      assert.strictEqual(yield* Deferred.await(outcome), "left")
    }),
  )

  it.effect("ends the waiting for an answer where the handler does not mind it", () =>
    Effect.gen(function* () {
      const sent = yield* Deferred.make<void>()
      const ended = yield* Deferred.make<void>()
      const client = answering(() => {
        Deferred.doneUnsafe(sent, Exit.void)
        return new Promise<never>(() => undefined)
      })
      const clock = yield* Clock.Clock
      const fiber = yield* Effect.forkChild(
        describePeers(client).pipe(
          Effect.provideService(Clock.Clock, {
            ...clock,
            currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe(),
            monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
            sleep: () => Effect.onInterrupt(Effect.never, () => Deferred.succeed(ended, undefined)),
          }),
        ),
      )
      yield* Deferred.await(sent)
      yield* Fiber.interrupt(fiber)
      yield* Deferred.await(ended)
    }),
  )
})
