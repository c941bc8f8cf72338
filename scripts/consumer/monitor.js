/**
 * A monitor as a user's program has it, until it is told to end.
 */
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { Fleet, PeerSource } from "@route-server/core"
import { Monitor, MonitorView, NodeMonitorServer, SqlMonitorStore } from "@route-server/monitor"
import { Effect, Layer } from "effect"

const fleet = Layer.effect(
  Fleet.Fleet,
  Effect.map(PeerSource.PeerSource, (source) => ({
    members: [{ target: { name: "prod/eu-west-1", region: "eu-west-1" }, source }],
  })),
).pipe(Layer.provide(MemoryPeerSource.layer([])))

const server = NodeMonitorServer.layer().pipe(
  Layer.provide(MonitorView.layer()),
  Layer.merge(Monitor.layer()),
  Layer.provide(SqlMonitorStore.layerSqlite({ filename: ":memory:" })),
  Layer.provide(fleet),
)

Effect.runFork(
  NodeMonitorServer.NodeMonitorServer.use(({ url }) => Effect.sync(() => console.log(url))).pipe(
    Effect.andThen(Effect.never),
    Effect.provide(server),
  ),
)
