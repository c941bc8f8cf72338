/**
 * `route-server peers check`: whether all peers are established, for cron and CI.
 */
import { Fleet, Health, Listing } from "@route-server/core"
import { type Duration, Effect, Stream } from "effect"
import { Command } from "effect/cli"
import * as Selection from "../arguments/Selection.ts"
import * as Targets from "../arguments/Targets.ts"
import * as ExitStatus from "../output/ExitStatus.ts"
import { leftOutLine, NotMet, PeersLeftOut } from "../output/Failure.ts"
import * as Printer from "../output/Printer.ts"
import * as FleetReading from "../source/FleetReading.ts"
import * as FleetSource from "../source/FleetSource.ts"
import * as Hint from "../source/Hint.ts"
import * as Source from "../source/Source.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

const flags = {
  ...Selection.flags,
  ...Printer.flags,
  ...Source.flags,
  ...Targets.deadline,
}

const description = `Check that all route server peers are established, once.

  A peer is established if it is available and its sessions are up: BGP, and BFD
  where it is used. Those that are deleting or deleted don't count; EC2's filters
  have no "not", so that is evaluated here.

  ${Targets.help}

  It says nothing and the exit status is 0 if all that match are established.
  Otherwise it lists those that are not, and the status is ${ExitStatus.NOT_MET}. So it is, with a
  message, if none matches. When it can't be told, also of one target of several,
  and for wrong usage, it is that of peers describe.`

const examples = [
  {
    command: "route-server peers check --source aws --filters Name=tag:env,Values=prod",
    description: "A job that fails when a session in production is down",
  },
]

/** Fails if some peers are not established, or if there are none. */
const judge = (all: number, not: number): Effect.Effect<void, NotMet> => {
  if (all === 0) return Effect.fail(new NotMet({ message: "no live peer matches" }))
  if (not === 0) return Effect.void
  const message = `${not} of ${all} ${all === 1 ? "peer is" : "peers are"} not established`
  return Effect.fail(new NotMet({ message }))
}

/** The same over a fleet: where a target can't be read, it can't be told. */
const checkFleet = Effect.fnUntraced(function* (
  request: Fleet.Request,
  deadline: Duration.Duration,
  choice: Source.Choice & Printer.Choice,
) {
  const source = yield* FleetSource.open(choice)
  yield* Hint.judge(request, source)
  yield* Effect.gen(function* () {
    const { members } = yield* Fleet.Fleet
    const printer = yield* Printer.open(choice, source.origin, members.length)
    const reading = yield* FleetReading.read(request, source, { deadline, live: true })
    const not = reading.rows.filter(({ peer }) => !Health.isUp(peer))
    if (not.length > 0) {
      yield* printer.page(not)
      yield* printer.end({ fleet: reading })
    }
    const isFoot = not.length > 0 && printer.hasFoot
    yield* FleetReading.report(reading, { isFoot })
    yield* FleetReading.checkWhole(reading, request.RouteServerPeerIds)
    yield* judge(reading.rows.length, not.length)
  }).pipe(Effect.provide(source.layer))
})

/** The command. */
export const peersCheck = Command.make(
  "check",
  flags,
  Effect.fnUntraced(function* ({ ids, filters, ...choice }) {
    const request = yield* Selection.request({ ids, filters })
    const deadline = yield* Targets.deadlineOf(choice)
    if (Targets.areChosen(choice)) return yield* checkFleet(request, deadline, choice)
    const source = yield* Source.open(choice)
    const printer = yield* Printer.open(choice, source.origin)
    const streams = yield* StandardStreams
    const pages = yield* Stream.runCollect(Listing.pages(request, { live: true })).pipe(
      Effect.mapError(Hint.attach(request.Filters, source)),
      Effect.provide(source.layer),
    )
    const unreadable = pages.flatMap((page) => page.unreadable ?? [])
    const peers = pages.flatMap((page) => page.RouteServerPeers)
    const not = peers.filter((peer) => !Health.isUp(peer))
    yield* streams.report(unreadable.map((error) => leftOutLine(error)))
    if (not.length > 0) {
      yield* printer.page(not.map((peer) => ({ peer })))
      yield* printer.end({})
    }
    const leftOut = source.leftOut + unreadable.length
    if (leftOut > 0) return yield* new PeersLeftOut({ count: leftOut })
    yield* judge(peers.length, not.length)
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Check that all route server peers are established"),
  Command.withExamples(examples),
)
