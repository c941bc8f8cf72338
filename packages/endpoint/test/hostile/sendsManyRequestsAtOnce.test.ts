import { assert, describe, it } from "@effect/vitest"
import { PeerSource } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Deferred, Effect, Fiber, Layer } from "effect"
import { peers } from "../support.ts"
import { closed, connected, counting, GET, MANY, received, serve, talkative } from "./support.ts"

/** The bytes that a server reads at a time. */
const A_READ = 65_536

const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, code]) => code)

describe("A client that sends many requests at once", () => {
  it.live("and reads nothing is answered one request, and then cut off", () => {
    const { asked, source } = counting(talkative(MANY))
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const { client, server } = yield* connected(url)
      client.on("error", () => {})
      client.write(GET.repeat(900))
      yield* closed(server)
      assert.strictEqual(asked.times, 1)
      client.destroy()
    }).pipe(Effect.provide(serve(source, { sendTimeout: 100 })))
  })

  it.effect("and reads is answered each, in turn", () => {
    const { asked, source } = counting(peers)
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const { client } = yield* connected(url)
      const all = yield* Effect.forkChild(received(client))
      client.write(GET.repeat(899) + GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
      const text = yield* Fiber.join(all)
      assert.deepStrictEqual(
        statuses(text),
        Array.from({ length: 900 }, () => "200"),
      )
      assert.strictEqual(text.split("</DescribeRouteServerPeersResponse>").length, 901)
      assert.strictEqual(asked.times, 900)
    }).pipe(Effect.provide(serve(source)))
  })

  it.effect("is not read further while they wait", () =>
    Effect.gen(function* () {
      const open = yield* Deferred.make<void>()
      const source = Layer.succeed(PeerSource.PeerSource, {
        describe: () => Effect.as(Deferred.await(open), { RouteServerPeers: peers }),
      })
      const answers = Effect.gen(function* () {
        const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
        const { client, server } = yield* connected(url)
        const short = `GET / HTTP/1.1\r\nX: ${"x".repeat(200)}\r\n\r\n`
        client.write(GET + short.repeat(999))
        for (let time = 0; time < 5; time += 1) {
          // Another connection's answer says that the server has read what it reads.
          const other = yield* connected(url)
          other.client.write("no\r\n\r\n")
          yield* received(other.client)
        }
        assert.isBelow(server.bytesRead, 2 * A_READ + 1)
        assert.isAbove(client.bytesWritten, 2 * A_READ + 1)
        const all = yield* Effect.forkChild(received(client))
        yield* Deferred.succeed(open, undefined)
        return statuses(yield* Fiber.join(all))
      })
      assert.deepStrictEqual(yield* Effect.provide(answers, serve(source)), [
        "200",
        ...Array.from({ length: 999 }, () => "400"),
      ])
    }),
  )

  it.effect("is answered no more than a thousand", () => {
    const { asked, source } = counting(peers)
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const { client, server } = yield* connected(url)
      client.removeAllListeners("error")
      client.on("error", () => {})
      const all = yield* Effect.forkChild(received(client))
      client.write(GET.repeat(1100))
      yield* closed(server)
      assert.strictEqual(asked.times, 1000)
      assert.notInclude(statuses(yield* Fiber.join(all)), "503")
    }).pipe(Effect.provide(serve(source)))
  })
})
