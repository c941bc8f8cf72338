/**
 * Answers that never end, come in drops, or are made to cost more than they
 * weigh.
 */
import type { ServerResponse } from "node:http"
import { EC2Client, type EC2ClientConfig } from "@aws-sdk/client-ec2"
import { assert, describe, it } from "@effect/vitest"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Deferred, Effect, Exit, Fiber, Result } from "effect"
import { TestClock } from "effect/testing"
import { client, read, shown } from "../support/answers.ts"
import * as server from "../support/server.ts"

const half = server.peers(["rsp-1"]).slice(0, 200)

/** Lets the adapter's own clock run on while a call waits; the server's is not touched. */
const patiently = <A, E, R>(call: Effect.Effect<A, E, R>, waiting: Effect.Effect<void>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(Effect.result(call))
    yield* waiting
    yield* TestClock.adjust("4 minutes")
    // What waits for a minute more is not given up.
    assert.isUndefined(fiber.pollUnsafe())
    yield* TestClock.adjust("1 minute")
    return yield* Fiber.join(fiber)
  })

describe("A body that does not end", () => {
  /** A server that writes what a test has it write, and tells when it has begun. */
  const begin = (write: (response: ServerResponse) => void) =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const ec2 = yield* server.listen((response) => {
        response.writeHead(200)
        response.write(half, () => Deferred.doneUnsafe(begun, Exit.void))
        write(response)
      })
      return { ...ec2, begun }
    })

  it.effect.each<[what: string, config: EC2ClientConfig]>([
    ["the client's own", {}],
    [
      "one with the time-outs of the SDK",
      { requestHandler: { requestTimeout: 60_000, throwOnRequestTimeout: true } },
    ],
  ])("is given up after five minutes of silence, and hung up on: %s", ([, config]) =>
    Effect.gen(function* () {
      const { url, begun, quiet } = yield* begin(() => undefined)
      const ec2 = new EC2Client(server.settings(url, config))
      const call = PeerSource.describe().pipe(Effect.provide(AwsPeerSource.layerClient(ec2)))
      const result = yield* patiently(call, Deferred.await(begun))
      const error = Result.getOrThrow(Result.flip(result))
      assert.include(shown(error), { _tag: "TransportError", reason: "Timeout", isRetryable: true })
      assert.include(error.message, "the answer took more than 5m")
      yield* quiet
    }),
  )

  it.effect("is given up in whatever drops it comes", () =>
    Effect.gen(function* () {
      const taken = yield* Deferred.make<void>()
      let drops = 0
      const body = {
        async *[Symbol.asyncIterator]() {
          while (drops < 1_000_000) {
            drops += 1
            if (drops === 3) Deferred.doneUnsafe(taken, Exit.void)
            yield Buffer.from("x")
            await new Promise((next) => setImmediate(next))
          }
        },
      }
      const call = PeerSource.describe().pipe(
        Effect.provide(
          AwsPeerSource.layerClient(
            new EC2Client({
              ...server.settings("http://127.0.0.1"),
              requestHandler: {
                handle: async () => ({ response: { statusCode: 200, headers: {}, body } }),
              },
            }),
          ),
        ),
      )
      const result = yield* patiently(call, Deferred.await(taken))
      assert.include(shown(Result.getOrThrow(Result.flip(result))), { reason: "Timeout" })
      drops = 1_000_000
    }),
  )

  it.effect("is given up where its handler never answers at all", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const handle = () => {
        Deferred.doneUnsafe(asked, Exit.void)
        return new Promise<never>(() => undefined)
      }
      const ec2 = new EC2Client({
        ...server.settings("http://127.0.0.1"),
        requestHandler: { handle },
      })
      const call = PeerSource.describe().pipe(Effect.provide(AwsPeerSource.layerClient(ec2)))
      const result = yield* patiently(call, Deferred.await(asked))
      assert.include(shown(Result.getOrThrow(Result.flip(result))), { reason: "Timeout" })
    }),
  )

  it.effect("is waited for as long as the user says", () =>
    Effect.gen(function* () {
      const { url, begun } = yield* begin(() => undefined)
      const layer = AwsPeerSource.layer(server.settings(url), { responseTimeout: "2 seconds" })
      const fiber = yield* PeerSource.describe().pipe(
        Effect.provide(layer),
        Effect.flip,
        Effect.forkChild,
      )
      yield* Deferred.await(begun)
      yield* TestClock.adjust("2 seconds")
      assert.include((yield* Fiber.join(fiber)).message, "the answer took more than 2s")
    }),
  )
})

describe("A body that costs more than it weighs", () => {
  it.effect("is refused for more elements than any page has", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(`<a>${"<b/>".repeat(1_000_000)}</a>`))
      assert.include(shown(error), { _tag: "MalformedResponse", reason: "TooLong" })
      assert.include(error.message, "it has more than 699051 elements")
    }),
  )

  it.effect("is refused for elements within elements", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read(`${"<a>".repeat(100_000)}`))
      assert.include(shown(error), { _tag: "MalformedResponse", reason: "TooLong" })
    }),
  )

  /** Counts the turns that others have while a call lasts. */
  const turns = <A, E, R>(call: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      let count = 0
      const turn = () => {
        count += 1
        next = setImmediate(turn)
      }
      let next = setImmediate(turn)
      const result = yield* Effect.result(call)
      clearImmediate(next)
      return [count, result] as const
    })

  it.effect("keeps nobody waiting: one bad peer after 20,000 good ones", () =>
    Effect.gen(function* () {
      const ids = Array.from({ length: 20_000 }, (_, index) => `rsp-${index}`)
      const bad = "<item><routeServerPeerId>rsp-a</routeServerPeerId><state><a/></state></item>"
      const body = Buffer.from(
        server.peers(ids).replace("</routeServerPeerSet>", `${bad}</routeServerPeerSet>`),
      )
      const [count, result] = yield* turns(
        PeerSource.describe().pipe(Effect.provide(AwsPeerSource.layerClient(client(body)))),
      )
      const error = Result.getOrThrow(Result.flip(result))
      assert.include(shown(error), {
        path: "RouteServerPeers.20000.State",
        routeServerPeerId: "rsp-a",
      })
      assert.include(error.message, "RouteServerPeers[20000].State: ")
      assert.isAtLeast(count, 50)
    }),
  )

  it.effect("is read once, however it fails", () =>
    Effect.gen(function* () {
      const body = `<Response><Errors><Error><Code>Blocked</Code><Message>${"m".repeat(7_000_000)}</Message></Error></Errors></Response>`
      const error = yield* Effect.flip(read(body, 503))
      assert.strictEqual(error._tag, "OtherServiceError")
      assert.isBelow(error.message.length, 20_000)
    }),
  )
})
