/**
 * `route-server peers describe`: the operation DescribeRouteServerPeers with
 * the flags of the AWS CLI.
 */
import { type Filter, FilterName, Fleet } from "@route-server/core"
import { type Duration, Effect, Option, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import { FlagConflict } from "../arguments/FlagConflict.ts"
import * as Paging from "../arguments/Paging.ts"
import * as Selection from "../arguments/Selection.ts"
import * as Targets from "../arguments/Targets.ts"
import { columns, nameOf } from "../output/Columns.ts"
import * as ExitStatus from "../output/ExitStatus.ts"
import { leftOutLine, PeersLeftOut } from "../output/Failure.ts"
import * as Printer from "../output/Printer.ts"
import type { Continuation } from "../output/Renderer.ts"
import * as FleetReading from "../source/FleetReading.ts"
import * as FleetSource from "../source/FleetSource.ts"
import * as Hint from "../source/Hint.ts"
import * as Source from "../source/Source.ts"
import { wrap } from "../terminal/DisplayText.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

/** The flags. */
export const flags = {
  ...Selection.flags,
  dryRun: Flag.Boolean("dry-run").pipe(
    Flag.withDescription("Only check permissions; also --no-dry-run"),
    Flag.optional,
  ),
  ...Paging.flags,
  ...Printer.flags,
  ...Source.flags,
  ...Targets.deadline,
}

/** The width of the help, which is indented. */
const HELP_COLUMNS = 76

const filterNames = wrap(
  FilterName.catalogue.map(({ names }) => names[0]?.name ?? "").join(", "),
  HELP_COLUMNS,
).join("\n    ")

const columnNames = wrap(columns.map(nameOf).join(", "), HELP_COLUMNS).join("\n    ")

const description = `List, filter and page through route server peers.

  The peers are those of --fixture or, without it, of a sample fleet, which is
  invented; with --source aws, those of the account. The whole listing is
  printed, unless --max-items, --max-results or --no-paginate says otherwise.

  ${Targets.help}

  A FILTER is Name=NAME,Values=VALUE,VALUE or JSON. In a value, * stands for
  any characters and ? for one or none. The names are

    ${filterNames}

  and, but for the tags, the same in EC2's style, as vpc-id or
  bgp-status.status.

  A table in a file or a pipe has all columns and is as wide as they are; on a
  terminal it has those that fit. The columns are

    ${columnNames}

  and tag:KEY; the path of a member, as BgpStatus.Status, is a name too.

  A FILE that holds nothing, as a command leaves it that failed, is no listing;
  one without peers is [] or {"RouteServerPeers": []}.

  A peer that can't be understood fails the listing. With --unreadable report it
  is left out and told on standard error.

  The exit status is 0, or ${ExitStatus.PARTIAL} if peers or targets were left out, ${ExitStatus.USAGE} for wrong
  usage and a FILE that can't be read, ${ExitStatus.CONFIGURATION} for missing settings or
  credentials, ${ExitStatus.SERVICE} for an error of the service, ${ExitStatus.OTHER} for anything else.`

const examples = [
  {
    command: "route-server peers describe --filters Name=state,Values=failing,failed",
    description: "What has failed",
  },
  {
    command: `route-server peers describe \\
    --filters Name=tag:env,Values=prod Name=bgp-status.status,Values=down`,
    description: "Which sessions are down in production",
  },
  {
    command: "route-server peers describe --profiles 'team-*' --regions 'eu-*,us-east-1'",
    description: "Many accounts and Regions at once",
  },
  {
    command: "aws ec2 describe-route-server-peers | route-server peers describe --fixture -",
    description: "A real answer as a table",
  },
]

/** What to say of filters that have no values: an OR over nothing matches nothing. */
const notes = (filters: ReadonlyArray<Filter.Filter>): ReadonlyArray<string> =>
  filters
    .filter(({ Values = [] }) => Values.length === 0)
    .map(({ Name }) => `route-server: note: the filter '${Name}' has no Values, so no peer matches`)

/** The same over a fleet, to the end of each target. */
const describeFleet = Effect.fnUntraced(function* (
  request: Fleet.Request,
  deadline: Duration.Duration,
  choice: Source.Choice & Printer.Choice,
) {
  const { RouteServerPeerIds: ids = [], Filters = [] } = request
  const source = yield* FleetSource.open(choice)
  yield* Hint.judge(request, source)
  yield* Effect.gen(function* () {
    const { members } = yield* Fleet.Fleet
    const printer = yield* Printer.open(choice, source.origin, members.length)
    const { hasFoot, isStreamed } = printer
    const reading = yield* FleetReading.read(request, source, { deadline }, (rows) =>
      isStreamed ? printer.page(rows) : Effect.void,
    )
    if (!isStreamed) yield* printer.page(reading.rows)
    yield* printer.end({ fleet: reading })
    yield* FleetReading.report(reading, { isFoot: hasFoot })
    const streams = yield* StandardStreams
    yield* streams.report(notes(Filters))
    yield* FleetReading.checkWhole(reading, ids)
  }).pipe(Effect.provide(source.layer))
})

/** The command. */
export const peersDescribe = Command.make(
  "describe",
  flags,
  Effect.fnUntraced(function* ({ ids, filters, dryRun, ...choice }) {
    const selected = yield* Selection.request({ ids, filters })
    const deadline = yield* Targets.deadlineOf(choice)
    if (Targets.areChosen(choice)) {
      const { pageSize } = yield* Paging.ofFleet(choice)
      if (Option.isSome(dryRun)) {
        return yield* new FlagConflict({ message: "--dry-run can't be used with a fleet" })
      }
      return yield* describeFleet({ ...selected, MaxResults: pageSize }, deadline, choice)
    }
    const request = { ...selected, DryRun: Option.getOrUndefined(dryRun) }
    const pages = yield* Paging.pages(request, choice)
    const source = yield* Source.openFor(choice, selected)
    const printer = yield* Printer.open(choice, source.origin)
    const streams = yield* StandardStreams
    let continuation: Continuation | undefined
    let { leftOut } = source
    yield* pages(source.piece).pipe(
      Stream.mapError(Hint.attach(selected.Filters, source)),
      Stream.runForEach((page) => {
        ;({ continuation } = page)
        const { unreadable = [] } = page.result
        leftOut += unreadable.length
        return Effect.andThen(
          streams.report(unreadable.map((error) => leftOutLine(error))),
          printer.page(page.result.RouteServerPeers.map((peer) => ({ peer }))),
        )
      }),
      Effect.provide(source.layer),
    )
    yield* printer.end({ continuation })
    yield* streams.report(notes(selected.Filters))
    if (continuation !== undefined && printer.hasNoToken) {
      yield* streams.report([
        `route-server: more peers follow; go on with ${continuation.flag} ${continuation.token}`,
      ])
    }
    if (leftOut > 0) return yield* new PeersLeftOut({ count: leftOut })
  }, Effect.scoped),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("List, filter and page through route server peers"),
  Command.withExamples(examples),
)
