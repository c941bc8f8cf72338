import { assert, describe, it } from "@effect/vitest"
import { RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Exit, Fiber, Layer, Scope } from "effect"
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

  it.effect("by a source that changes its peers meanwhile, gets an error", () => {
    let reason = ""
    const peers = [...talkative(100)]
    // Another peer each time that it is looked at, which has more to say.
    Object.defineProperty(peers, 0, {
      get: () => {
        reason += "x"
        return { ...RouteServerPeer.make({ RouteServerPeerId: "rsp-0" }), FailureReason: reason }
      },
    })
    return Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const list = yield* Effect.forkChild(
        Effect.exit(Effect.tryPromise(async () => (await fetch(url + PATH)).text())),
      )
      assert.isTrue(Exit.isFailure(yield* Fiber.join(list)))
    }).pipe(Effect.provide(serve(counting(peers).source)))
  })
})
