/**
 * `route-server monitor`: watches a fleet and tells what becomes of it: a page, an API,
 * metrics.
 */
import { Duration, Effect, Layer, Logger, Option, type Redacted } from "effect"
import { Command, Flag } from "effect/cli"
import * as DurationFlag from "../arguments/DurationFlag.ts"
import { FlagConflict } from "../arguments/FlagConflict.ts"
import * as Flags from "../arguments/Flags.ts"
import * as Listen from "../arguments/Listen.ts"
import * as Targets from "../arguments/Targets.ts"
import { NotListening, StoreFailed } from "../output/Failure.ts"
import * as Rehearsal from "../source/Rehearsal.ts"
import * as TokenFile from "../source/TokenFile.ts"
import * as WatchedFleet from "../source/WatchedFleet.ts"
import { excerpt } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

/** The port of BGP, 179, behind that of a monitor. */
const PORT = 9179

/** Where the state is kept unless told otherwise. */
const STATE = "route-server-monitor.db"

/** In milliseconds: how often to ask while something moves. */
const MOVING = 5000

/** The flags that take a list. */
export const listFlags = ["--allowed-hosts", "--metric-tags"]

/** The columns of a name to show in a message. */
const LONGEST_NAME = 100

const flags = {
  ...Targets.flags,
  ...Rehearsal.flags,
  port: Listen.port(PORT),
  host: Listen.host,
  state: Flags.file(
    "state",
    `What is remembered; ${STATE} by default, and nothing of invented peers`,
  ),
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
}

const description = `Watch route server peers, and tell what becomes of them.

  It asks each target again and again: more often while something moves there, and
  less often while AWS asks to be left alone. What it knows is told at its URL, the
  first line printed:

    /              a page that follows what happens
    /metrics       for Prometheus; the package has alert rules and a dashboard
    /api/v1/peers  an API; /openapi.json describes it
    /livez /readyz whether it is alive, and ready

  A target that can't be read is told as such, with the age of what was last read
  and why; it never looks like one without peers. What is remembered is kept in a
  file of SQLite, so a restart loses no change and repeats none.

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
]

const logger = Logger.layer([Logger.withConsoleError(Logger.formatLogFmt)])

/** What the operating system says of an address that can't be listened on. */
const reasonOf = ({ cause }: { readonly cause?: unknown }): string =>
  cause instanceof Error ? cause.message : String(cause)

const token = (
  file: Option.Option<string>,
): ReturnType<typeof TokenFile.read> | Effect.Effect<undefined> =>
  Option.match(file, { onNone: () => Effect.undefined, onSome: TokenFile.read })

/** The command. */
export const monitor = Command.make(
  "monitor",
  flags,
  Effect.fnUntraced(function* (choice) {
    const { host, interval, port, retention, staleAfter, state } = choice
    const streams = yield* StandardStreams
    if (Duration.isGreaterThan(interval, staleAfter)) {
      return yield* new FlagConflict({
        message: "--stale-after must be longer than --interval: three times as long or more",
      })
    }
    const secret: Redacted.Redacted | undefined = yield* token(choice.tokenFile)
    const fleet = yield* WatchedFleet.open(choice)
    const { Monitor, MonitorView, NodeMonitorServer, Retention, SqlMonitorStore } =
      yield* Effect.promise(() => import("@route-server/monitor"))
    const filename = Option.getOrElse(state, () => (fleet.isOfAws ? STATE : ":memory:"))
    const calm = Duration.toMillis(interval)
    const server = NodeMonitorServer.layer({
      host,
      port,
      token: secret,
      hosts: choice.allowedHosts,
      metrics: { staleAfter: Duration.toMillis(staleAfter), tags: choice.metricTags },
    }).pipe(
      Layer.provide(MonitorView.layer()),
      Layer.merge(Monitor.layer({ pace: { calm, moving: Math.min(calm, MOVING) } })),
      Layer.merge(Retention.layer({ keep: retention })),
      Layer.provide(SqlMonitorStore.layerSqlite({ filename })),
      Layer.provide(fleet.layer),
      Layer.provideMerge(logger),
    )
    const announce = Effect.gen(function* () {
      const { url, isLoopback } = yield* NodeMonitorServer.NodeMonitorServer
      if (!isLoopback && secret === undefined) {
        yield* streams.report([
          `route-server: warning: whoever reaches ${excerpt(host, LONGEST_NAME)} can read all of this; --token-file asks for a token`,
        ])
      }
      yield* streams.write(`${url}\n`)
      yield* streams.report([
        `route-server: watching ${fleet.origin}; ${filename === ":memory:" ? "nothing is kept" : `state in ${excerpt(filename, LONGEST_NAME)}`}`,
      ])
    })
    yield* announce.pipe(
      Effect.andThen(Effect.never),
      Effect.provide(server),
      Effect.catchTags({
        ServeError: (error) =>
          Effect.fail(
            new NotListening({
              message: `can't listen on ${excerpt(host, LONGEST_NAME)}, port ${port}: ${reasonOf(error)}`,
            }),
          ),
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
