import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { SqlMonitorStore } from "@route-server/monitor"
import { Context, Effect, Layer } from "effect"
import { MonitorStore } from "../src/MonitorStore.ts"
import { storeLaws } from "./support/storeLaws.ts"

const opening = (filename: string) =>
  Layer.build(SqlMonitorStore.layerSqlite({ filename })).pipe(Effect.map(Context.get(MonitorStore)))

const temporary = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "route-server-store-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
)

storeLaws("SqlMonitorStore in memory", {
  fresh: Effect.map(opening(":memory:"), (store) => ({ open: Effect.succeed(store) })),
  numRuns: 40,
})

storeLaws("SqlMonitorStore in a file of SQLite", {
  fresh: Effect.map(temporary, (path) => ({ open: opening(join(path, "monitor.db")) })),
  numRuns: 20,
})
