import { assert, describe, it } from "@effect/vitest"
import { PeerSource } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Deferred, Effect, Layer } from "effect"
import { peers } from "../support.ts"
import {
  closed,
  connected,
  counting,
  GET,
  inEveryTurn,
  MANY,
  received,
  serve,
  talkative,
} from "./support.ts"

describe("A client that reads nothing", () => {
  it.live("has little of its answer waiting for it, and is cut off", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const { client, server } = yield* connected(url)
      client.on("error", () => {})
      client.write(GET)
      let unsent = 0
      const look = () => {
        unsent = Math.max(unsent, server.writableLength)
      }
      yield* inEveryTurn(look, closed(server))
      assert.isAbove(unsent, 0)
      assert.isBelow(unsent, 131_072)
      client.destroy()
    }).pipe(Effect.provide(serve(counting(talkative(MANY)).source, { sendTimeout: 100 }))),
  )

  it.live("is not taken for one whose answer takes its time", () =>
    Effect.gen(function* () {
      const asked = yield* Deferred.make<void>()
      const open = yield* Deferred.make<void>()
      const source = Layer.succeed(PeerSource.PeerSource, {
        describe: () =>
          Deferred.succeed(asked, undefined).pipe(
            Effect.andThen(Deferred.await(open)),
            Effect.as({ RouteServerPeers: peers }),
          ),
      })
      const answer = Effect.gen(function* () {
        const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
        const { client, server } = yield* connected(url)
        const timedOut = new Promise((resolve) => server.once("timeout", resolve))
        client.write(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
        yield* Deferred.await(asked)
        yield* Effect.promise(() => timedOut)
        yield* Deferred.succeed(open, undefined)
        return yield* received(client)
      })
      assert.include(
        yield* Effect.provide(answer, serve(source, { sendTimeout: 10 })),
        "</DescribeRouteServerPeersResponse>",
      )
    }),
  )
})
