import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerChange, RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { MonitorStore, SqlMonitorStore } from "@route-server/monitor"
import { FaultyPeerSource } from "@route-server/testing"
import { Context, Effect, Layer } from "effect"
import { statesOf } from "../support/statesOf.ts"
import { logAfter } from "../support/storeLaws.ts"

const program = fileURLToPath(new URL("support/mortalMonitor.ts", import.meta.url))

const temporary = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "route-server-monitor-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
)

/** A monitor that runs until it dies, or until it has said what is waited for. */
const monitor = (
  instructions: object,
  until: (said: { readonly peers: ReadonlyArray<number> }) => boolean = () => false,
): Promise<{ readonly signal: string | null; readonly code: number | null }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, JSON.stringify(instructions)], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{") && until(JSON.parse(line))) child.kill("SIGTERM")
    })
    once(child, "exit").then(([code, signal]) => resolve({ code, signal }), reject)
  })

const peer = (index: number, steps: number) =>
  RouteServerPeer.make({
    RouteServerPeerId: `rsp-${index.toString(16).padStart(17, "0")}`,
    RouteServerEndpointId: "rse-0123456789abcdef0",
    State: "available",
    PeerAddress: `10.0.0.${index}`,
    BgpStatus: { Status: "up" },
    // Changes at each step, so that what follows from a change can be told.
    Tags: [{ Key: "step", Value: `${steps}` }],
  })

const STATEMENTS = [
  "BEGIN IMMEDIATE",
  "UPDATE monitor_targets",
  "UPDATE monitor_log",
  "INSERT INTO monitor_changes",
  "COMMIT",
] as const

const deaths = STATEMENTS.flatMap((statement) =>
  (["before", "after"] as const).map((when) => ({ when, statement })),
)

describe("Monitor as a process", () => {
  it.live("loses no change and tells none twice, wherever it is killed", () =>
    Effect.gen(function* () {
      const filename = join(yield* temporary, "monitor.db")
      const memory = yield* Layer.build(MemoryPeerSource.layer([peer(1, 0), peer(2, 0)]))
      const world = Context.get(memory, MemoryPeerSource.MemoryPeerSource)
      const { url } = yield* NodeEc2Endpoint.layer().pipe(
        // Several pages to each listing.
        Layer.provide(
          FaultyPeerSource.layer(FaultyPeerSource.forever({ _tag: "ShortPage", size: 3 })),
        ),
        Layer.provide(Layer.succeedContext(memory)),
        Layer.build,
        Effect.map(Context.get(NodeEc2Endpoint.NodeEc2Endpoint)),
      )
      const targets = ["a", "b"]
      const run = (death?: object, until?: Parameters<typeof monitor>[1]) =>
        Effect.promise(() =>
          monitor({ filename, endpoint: url, targets, ...(death && { death }) }, until),
        )
      const isRead = ({ peers }: { readonly peers: ReadonlyArray<number> }) =>
        peers.every((count) => count === 2)
      yield* run(undefined, isRead)

      let steps = 0
      for (const death of deaths) {
        steps += 1
        for (const index of [1, 2, steps + 2]) {
          yield* world.apply({ _tag: "Put", peer: peer(index, steps) })
        }
        // The first or the second target, or page.
        const { signal } = yield* run({ ...death, time: 1 + (steps % 2) })
        assert.strictEqual(signal, "SIGKILL", JSON.stringify(death))
      }
      yield* run(undefined, ({ peers }) => peers.every((count) => count === steps + 2))

      const store = Context.get(
        yield* Layer.build(SqlMonitorStore.layerSqlite({ filename })),
        MonitorStore.MonitorStore,
      )
      const log = yield* logAfter(store)
      assert.strictEqual(new Set(log.map(({ id }) => id)).size, log.length)
      const truth = yield* world.peers
      for (const name of targets) {
        const own = log.filter(({ target }) => target.name === name)
        const appeared = own.flatMap(({ change }) =>
          change._tag === "Appeared" ? [change.routeServerPeerId] : [],
        )
        assert.deepStrictEqual(
          appeared.toSorted(),
          truth.map((each) => each.RouteServerPeerId),
        )
        let peers: ReadonlyArray<RouteServerPeer.RouteServerPeer> = []
        for (const { change } of own) {
          const before = peers.find((each) => each.RouteServerPeerId === change.routeServerPeerId)
          if (change._tag === "TagsChanged") assert.deepStrictEqual(change.before, before?.Tags)
          else assert.strictEqual(change._tag, "Appeared")
          peers = PeerChange.apply(peers, [change])
        }
        assert.deepStrictEqual(peers, truth)
        const [state] = yield* statesOf(store, [name])
        assert.deepStrictEqual(state?.peers, truth)
      }
    }),
  )
})
