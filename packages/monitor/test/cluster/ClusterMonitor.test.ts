import { once } from "node:events"
import { createServer } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { Fleet } from "@route-server/core"
import { NodeSqlite, SqlMonitorStore } from "@route-server/monitor"
import { ClusterMonitor } from "@route-server/monitor/cluster"
import { Effect, Layer } from "effect"

const occupied = Effect.acquireRelease(
  Effect.promise(async () => {
    const server = createServer().listen(0, "127.0.0.1")
    await once(server, "listening")
    const address = server.address()
    assert.isObject(address)
    return { server, address }
  }),
  ({ server }) => Effect.sync(() => server.close()),
)

const cluster = (options: ClusterMonitor.Options) =>
  ClusterMonitor.layer(options).pipe(
    Layer.provide(SqlMonitorStore.layer()),
    Layer.provide([
      NodeSqlite.layer({ filename: ":memory:" }),
      Layer.succeed(Fleet.Fleet, { members: [] }),
    ]),
  )

describe("ClusterMonitor", () => {
  it.effect("fails at once where another listens, and says where", () =>
    Effect.gen(function* () {
      const { address } = yield* occupied
      const { port } = typeof address === "object" && address !== null ? address : { port: 0 }
      for (const options of [
        { address: { host: "127.0.0.1", port } },
        { address: { host: "10.0.0.7", port: 1 }, listen: { host: "127.0.0.1", port } },
      ]) {
        const error = yield* Effect.flip(Layer.build(cluster(options)))
        assert.strictEqual(error._tag, "RunnerAddressUnusable")
        assert.include(error.message, `127.0.0.1:${port}`)
      }
    }),
  )
})
