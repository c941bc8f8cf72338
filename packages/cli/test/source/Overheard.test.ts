import { createServer, get } from "node:http"
import type { AddressInfo } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Overheard from "../../src/source/Overheard.ts"

const asking = (port: number) =>
  new Promise<void>((resolve) => {
    get(`http://127.0.0.1:${port}/secret`, { agent: false }, (response) => {
      response.resume().on("close", resolve)
    }).on("error", () => resolve())
  })

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0

describe("What is overheard", () => {
  it.live("is how a host answered, or that it did not, and not what", () =>
    Effect.gen(function* () {
      const heard = yield* Effect.scoped(
        Effect.gen(function* () {
          const heard = yield* Overheard.listen
          const server = createServer((_, response) => response.writeHead(403).end("secret"))
          yield* Effect.promise(
            () => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)),
          )
          const port = portOf(server.address())
          assert.deepStrictEqual(heard(), [])
          yield* Effect.promise(() => asking(port))
          assert.deepStrictEqual(heard(), ["127.0.0.1 answered HTTP 403"])
          server.closeAllConnections()
          yield* Effect.promise(() => new Promise((resolve) => server.close(resolve)))
          yield* Effect.promise(() => asking(port))
          assert.deepStrictEqual(heard(), ["127.0.0.1 did not answer (ECONNREFUSED)"])
          return heard
        }),
      )
      const before = heard()
      yield* Effect.promise(() => asking(1))
      assert.strictEqual(heard().join(), before.join())
    }),
  )
})
