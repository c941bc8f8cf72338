/**
 * The metrics of a fleet, written straight from its state, against Effect's exporter of
 * the same series, which is given them without having to keep them up to date.
 */
import { Metrics, TargetState } from "@route-server/monitor"
import { Fleet } from "@route-server/testing"
import { Effect, Metric } from "effect"
import { PrometheusMetrics } from "effect/observability"
import type { Contest, Suite } from "../Suite.ts"

const NOW = Date.UTC(2026, 10, 26)

/** Some 20,000 series. */
const PEERS = 1500

const peers = Fleet.make({ seed: 16, size: PEERS }).toSorted((a, b) =>
  a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1,
)

const state: TargetState.TargetState = {
  ...TargetState.unknown({ name: "prod/eu-west-1", region: "eu-west-1" }),
  peers,
  history: Object.fromEntries(
    peers.map(({ RouteServerPeerId }) => [
      RouteServerPeerId,
      { seenSince: 0, stateSince: 1, bgpSince: 2, bfdSince: 3, bgpChanges: 4, bfdChanges: 5 },
    ]),
  ),
  polledAt: NOW,
  succeededAt: NOW,
}

const ours = () =>
  Metrics.render({ targets: [state], sequence: 1 }, { now: NOW, format: "prometheus" })

const SERIES = /^([^#{ ]+)(?:\{(.*)\})? (.+)$/gm
const LABEL = /([a-z_]+)="((?:[^"\\]|\\.)*)"/g

const seriesOf = (text: string) =>
  [...text.matchAll(SERIES)].map(([, name = "", labels = "", value]) => ({
    name,
    labels: Object.fromEntries(
      [...labels.matchAll(LABEL)].map(([, label = "", of = ""]) => [label, of]),
    ),
    value: Number(value),
  }))

/** All series, in an order of their own. */
const gist = (answer: unknown) =>
  seriesOf(String(answer))
    .map(({ name, labels, value }) =>
      JSON.stringify([
        name,
        Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        value,
      ]),
    )
    .sort()

const prepare = async () => {
  const text = ours()
  const series = seriesOf(text)
  const registry: typeof Metric.MetricRegistry.Service = new Map()
  const inRegistry = Effect.provideService(Metric.MetricRegistry, registry)
  await Effect.runPromise(
    Effect.forEach(
      series,
      ({ name, labels, value }) =>
        Metric.update(Metric.withAttributes(Metric.gauge(name), labels), value),
      { discard: true },
    ).pipe(inRegistry),
  )
  const contest: Contest = {
    work: `Metrics: ${series.length.toLocaleString("en")} series as text`,
    ours,
    gist,
    against: [
      {
        name: "Effect's exporter",
        run: () => Effect.runSync(inRegistry(PrometheusMetrics.format())),
        limit: 0.5,
      },
    ],
  }
  return { contests: [contest] }
}

export const metrics: Suite = { name: "metrics", seconds: 4, isQuick: true, prepare }
