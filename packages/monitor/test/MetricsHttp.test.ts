import { assert, describe, it } from "@effect/vitest"
import { MetricsHttp, MonitorView } from "@route-server/monitor"
import { Effect, Stream } from "effect"
import { HttpEffect } from "effect/http"
import { samplesOf } from "./support/exposition.ts"
import { peerOf, readAt } from "./support/states.ts"

/** Asks for the metrics of a fleet of one target, which was read so many milliseconds ago. */
const ask = (age: number, init: RequestInit = {}, options: MetricsHttp.Options = {}) => {
  const view = MonitorView.MonitorView.of({
    current: Effect.sync(() => ({
      targets: [readAt(Date.now() - age, [peerOf(1)])],
      sequence: 1,
    })),
    updates: Stream.never,
    log: () => Effect.succeed({ changes: [], first: 1, last: 1 }),
    changes: () => Stream.never,
  })
  const handler = HttpEffect.toWebHandler(
    MetricsHttp.handler(options).pipe(Effect.provideService(MonitorView.MonitorView, view)),
  )
  return handler(new Request("http://127.0.0.1/metrics", init))
}

describe("MetricsHttp", () => {
  it("answers in the format that is asked for, and names it", async () => {
    const plain = await ask(0)
    assert.strictEqual(plain.status, 200)
    assert.strictEqual(
      plain.headers.get("content-type"),
      "text/plain; version=0.0.4; charset=utf-8",
    )
    assert.strictEqual(plain.headers.get("vary"), "Accept")
    samplesOf(await plain.text(), "prometheus")
    const open = await ask(0, { headers: { accept: "application/openmetrics-text" } })
    assert.strictEqual(
      open.headers.get("content-type"),
      "application/openmetrics-text; version=1.0.0; charset=utf-8",
    )
    samplesOf(await open.text(), "openmetrics")
  })

  it("knows the time, and what the process takes", async () => {
    const read = async (age: number, options?: MetricsHttp.Options) => {
      const samples = samplesOf(await (await ask(age, {}, options)).text())
      return (name: string) => samples.find((sample) => sample.name === name)?.value
    }
    const fresh = await read(0)
    assert.strictEqual(fresh("aws_route_server_target_stale"), 0)
    assert.isAbove(fresh("process_resident_memory_bytes") ?? 0, 1_000_000)
    assert.isAbove(fresh("process_cpu_seconds_total") ?? 0, 0)
    assert.isBelow(fresh("process_start_time_seconds") ?? 0, Date.now() / 1000)
    assert.isAbove(fresh("process_start_time_seconds") ?? 0, 1_700_000_000)
    assert.strictEqual((await read(3_600_000))("aws_route_server_target_stale"), 1)
    assert.strictEqual(
      (await read(3_600_000, { staleAfter: 7_200_000 }))("aws_route_server_target_stale"),
      0,
    )
  })

  it("asks which runners are there, each time", async () => {
    let others = 0
    const runners = Effect.sync(() => {
      others += 1
      return Array.from({ length: others }, () => ({ hasSameFleet: false }))
    })
    for (const expected of [1, 2]) {
      const text = await (await ask(0, {}, { runners })).text()
      assert.include(text, `aws_route_server_runners{fleet="other"} ${expected}`)
    }
  })

  it("asks how the telling of webhooks goes, each time", async () => {
    let delivered = 0
    const webhooks = Effect.sync(() => {
      delivered += 1
      const dropped = { gave_up: 0, refused: 0, expired: 0, damaged: 0 }
      return [{ name: "chat", isUp: true, delivered, failures: {}, dropped, place: 1 }]
    })
    for (const expected of [1, 2]) {
      const text = await (await ask(0, {}, { webhooks })).text()
      assert.include(text, `aws_route_server_webhook_delivered_total{webhook="chat"} ${expected}`)
    }
  })
})
