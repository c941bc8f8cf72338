/** Metrics as a real Prometheus scrapes them, and the alerts that it fires over them. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { assert } from "@effect/vitest"
import type { RouteServerPeer } from "@route-server/core"
import {
  Metrics,
  MetricsCatalogue,
  MetricsHttp,
  MonitorView,
  type TargetState,
} from "@route-server/monitor"
import { Effect, Stream } from "effect"
import { HttpEffect } from "effect/http"
import { afterAll, beforeAll, describe, it } from "vitest"
import { dashboard, everything } from "../support/Dashboard.ts"
import { PrometheusServer, promtool } from "../support/Prometheus.ts"
import { historyOf, peerOf, readAt } from "../support/states.ts"

/** In milliseconds. */
const STALE_AFTER = 4000

const HOSTILE = 'a "b" \\ c\nd {e="f"} # EOF é 日本 😀 \u2028'

const at = Date.now()

const peer = (number: number, address: string, endpoint: number, status: string) =>
  peerOf(number, {
    PeerAddress: address,
    RouteServerEndpointId: `rse-0000000000000000${endpoint}`,
    BgpStatus: { Status: status },
    Tags: [{ Key: "Name", Value: HOSTILE }],
  })

/** Two appliances with a session each at two endpoints, of which the first may be in another status. */
const peers = (status: string): ReadonlyArray<RouteServerPeer.RouteServerPeer> => [
  peer(1, "10.0.1.1", 1, status),
  peer(2, "10.0.1.1", 2, "up"),
  peer(3, "10.0.1.2", 1, "up"),
  peer(4, "10.0.1.2", 2, "up"),
]

const target = { name: HOSTILE, account: "111122223333", region: "eu-west-1" }

const read = (status: string, since = at): TargetState.TargetState => ({
  ...readAt(Date.now(), peers(status)),
  target,
  history: Object.fromEntries(
    peers(status).map(({ RouteServerPeerId }) => [RouteServerPeerId, historyOf(since)]),
  ),
})

/** What the monitor shows when it is scraped; nothing, if it is not well. */
let shown: () => ReadonlyArray<TargetState.TargetState> | undefined = () => [read("up")]

const view = MonitorView.MonitorView.of({
  current: Effect.sync(() => ({ targets: shown() ?? [], sequence: 12 })),
  updates: Stream.never,
  log: () => Effect.succeed({ changes: [], first: 13, last: 12 }),
  changes: () => Stream.never,
})

const answer = HttpEffect.toWebHandler(
  MetricsHttp.handler({
    staleAfter: STALE_AFTER,
    tags: ["Name"],
    build: { version: "1.2.3" },
    webhooks: Effect.succeed([
      {
        name: "chat",
        isUp: true,
        delivered: 3,
        failures: { "503": 1 },
        dropped: { gave_up: 0, refused: 0, expired: 0, damaged: 0 },
        place: 12,
      },
    ]),
  }).pipe(Effect.provideService(MonitorView.MonitorView, view)),
)

const accepted: Array<string | undefined> = []

const monitor = createServer(async (request, response) => {
  if (shown() === undefined) {
    response.destroy()
    return
  }
  // The path chooses between what Prometheus asks for, and the format for everybody.
  const accept = request.url === "/metrics" ? request.headers.accept : undefined
  if (accept !== undefined) accepted.push(accept)
  const answered = await answer(
    new Request("http://127.0.0.1/metrics", accept === undefined ? {} : { headers: { accept } }),
  )
  response.setHeader("content-type", answered.headers.get("content-type") ?? "")
  response.end(await answered.text())
})

let server: PrometheusServer

const firing = async () => {
  const alerts = await server.firing()
  return alerts
    .filter(({ labels }) => labels["job"] === "route-server")
    .map(({ labels }) => labels["alertname"])
}

const untilFiring = (...names: ReadonlyArray<string>) =>
  server.until(
    firing,
    (found) => names.every((name) => found.includes(name)),
    `firing of ${names.join(", ")}`,
  )

const untilSilent = () => server.until(firing, (found) => found.length === 0, "silence")

describe("Prometheus", () => {
  beforeAll(async () => {
    await new Promise<void>((resume) => monitor.listen(0, "127.0.0.1", resume))
    // A server that listens on a port has an address of this form.
    const { port } = monitor.address() as AddressInfo
    server = await PrometheusServer.start(`127.0.0.1:${port}`, {
      "route-server": "/metrics",
      text: "/text",
    })
    await server.until(
      (asked) => asked.query("aws_route_server_peer_bgp_up"),
      (series) => series.length === 8,
      "the first scrape of both formats",
    )
  })

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    monitor.close()
  })

  it("asks for OpenMetrics, and knows the types", async () => {
    assert.match(accepted[0] ?? "", /openmetrics/)
    const types = await server.until(
      (asked) => asked.types(),
      (known) => known.has("aws_route_server_peer_bgp_up"),
      "metadata",
    )
    assert.strictEqual(types.get("aws_route_server_peer_bgp_up"), "gauge")
  })

  it("reads the same in both formats, whatever texts there are", async () => {
    for (const { name } of Object.values(MetricsCatalogue.families)) {
      if (/_timestamp_seconds$|^process_/.test(name)) continue
      const told = async (job: string) => {
        const series = await server.query(`${name}{job="${job}"}`)
        return series
          .map(({ metric: { job: _, ...labels }, value }) => JSON.stringify([labels, value]))
          .sort()
      }
      assert.deepStrictEqual(await told("route-server"), await told("text"), name)
    }
    const [series] = await server.query(
      'aws_route_server_peer_info{job="route-server", route_server_peer_id="rsp-00000000000000001"}',
    )
    assert.strictEqual(series?.metric["target"], HOSTILE)
    assert.strictEqual(series?.metric["tag_Name"], HOSTILE)
  })

  it("fires when a session goes down, says where and since when, and ends when it is up", async () => {
    await untilSilent()
    const since = Date.now()
    shown = () => [read("down", since)]
    await untilFiring("AwsRouteServerBgpSessionDown", "AwsRouteServerRedundancyReduced")
    for (const { annotations } of await server.firing()) {
      for (const text of Object.values(annotations)) {
        assert.notMatch(text, /<no value>|<error|\{\{|\}\}/)
      }
    }
    const alert = (await server.firing()).find(
      ({ labels }) => labels["alertname"] === "AwsRouteServerBgpSessionDown",
    )
    assert.include(
      alert?.annotations["summary"],
      "The BGP session of peer rsp-00000000000000001 (10.0.1.1) is not up.",
    )
    assert.include(alert?.annotations["description"], new Date(since).toISOString().slice(0, 10))
    shown = () => [read("up")]
    await untilSilent()
  })

  it("has something to show in every panel of the dashboard", async () => {
    const failed = peerOf(5, { State: "failed", BgpStatus: { Status: "down" } })
    shown = () => {
      const state = read("down")
      return [
        {
          ...state,
          // `.` of Prometheus 2 matches no line feed, and so nothing of the hostile name.
          target: { ...target, name: "prod/eu-west-1" },
          errors: { RequestLimitExceeded: 3 },
          peers: [...(state.peers ?? []), failed],
          history: { ...state.history, [failed.RouteServerPeerId]: historyOf(at) },
        },
      ]
    }
    await untilFiring("AwsRouteServerPeerFailed")
    for (const { title, targets } of dashboard.panels) {
      for (const { expr } of targets) {
        const series = await server.query(everything(expr))
        assert.isNotEmpty(series, `${title}: ${expr}`)
      }
    }
    for (const { expr } of dashboard.annotations.list) {
      assert.isNotEmpty(await server.query(everything(expr)), expr)
    }
    for (const { definition } of dashboard.templating.list) {
      const [, selector] = /^label_values\((.*), \w+\)$/.exec(definition ?? "") ?? []
      if (definition === undefined) continue
      assert.isNotEmpty(await server.query(everything(selector ?? "")), definition)
    }
    shown = () => [read("up")]
    await untilSilent()
  })

  it("fires when a target can't be read, withholds what is old, and ends when it is read", async () => {
    const last = read("up")
    const failure = { code: "RequestTimeout", message: "no", since: Date.now(), polls: 1 }
    shown = () => [{ ...last, failure, polledAt: Date.now(), errors: { RequestTimeout: 7 } }]
    await untilFiring("AwsRouteServerTargetUnreadable", "AwsRouteServerDataStale")
    assert.deepStrictEqual(
      await server.query('aws_route_server_peer_bgp_up{job="route-server"}'),
      [],
    )
    const [peersKnown] = await server.query(
      'aws_route_server_target_peers{job="route-server", state="available"}',
    )
    assert.strictEqual(peersKnown?.value, 4)
    const [errors] = await server.query(
      'aws_route_server_target_errors_total{job="route-server", code="RequestTimeout"}',
    )
    assert.strictEqual(errors?.value, 7)
    shown = () => [read("up")]
    await untilSilent()
  })

  it("fires when the monitor is gone, and ends when it is back", async () => {
    shown = () => undefined
    await untilFiring("AwsRouteServerMonitorDown")
    await server.until(
      async (asked) => (await asked.firing()).map(({ labels }) => labels["alertname"]),
      (names) => names.includes("AwsRouteServerMonitorAbsent"),
      "the dead-man's alert",
    )
    shown = () => [read("up")]
    await untilSilent()
  })

  it("takes the text for good, as promtool does", () => {
    const state = { targets: [read("up")], sequence: 1 }
    const text = Metrics.render(state, {
      now: Date.now(),
      format: "prometheus",
      build: { version: "1.2.3" },
      process: { startedAt: at, residentBytes: 1, cpuSeconds: 1 },
    })
    assert.strictEqual(promtool(["check", "metrics"], text), "")
  })
})
