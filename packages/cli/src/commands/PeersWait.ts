/**
 * `route-server peers wait`: until peers are as they are wanted.
 */
import { type Fleet, type FleetWaiter, Health, type Waiter } from "@route-server/core"
import { Clock, Duration, Effect, Option, Schedule } from "effect"
import { Command, Flag } from "effect/cli"
import * as DurationFlag from "../arguments/DurationFlag.ts"
import * as Goal from "../arguments/Goal.ts"
import * as Selection from "../arguments/Selection.ts"
import * as Targets from "../arguments/Targets.ts"
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

const count = (peers: number): string => `${peers} ${peers === 1 ? "peer" : "peers"}`

/** A time to the second, such as `1m 12s`. */
const seconds = (millis: number): string =>
  millis < 500 ? "0s" : Duration.format(Duration.seconds(Math.round(millis / 1000)))

/** What shows how far the waiting is. */
const progress = Effect.fnUntraced(function* (
  goal: Goal.Goal,
  deadline: Duration.Duration,
  found: () => string,
) {
  const streams = yield* StandardStreams
  const beganAt = yield* Clock.currentTimeMillis
  return Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const waited = now - beganAt
    const left = seconds(Duration.toMillis(deadline) - waited)
    return streams.progress(
      `Waiting for ${goal}: ${found()}, ${seconds(waited)} so far, ${left} to go`,
    )
  })
})

/** Waits, and shows every second how far it is. */
const showing = <A, E, R>(show: Effect.Effect<void>, waiting: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const streams = yield* StandardStreams
    return yield* Effect.raceFirst(
      waiting,
      Effect.andThen(Effect.repeat(show, Schedule.spaced("1 second")), Effect.never),
    ).pipe(Effect.ensuring(streams.progress("")))
  })

/** The same over a fleet: all targets count, also those that can't be read. */
const waitForFleet = Effect.fnUntraced(function* (
  request: Fleet.Request,
  {
    goal,
    ...options
  }: Pick<FleetWaiter.Options, "grace" | "polls"> & {
    readonly goal: Goal.Goal
    readonly deadline: Duration.Duration
  },
  choice: Parameters<typeof Rehearsal.open>[0],
) {
  yield* Rehearsal.refuse(choice)
  const source = yield* FleetSource.open(choice)
  yield* Hint.judge(request, source)
  const streams = yield* StandardStreams
  const beganAt = yield* Clock.currentTimeMillis
  let targets: ReadonlyArray<FleetWaiter.TargetSighting> = []
  const found = () => {
    const all = targets.flatMap(({ sightings }) => sightings)
    const ready = targets.filter(({ isMet }) => isMet).length
    return targets.length === 0
      ? "no answer yet"
      : `${ready} of ${targets.length} targets, ${all.filter(met[goal]).length} of ${count(all.length)}`
  }
  const show = yield* progress(goal, options.deadline, found)
  const waiting = Goal.fleetWaiters[goal](request, {
    ...options,
    onPoll: (all) =>
      Effect.suspend(() => {
        targets = all
        return show
      }),
  }).pipe(Effect.mapError(Hint.attach(request.Filters ?? [], source)), Effect.provide(source.layer))
  const peers = yield* showing(show, waiting)
  const waited = (yield* Clock.currentTimeMillis) - beganAt
  const { length } = targets
  yield* streams.write(
    `${count(peers.length)} ${goal}, at ${length} ${length === 1 ? "target" : "targets"}, after ${seconds(waited)}\n`,
  )
})

/** The command. */
export const peersWait = Command.make(
  "wait",
  flags,
  Effect.fnUntraced(function* ({ goal, deadline, interval, grace, ids, filters, ...choice }) {
    const request = yield* Selection.request({ ids, filters })
    const polls = Schedule.spaced(interval)
    if (Targets.areChosen(choice)) {
      return yield* waitForFleet(request, { goal, deadline, grace, polls }, choice)
    }
    const source = yield* Rehearsal.open(choice)
    const streams = yield* StandardStreams
    const beganAt = yield* Clock.currentTimeMillis
    let sightings: Option.Option<ReadonlyArray<Waiter.Sighting>> = Option.none()

    const found = () =>
      Option.match(sightings, {
        onNone: () => "no answer yet",
        onSome: (all) => `${all.filter(met[goal]).length} of ${count(all.length)}`,
      })
    const show = yield* progress(goal, deadline, found)
    const waiting = Goal.waiters[goal](request, {
      polls,
      deadline,
      grace,
      onPoll: (all) =>
        Effect.suspend(() => {
          sightings = Option.some(all)
          return show
        }),
    }).pipe(Effect.mapError(Hint.attach(request.Filters, source)), Effect.provide(source.layer))
    const peers = yield* showing(show, waiting)
    const waited = (yield* Clock.currentTimeMillis) - beganAt
    if (source.leftOut > 0) return yield* new PeersLeftOut({ count: source.leftOut })
    const all = Option.match(sightings, { onNone: () => peers.length, onSome: (all) => all.length })
    yield* streams.write(`${count(all)} ${goal}, after ${seconds(waited)}\n`)
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Wait until route server peers are available, established or gone"),
  Command.withExamples(examples),
)
