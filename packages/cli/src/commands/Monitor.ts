/**
 * `route-server monitor`: watches a fleet and tells what becomes of it: a page, an API,
 * metrics.
 */
import type { Fleet } from "@route-server/core"
import type { MonitorStore, Watch } from "@route-server/monitor"
import type { ClusterMonitor, Roster } from "@route-server/monitor/cluster"
import { Context, Duration, Effect, Layer, Option, Redacted } from "effect"
import { Command, Flag } from "effect/cli"
import { FetchHttpClient } from "effect/http"
import type { SqlClient } from "effect/sql"
import * as DurationFlag from "../arguments/DurationFlag.ts"
import { checkFlags, FlagConflict } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import * as Listen from "../arguments/Listen.ts"
import * as RunnerAddress from "../arguments/RunnerAddress.ts"
import * as Targets from "../arguments/Targets.ts"
import { NotListening, StoreFailed } from "../output/Failure.ts"
import { version } from "../Package.ts"
import * as MonitorState from "../source/MonitorState.ts"
import * as Rehearsal from "../source/Rehearsal.ts"
import * as Source from "../source/Source.ts"
import * as TextFile from "../source/TextFile.ts"
import * as WatchedFleet from "../source/WatchedFleet.ts"
import * as WebhooksFile from "../source/WebhooksFile.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

/** The port of BGP, 179, behind that of a monitor. */
const PORT = 9179

/** In milliseconds: how often to ask while something moves. */
const MOVING = 5000

/** The flags. */
export const flags = {
  ...Targets.flags,
  ...Rehearsal.flags,
  ...Source.reporting,
  port: Listen.port(PORT),
  host: Listen.host,
  state: Flags.file(
    "state",
    `What is remembered; ${MonitorState.FILE} by default, and nothing of invented peers`,
  ),
  ...RunnerAddress.flags,
  tokenFile: Flags.file("token-file", "Let nobody read who does not know what is in FILE"),
  allowedHosts: Flags.textList(
    "allowed-hosts",
    "HOST,...",
    "Other names of the monitor, as behind a proxy",
  ),
  interval: DurationFlag.interval.pipe(
    Flag.withDescription("How often to ask while nothing happens; 15s by default"),
    Flag.withDefault(Duration.seconds(15)),
  ),
  retention: DurationFlag.make("retention", Duration.minutes(1)).pipe(
    Flag.withDescription("How long changes are remembered; 30d by default"),
    Flag.withDefault(Duration.days(30)),
  ),
  staleAfter: DurationFlag.make("stale-after", Duration.seconds(1)).pipe(
    Flag.withDescription("When old data are no more told as current; 5m by default"),
    Flag.withDefault(Duration.minutes(5)),
  ),
  metricTags: Flags.textList("metric-tags", "KEY,...", "Tags of peers to tell in metrics"),
  webhooks: Flags.file("webhooks", "Tell the webhooks in FILE (YAML or JSON) of changes"),
}

const description = `Watch route server peers, and tell what becomes of them.

  It asks each target again and again: more often while something moves there, and
  less often while AWS asks to be left alone. What it knows is told at its URL, the
  first line printed:

    /              a page that follows what happens
    /metrics       for Prometheus; the package has alert rules and a dashboard
    /api/v1/peers  an API; /openapi.json describes it
    /livez /readyz whether it is alive, and ready

  Alertmanager is the best way to tell people, by the rules of the package. --webhooks
  tells programs of changes.

  A target that can't be read is told as such, with the age of what was last read
  and why; it never looks like one without peers. Peers that can't be understood are
  told, too, and keep no other from being watched. What is remembered is kept in a
  file of SQLite or, with the URL of a Postgres in ${MonitorState.VARIABLE},
  there; so a restart loses no change and repeats none.

  With --cluster several of them watch a fleet together. Each target is watched by
  one, and by another when that one stops or dies; each tells of all. Whoever
  reaches a --runner-address can take part, so let nobody else.

  Only this machine can reach it unless --host says otherwise; then --token-file
  should, too: readers give the token as a bearer, or as a password with any name.
  Ctrl-C and SIGTERM end it.

  ${Targets.help}
  With --source aws it watches one account and Region, else what is invented:
  ${Rehearsal.help}`

const examples = [
  { command: "route-server monitor", description: "A rehearsal, to look around" },
  {
    command: "route-server monitor --profiles 'team-*' --regions 'eu-*,us-east-1'",
    description: "All accounts of a team",
  },
  {
    command: "route-server monitor --targets fleet.yaml --host 0.0.0.0 --token-file token",
    description: "For others to read",
  },
  {
    command: "route-server monitor --targets fleet.yaml --cluster --runner-address 10.0.0.7:34431",
    description: "One of several",
  },
]

type Choice = Command.Command.Config.Infer<typeof flags>

/** What is wrong with the flags, if they contradict each other. */
const conflict = ({ cluster, interval, runnerAddress, staleAfter, ...source }: Choice) => {
  if (Duration.isGreaterThan(Duration.times(interval, 3), staleAfter)) {
    return "--stale-after must be three times as long as --interval, or longer"
  }
  if (!cluster) {
    return Option.isSome(runnerAddress) ? "--runner-address goes with --cluster only" : undefined
  }
  return Source.isOfAws(source)
    ? undefined
    : "--cluster goes with targets of AWS: what is invented is something else in each process"
}

/** The token that readers have to know. What stands around it in its file is no part of it, such as the end of its line. */
const readToken = Effect.fnUntraced(function* (name: string) {
  const { text } = yield* TextFile.read(name)
  return Redacted.make(text.trim(), { label: "token" })
})

interface Watching {
  readonly layer: Layer.Layer<
    never,
    ClusterMonitor.RunnerAddressUnusable,
    MonitorStore.MonitorStore | Fleet.Fleet | SqlClient.SqlClient
  >
  /** The runners of a cluster. */
  readonly runners?: Effect.Effect<ReadonlyArray<Roster.Runner>>
}

/** What watches, and tells webhooks: this process alone, or one of several at a time. */
const watching = Effect.fnUntraced(function* (
  { cluster, runnerAddress }: Pick<Choice, "cluster" | "runnerAddress">,
  options: Watch.Options,
  tell: Effect.Effect<never>,
): Effect.fn.Return<Watching> {
  if (!cluster) {
    const { Monitor } = yield* Effect.promise(() => import("@route-server/monitor"))
    const telling = Layer.effectDiscard(Effect.forkScoped(tell))
    return { layer: Layer.merge(Monitor.layer(options), telling) }
  }
  const { ClusterMonitor, Roster } = yield* Effect.promise(
    () => import("@route-server/monitor/cluster"),
  )
  const address = Option.getOrUndefined(runnerAddress)
  let roster: Roster.Roster["Service"] | undefined
  const layer = ClusterMonitor.layer({ ...options, address, alone: tell }).pipe(
    Layer.tap((context) =>
      Effect.sync(() => {
        roster = Context.get(context, Roster.Roster)
      }),
    ),
  )
  // What is shown waits for no cluster.
  return { layer, runners: Effect.suspend(() => roster?.current ?? Effect.succeed([])) }
})

/** The command. */
export const monitor = Command.make(
  "monitor",
  flags,
  Effect.fnUntraced(function* (choice) {
    yield* checkFlags(conflict(choice))
    const { cluster, host, interval, port, state } = choice
    const streams = yield* StandardStreams
    const token = Option.isSome(choice.tokenFile)
      ? yield* readToken(choice.tokenFile.value)
      : undefined
    const webhooks = Option.isSome(choice.webhooks)
      ? yield* WebhooksFile.read(choice.webhooks.value)
      : []
    const fleet = yield* WatchedFleet.open(choice)
    const kept = yield* MonitorState.open({ state, isOfAws: Source.isOfAws(choice) })
    const { MonitorView, NodeMonitorServer, Retention, WebhookDelivery } = yield* Effect.promise(
      () => import("@route-server/monitor"),
    )
    const calm = Duration.toMillis(interval)
    const pace = { calm, moving: Math.min(calm, MOVING) }
    const running = Effect.gen(function* () {
      const { run, statuses } = yield* WebhookDelivery.WebhookDelivery
      const { layer, runners } = yield* watching(choice, { pace }, run)
      const server = NodeMonitorServer.layer({
        host,
        port,
        token,
        hosts: choice.allowedHosts,
        metrics: {
          staleAfter: Duration.toMillis(choice.staleAfter),
          tags: choice.metricTags,
          build: { version },
          webhooks: statuses,
          runners,
        },
      })
      return Layer.merge(server, layer)
    }).pipe(
      Layer.unwrap,
      Layer.provide(WebhookDelivery.layerIdle(webhooks)),
      Layer.provide(FetchHttpClient.layer),
      Layer.provide(MonitorView.layer()),
      Layer.merge(Retention.layer({ keep: choice.retention })),
      Layer.provide(kept.layer),
      Layer.provide(fleet.layer),
      Layer.provideMerge(Listen.logger),
    )
    const announce = Effect.gen(function* () {
      const { url, isLoopback } = yield* NodeMonitorServer.NodeMonitorServer
      if (!isLoopback && token === undefined) {
        yield* streams.report([
          `route-server: warning: whoever reaches ${excerpt(host)} can read all of this; --token-file asks for a token`,
        ])
      }
      yield* streams.write(`${url}\n`)
      yield* streams.report([
        `route-server: watching ${fleet.origin}${cluster ? " with others" : ""}; ${kept.shown}`,
      ])
    })
    yield* announce.pipe(
      Effect.andThen(Effect.never),
      Effect.provide(running),
      Effect.catchTags({
        ServeError: (error) => Effect.fail(Listen.refused({ host, port }, error)),
        RunnerAddressUnusable: ({ message }) =>
          Effect.fail(new NotListening({ message: `--runner-address: ${message}` })),
        InvalidToken: ({ message }) =>
          Effect.fail(new FlagConflict({ message: `--token-file: ${message}` })),
        StoreError: ({ message }) => Effect.fail(new StoreFailed({ message })),
      }),
    )
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Watch route server peers: a page, an API, metrics"),
  Command.withExamples(examples),
)
