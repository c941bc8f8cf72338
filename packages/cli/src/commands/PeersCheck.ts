/**
 * `route-server peers check`: whether all peers are established, for cron and CI.
 */
import { Health, Listing } from "@route-server/core"
import { Effect, Stream } from "effect"
import { Command } from "effect/cli"
import * as Selection from "../arguments/Selection.ts"
import * as ExitStatus from "../output/ExitStatus.ts"
import { leftOutLine, NotMet, PeersLeftOut } from "../output/Failure.ts"
import * as Printer from "../output/Printer.ts"
import * as Hint from "../source/Hint.ts"
import * as Source from "../source/Source.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

const flags = {
  ...Selection.flags,
  ...Printer.flags,
  ...Source.flags,
}

const description = `Check that all route server peers are established, once.

  A peer is established if it is available and its sessions are up: BGP, and BFD
  where it is used. Those that are deleting or deleted don't count; EC2's filters
  have no "not", so that is evaluated here.

  It says nothing and the exit status is 0 if all that match are established.
  Otherwise it lists those that are not, and the status is ${ExitStatus.NOT_MET}. So it is, with a
  message, if none matches. When it can't be told, and for wrong usage, it is
  that of peers describe.`

const examples = [
  {
    command: "route-server peers check --source aws --filters Name=tag:env,Values=prod",
    description: "A job that fails when a session in production is down",
  },
]

/** The command. */
export const peersCheck = Command.make(
  "check",
  flags,
  Effect.fnUntraced(function* ({ ids, filters, ...choice }) {
    const request = yield* Selection.request({ ids, filters })
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
    yield* streams.report(unreadable.map(leftOutLine))
    if (not.length > 0) {
      yield* printer.page({ RouteServerPeers: not })
      yield* printer.end(undefined)
    }
    const leftOut = source.leftOut + unreadable.length
    if (leftOut > 0) return yield* new PeersLeftOut({ count: leftOut })
    if (peers.length === 0) return yield* new NotMet({ message: "no live peer matches" })
    if (not.length > 0) {
      const message = `${not.length} of ${peers.length} ${peers.length === 1 ? "peer is" : "peers are"} not established`
      return yield* new NotMet({ message })
    }
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Check that all route server peers are established"),
  Command.withExamples(examples),
)
