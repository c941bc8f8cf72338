import { assert, describe, it } from "@effect/vitest"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Fiber } from "effect"
import { peers } from "../support.ts"
import { closed, connected, counting, GET, MANY, received, serve, talkative } from "./support.ts"

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
})
