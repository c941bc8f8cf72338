/**
 * `route-server peers wait`: until peers are as they are wanted.
 */
import { type Fleet, type FleetWaiter, Health, type Waiter } from "@route-server/core"
import { Clock, Duration, Effect, Schedule } from "effect"
import { Command, Flag } from "effect/cli"
import * as DurationFlag from "../arguments/DurationFlag.ts"
import * as Goal from "../arguments/Goal.ts"
import * as Selection from "../arguments/Selection.ts"
import * as Targets from "../arguments/Targets.ts"
import { count } from "../output/Count.ts"
import * as ExitStatus from "../output/ExitStatus.ts"
import { PeersLeftOut } from "../output/Failure.ts"
import * as FleetSource from "../source/FleetSource.ts"
import * as Hint from "../source/Hint.ts"
import * as Rehearsal from "../source/Rehearsal.ts"
import { StandardStreams } from "../terminal/StandardStreams.ts"

const flags = {
  goal: Flag.Literals("for", Goal.goals).pipe(
    Flag.withMetavar("GOAL"),
    Flag.withDescription("available, established or gone; required"),
  ),
  ...Selection.flags,
  deadline: DurationFlag.make("deadline").pipe(
    Flag.withDescription("How long to wait in all; 30m by default"),
    Flag.withDefault(Duration.minutes(30)),
  ),
  interval: DurationFlag.interval.pipe(
    Flag.withDescription("How long after an answer to ask again; 15s by default"),
    Flag.withDefault(Duration.seconds(15)),
  ),
  grace: DurationFlag.make("grace").pipe(
    Flag.withDescription("How long one not found may be too new to be seen; 2m by default"),
    Flag.withDefault(Duration.minutes(2)),
  ),
  ...Rehearsal.flags,
}

const description = `Wait until route server peers are available, established or gone.

  available    in that state, twice in a row
  established  available, and the sessions up: BGP, and BFD where it is used
  gone         deleted, or not found any more

  It waits for all peers that are selected. Of those that a FILTER selects, what
  is deleting or deleted from the start only counts for gone. Throttling and
  passing faults are waited out, and no failure is taken for an answer.

  ${Targets.help}
  As long as one can't be read, what is waited for is not so; one that refuses to
  be read ends the waiting.

  ${Rehearsal.help}

  The exit status is 0 when all are so; ${ExitStatus.NOT_MET} when the deadline comes first; ${ExitStatus.HOPELESS} when
  it won't come any more, since a peer fails, is deleted or does not exist; that
  of peers describe when it can't be told, since the service answers with an
  error, or did when the deadline came, and for wrong usage.`

const examples = [
  {
    command:
      "route-server peers wait --for established --source aws --route-server-peer-ids rsp-0e1c240ae33a4f642",
    description: "A peer that was just created",
  },
  {
    command:
      "route-server peers wait --for gone --filters Name=vpc-id,Values=vpc-571faf2e --deadline 10m",
    description: "Before a VPC is deleted",
  },
]

const met: Readonly<Record<Goal.Goal, (peer: Waiter.Sighting) => boolean>> = {
  available: ({ peer }) => peer?.State === "available",
  established: ({ peer }) => peer !== undefined && Health.isUp(peer),
  gone: ({ peer, standing }) => standing === "NotFound" || peer?.State === "deleted",
}

/** A time to the second, such as `1m 12s`. */
const seconds = (millis: number): string =>
  millis < 500 ? "0s" : Duration.format(Duration.seconds(Math.round(millis / 1000)))

/** What an answer shows of the peers; of a fleet, what the last answers of all targets do. */
interface Seen {
  readonly sightings: ReadonlyArray<Waiter.Sighting>
  readonly targets?: ReadonlyArray<FleetWaiter.TargetSighting>
}

/** How much of it is as it is wanted. */
const howFar = (goal: Goal.Goal, { sightings, targets }: Seen): string => {
  const peers = `${sightings.filter(met[goal]).length} of ${count(sightings.length, "peer")}`
  if (targets === undefined) return peers
  const ready = targets.filter(({ isMet }) => isMet).length
  return `${ready} of ${count(targets.length, "target")}, ${peers}`
}

/** Waits, and shows at each answer and every second how far that is. Gives the line to print at its end. */
const waitUntil = Effect.fnUntraced(function* <E, R>(
  goal: Goal.Goal,
  deadline: Duration.Duration,
  wait: (onPoll: (seen: Seen) => Effect.Effect<void>) => Effect.Effect<unknown, E, R>,
) {
  const streams = yield* StandardStreams
  const beganAt = yield* Clock.currentTimeMillis
  const waited = Effect.map(Clock.currentTimeMillis, (now) => now - beganAt)
  let found = "no answer yet"
  let last: Seen = { sightings: [] }
  const show = Effect.flatMap(waited, (waited) => {
    const left = seconds(Duration.toMillis(deadline) - waited)
    return streams.progress(
      `Waiting for ${goal}: ${found}, ${seconds(waited)} so far, ${left} to go`,
    )
  })
  const onPoll = (seen: Seen) =>
    Effect.suspend(() => {
      found = howFar(goal, seen)
      last = seen
      return show
    })
  const showing = Effect.andThen(Effect.repeat(show, Schedule.spaced("1 second")), Effect.never)
  yield* Effect.raceFirst(wait(onPoll), showing).pipe(Effect.ensuring(streams.progress("")))
  const at = last.targets && `, at ${count(last.targets.length, "target")}`
  return `${count(last.sightings.length, "peer")} ${goal}${at ?? ""}, after ${seconds(yield* waited)}\n`
})

/** The same over a fleet: all targets count, also those that can't be read. */
const waitForFleet = Effect.fnUntraced(function* (
  request: Fleet.Request,
  goal: Goal.Goal,
  options: FleetWaiter.Options & { readonly deadline: Duration.Duration },
  choice: Rehearsal.Choice,
) {
  yield* Rehearsal.refuse(choice)
  const source = yield* FleetSource.open(choice)
  yield* Hint.judge(request, source)
  return yield* waitUntil(goal, options.deadline, (onPoll) =>
    Goal.fleetWaiters[goal](request, {
      ...options,
      onPoll: (targets) =>
        onPoll({ targets, sightings: targets.flatMap(({ sightings }) => sightings) }),
    }),
  ).pipe(Effect.mapError(Hint.attach(request.Filters ?? [], source)), Effect.provide(source.layer))
})

/** The command. */
export const peersWait = Command.make(
  "wait",
  flags,
  Effect.fnUntraced(function* ({ goal, deadline, interval, grace, ids, filters, ...choice }) {
    const request = yield* Selection.request({ ids, filters })
    const options = { polls: Schedule.spaced(interval), deadline, grace }
    const streams = yield* StandardStreams
    if (Targets.areChosen(choice)) {
      return yield* streams.write(yield* waitForFleet(request, goal, options, choice))
    }
    const source = yield* Rehearsal.open(choice)
    const line = yield* waitUntil(goal, deadline, (onPoll) =>
      Goal.waiters[goal](request, { ...options, onPoll: (sightings) => onPoll({ sightings }) }),
    ).pipe(Effect.mapError(Hint.attach(request.Filters, source)), Effect.provide(source.layer))
    if (source.leftOut > 0) return yield* new PeersLeftOut({ count: source.leftOut })
    yield* streams.write(line)
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Wait until route server peers are available, established or gone"),
  Command.withExamples(examples),
)
