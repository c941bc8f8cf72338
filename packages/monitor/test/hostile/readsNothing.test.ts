import { assert, describe, it } from "@effect/vitest"
import { NodeMonitorServer } from "@route-server/monitor"
import { Effect, Layer } from "effect"
import { closed, connected, inEveryTurn } from "../../../endpoint/test/hostile/support.ts"
import { fleetOf, layer, read, ScriptedView } from "../support/ScriptedView.ts"

/** What the kernel holds for a client is not counted: it is the same however much there is to send. */
const MOST_HELD = 4 * 1_048_576

const serve = Layer.orDie(NodeMonitorServer.layer({ sendTimeout: 200 })).pipe(
  Layer.provideMerge(layer([read("a", [])])),
)

/** Connects, asks, reads nothing, and tells how much was held for it at most until it was cut off. */
const held = (path: string) =>
  Effect.gen(function* () {
    const { url } = yield* NodeMonitorServer.NodeMonitorServer
    const { client, server } = yield* connected(url)
    client.on("error", () => {})
    client.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    let most = 0
    yield* inEveryTurn(() => {
      most = Math.max(most, server.writableLength)
    }, closed(server))
    client.destroy()
    return most
  })

describe("A reader of events that reads nothing", () => {
  it.live("costs no more than one event of the page, and is cut off", () =>
    Effect.gen(function* () {
      const view = yield* ScriptedView
      const fleets = [1, 2].map((seed) => fleetOf(8000, 40, 1_700_000_000_000 + seed * 60_000))
      let turn = 0
      const restless = Effect.suspend(() => {
        turn += 1
        return view.show(fleets[turn % 2] ?? [])
      }).pipe(Effect.andThen(Effect.sleep(20)), Effect.forever)
      const most = yield* Effect.raceFirst(held("/page/events"), restless)
      assert.isAbove(most, 0)
      assert.isBelow(most, MOST_HELD)
    }).pipe(Effect.provide(serve)),
  )

  it.live("has little of the log waiting for it, and is cut off", () =>
    Effect.gen(function* () {
      const view = yield* ScriptedView
      const peers = fleetOf(8000, 1)[0]?.peers ?? []
      yield* view.log(
        "a",
        peers.map((peer) => ({ ...peer, FailureReason: "x".repeat(2000) })),
      )
      const most = yield* held("/api/v1/events?after=0")
      assert.isAbove(most, 0)
      assert.isBelow(most, 131_072)
      // The server itself goes on following the log.
      const followers = Effect.repeat(view.followers, { until: (count) => count === 1 })
      assert.strictEqual(yield* followers, 1)
    }).pipe(Effect.provide(serve)),
  )
})
