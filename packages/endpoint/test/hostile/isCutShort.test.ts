import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Exit, Layer, Option, Scope } from "effect"
import { connected, counting, GET, MANY, PATH, received, serve, talkative } from "./support.ts"

const parts = (text: string) => {
  const [head = "", body = ""] = text.split("\r\n\r\n")
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  return { head, body, length: Number(length) }
}

describe("A client whose answer is cut short", () => {
  it.live("by the end of the server, sees that some is missing, whatever HTTP it speaks", () =>
    Effect.gen(function* () {
      const { source } = counting(talkative(MANY))
      for (const version of ["1.0", "1.1"]) {
        const scope = yield* Scope.make()
        const endpoint = serve(source, { gracefulShutdownTimeout: 10 })
        const context = yield* Layer.buildWithScope(endpoint, scope)
        const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint.pipe(Effect.provide(context))
        const { client } = yield* connected(url)
        client.write(GET.replace("1.1", version))
        yield* Effect.promise(() => new Promise((resolve) => client.once("readable", resolve)))
        yield* Scope.close(scope, Exit.void)
        client.removeAllListeners("error")
        client.on("error", () => {})
        const { head, body, length } = parts(yield* received(client))
        assert.match(head, /^HTTP\/1\.1 200 OK\r\n/)
        assert.isAbove(length, 64_000_000)
        assert.isBelow(body.length, length)
      }
    }),
  )

  /** Peers of which the first is another one each time that it is looked at, which has more to say. */
  const restless = (count: number) => {
    let reason = ""
    const peers = [...talkative(count)]
    Object.defineProperty(peers, 0, {
      get: () => {
        reason += "x"
        return { ...RouteServerPeer.make({ RouteServerPeerId: "rsp-0" }), FailureReason: reason }
      },
    })
    return peers
  }

  const list = Effect.gen(function* () {
    const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
    return yield* Effect.exit(Effect.tryPromise(async () => (await fetch(url + PATH)).text()))
  })

  it.effect("by a source that changes its peers meanwhile, gets an error", () =>
    Effect.gen(function* () {
      assert.isTrue(Exit.isFailure(yield* list))
    }).pipe(Effect.provide(serve(counting(restless(400)).source))),
  )

  it.effect("is not, where the answer is no longer than what is held of it", () =>
    Effect.gen(function* () {
      const text = Exit.getSuccess(yield* list)
      assert.match(
        Option.getOrThrow(text),
        /<failureReason>x<.*<\/DescribeRouteServerPeersResponse>$/,
      )
    }).pipe(Effect.provide(serve(counting(restless(200)).source))),
  )
})
