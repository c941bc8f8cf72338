import { assert, describe, it } from "@effect/vitest"
import { PeerSource } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Deferred, Effect, Fiber, Layer } from "effect"
import { HttpServerRequest } from "effect/http"
import { TestClock } from "effect/testing"
import { common, form, memory, peers, post, send } from "../support.ts"
import { closed, connected, counting, GET, inEveryTurn, received, serve } from "./support.ts"

const SHORT = "GET / HTTP/1.1\r\n\r\n"

describe("A client that sends too much", () => {
  it.live("requests ahead is cut off before others are", () =>
    Effect.gen(function* () {
      const open = yield* Deferred.make<void>()
      const source = Layer.succeed(PeerSource.PeerSource, {
        describe: () => Effect.as(Deferred.await(open), { RouteServerPeers: peers }),
      })
      const outcome = Effect.gen(function* () {
        const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
        const honest = yield* connected(url)
        honest.client.write(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
        const greedy = yield* Effect.forEach(Array.from({ length: 12 }), () => connected(url))
        for (const { client } of greedy) {
          client.removeAllListeners("error")
          client.on("error", () => {})
          client.write(GET + SHORT.repeat(999))
        }
        yield* Effect.raceAll(greedy.map(({ server }) => closed(server)))
        const answer = yield* Effect.forkChild(received(honest.client))
        yield* Deferred.succeed(open, undefined)
        for (const { client } of greedy) client.destroy()
        return yield* Fiber.join(answer)
      })
      assert.match(yield* Effect.provide(outcome, serve(source)), /^HTTP\/1\.1 200 OK\r\n/)
    }),
  )

  it.effect("headers is refused in the envelope", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      for (const [count, status] of [
        [1000, "200"],
        [1001, "431"],
      ] as const) {
        const { client } = yield* connected(url)
        const headers = Array.from({ length: count - 2 }, (_, index) => `X${index}: x\r\n`)
        client.write(GET.replace("\r\n\r\n", `\r\nConnection: close\r\n${headers.join("")}\r\n`))
        const answer = yield* received(client)
        assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
        assert.include(answer, "</Response>".slice(2))
      }
    }).pipe(Effect.provide(serve(memory))),
  )

  it("in one parameter is refused, whatever it means", async () => {
    const longest = "a".repeat(65_536 - "NextToken=".length)
    const { source } = counting(peers)
    assert.strictEqual((await post([["NextToken", longest]], {}, source)).status, 200)
    const { status, error } = await post([["NextToken", `${longest}a`]], {}, source)
    assert.strictEqual(status, 413)
    assert.match(
      error ?? "",
      /^RequestEntityTooLarge: The parameter NextToken=a+… is longer than 65536 characters$/,
    )
  })

  it.effect("in many parameters leaves turns to others", () =>
    Effect.gen(function* () {
      const value = "%41".repeat(10_000)
      const ids = Array.from({ length: 1000 }, (_, at) => `&RouteServerPeerId.${at + 1}=${value}`)
      let turns = 0
      const count = () => {
        turns += 1
      }
      const body = form(common) + ids.join("")
      const { status } = yield* inEveryTurn(
        count,
        Effect.promise(() => send({ method: "POST", body: new TextEncoder().encode(body) })),
      )
      assert.strictEqual(status, 400)
      assert.isAbove(turns, body.length / 300_000)
    }),
  )

  it.effect("in bodies that are large sends one of them at a time", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const body = form(common).padEnd(2_000_000, "&")
      const head = [
        "POST / HTTP/1.1",
        "Host: a",
        "Connection: close",
        "Expect: 100-continue",
        `Content-Length: ${body.length}`,
      ]
      const text = [...head, "", ""].join("\r\n")
      const told = ({ client }: { client: NodeJS.ReadableStream }) =>
        Effect.promise(
          () =>
            new Promise<string>((resolve) => client.once("data", (data) => resolve(String(data)))),
        )
      const first = yield* connected(url)
      const second = yield* connected(url)
      first.client.write(text)
      assert.match(yield* told(first), /^HTTP\/1\.1 100 /)
      second.client.write(text)
      // Other connections' answers say that the server has read that.
      const small = form(common).padEnd(1_048_576, "&")
      const others = [
        GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"),
        `POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${small.length}\r\n\r\n${small}`,
      ]
      for (const each of others) {
        const other = yield* connected(url)
        other.client.write(each)
        assert.match(yield* received(other.client), /^HTTP\/1\.1 200 /)
      }
      assert.strictEqual(second.client.bytesRead, 0)
      const answer = yield* Effect.forkChild(received(first.client))
      first.client.write(body)
      assert.match(yield* Fiber.join(answer), /^HTTP\/1\.1 200 /)
      assert.match(yield* told(second), /^HTTP\/1\.1 100 /)
      second.client.destroy()
    }).pipe(Effect.provide(serve(memory))),
  )

  it.effect("and does not come to its end leaves others their turn after 30 seconds", () =>
    Effect.gen(function* () {
      const bodies = [new ReadableStream(), new TextEncoder().encode(form(common))]
      const [slow, next] = yield* Effect.forEach(bodies, (body) => {
        const init = { method: "POST", body, duplex: "half" }
        const request = HttpServerRequest.fromWeb(new Request("http://ec2.test/", init))
        return Ec2Endpoint.app().pipe(
          Effect.provideService(HttpServerRequest.HttpServerRequest, request),
          Effect.provide(memory),
          Effect.forkChild({ startImmediately: true }),
        )
      })
      assert.isDefined(slow && next)
      if (!(slow && next)) return
      yield* TestClock.adjust("29 seconds")
      assert.deepStrictEqual([slow.pollUnsafe(), next.pollUnsafe()], [undefined, undefined])
      yield* TestClock.adjust("1 second")
      assert.strictEqual((yield* Fiber.join(slow)).status, 408)
      assert.strictEqual((yield* Fiber.join(next)).status, 200)
    }),
  )

  it.effect("in a body whose length nobody tells is refused", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const { client } = yield* connected(url)
      const head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
      client.write(`${head}Connection: close\r\n\r\n64\r\n${"&".repeat(100)}\r\n0\r\n\r\n`)
      assert.match(yield* received(client), /^HTTP\/1\.1 413 .*exceeds the limit of 99 bytes/s)
    }).pipe(Effect.provide(serve(memory, { maxBodyBytes: 99 }))),
  )
})
