/**
 * `route-server peers watch`: what happens to peers, as it happens.
 */
import { Changes, Fleet, Judgement, type RouteServerPeer, Target } from "@route-server/core"
import { Clock, Duration, Effect, Option, Schedule, Stream } from "effect"
import { Command, Flag } from "effect/cli"
import * as DurationFlag from "../arguments/DurationFlag.ts"
import * as Ending from "../arguments/Ending.ts"
import { checkFlags } from "../arguments/FlagConflict.ts"
import * as Selection from "../arguments/Selection.ts"
import * as Targets from "../arguments/Targets.ts"
import * as ChangeLine from "../output/ChangeLine.ts"
import * as ExitStatus from "../output/ExitStatus.ts"
import { leftOutLine, NotMet } from "../output/Failure.ts"
import * as LiveTable from "../output/LiveTable.ts"
import * as FleetSource from "../source/FleetSource.ts"
import * as Hint from "../source/Hint.ts"
import * as Rehearsal from "../source/Rehearsal.ts"
import * as FullScreen from "../terminal/FullScreen.ts"
import { screenOf } from "../terminal/Screen.ts"
import { type Size, StandardStreams } from "../terminal/StandardStreams.ts"

/** The flags. */
export const flags = {
  ...Selection.flags,
  live: Selection.live,
  interval: DurationFlag.interval.pipe(
    Flag.withDescription("Time between polls; 15s by default, 1s of a rehearsal"),
    Flag.optional,
  ),
  ...Ending.flags,
  output: Flag.Literals("output", ["table", "ndjson"]).pipe(
    Flag.withMetavar("FORMAT"),
    Flag.withDescription("table (default on a terminal) or ndjson"),
    Flag.optional,
  ),
  ...Rehearsal.flags,
}

const description = `Watch what happens to route server peers.

  On a terminal it is a table that is drawn in place: the counts and the age of
  the last good poll, what has changed, newest first, and the peers, those in
  trouble first. Elsewhere it is a line of JSON per change, with the members at,
  change, routeServerPeerId, before, after and peer. The peers that are there at
  the beginning come first, as changes with "initial": true.

  A poll that fails is told, on standard error where there is no table, and the
  next one goes on. It is never taken for an empty one. Only if there was no good
  one yet, and a retry can't help, it ends the command.

  --exit-on down, up, failed, gone, new or any ends with status 0 after the first
  such change: a session of a live peer goes down; a peer is available again with
  its sessions up; it fails; it is deleted or listed no more; it comes; or
  anything at all. --until ends when a poll shows all that are not deleting or
  deleted as they are wanted, or all gone.

  ${Targets.help}
  Each is polled by itself, and each line has its target.

  ${Rehearsal.help}

  The exit status is 0 for what was waited for, and for the deadline if nothing
  was; ${ExitStatus.NOT_MET} if the deadline comes first; 130 after Ctrl-C, 143 after SIGTERM; and
  else that of peers describe.`

const examples = [
  { command: "route-server peers watch", description: "A rehearsal with invented peers" },
  {
    command: "route-server peers watch --source aws --live --interval 5s",
    description: "All peers of the account that are not deleted",
  },
  {
    command: "route-server peers watch --source aws --exit-on down --deadline 1h",
    description: "For a script: ends when a session goes down",
  },
]

/** What is shown as long as it goes on, and what is left of it. */
interface View {
  readonly take: (
    event: Changes.Event,
    isInitial: boolean,
    target: Target.Target | undefined,
  ) => Effect.Effect<void, OutputError>
  readonly run: <E, R>(feed: Stream.Stream<void, E, R>) => Effect.Effect<void, E | OutputError, R>
}

type OutputError = Effect.Error<ReturnType<StandardStreams["Service"]["write"]>>

/** What is watched. */
interface Watched {
  readonly title: string
  readonly interval: Duration.Duration
  readonly isRehearsal: boolean
  /** Whether it is shown as a table that is drawn in place. */
  readonly isDrawn: boolean
  /** The targets of a fleet; without one, a single `undefined`. */
  readonly targets: ReadonlyArray<Target.Target | undefined>
}

/** What is on the screen when nobody says how large it is. */
const USUAL: Size = { columns: 80, rows: 24 }

const terminalView = Effect.fnUntraced(function* ({ interval, targets, title }: Watched) {
  const streams = yield* StandardStreams
  let state = LiveTable.begin(targets)
  let size = USUAL
  let last: string | undefined

  const draw = Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const screen = {
      ...screenOf({ ...streams, terminalColumns: size.columns }),
      rows: size.rows,
    }
    const surroundings = { title, interval: Duration.toMillis(interval), now }
    return streams.write(FullScreen.frame(LiveTable.view(state, surroundings, screen), screen.rows))
  })
  const ticks = Stream.tick("1 second")
  const sizes = Stream.map(streams.sizes, (next) => {
    size = next
  })
  const view: View = {
    take: (event, isInitial, target) =>
      Effect.suspend(() => {
        state = LiveTable.take(state, event, target)
        if (event._tag !== "Changed") return draw
        if (!isInitial) last = LiveTable.lineOf(LiveTable.entryOf(event, target))
        return Effect.void
      }),
    run: (feed) =>
      Effect.gen(function* () {
        yield* streams.fullScreen
        const drawing = Stream.mapEffect(Stream.merge(ticks, sizes), () => draw)
        yield* Stream.runDrain(Stream.merge(feed, drawing, { haltStrategy: "left" }))
      }).pipe(
        Effect.scoped,
        Effect.andThen(Effect.suspend(() => streams.write(last === undefined ? "" : `${last}\n`))),
      ),
  }
  return view
})

const linesView = Effect.fnUntraced(function* ({ isRehearsal }: Watched) {
  const streams = yield* StandardStreams
  /** What was told last of an outage that has not ended, by the target. */
  const told = new Map<string | undefined, string>()
  const view: View = {
    take: (event, isInitial, target) =>
      Effect.suspend((): Effect.Effect<void, OutputError> => {
        const whose = target === undefined ? "" : `${target.name}: `
        const tell = (at: number, text: string) =>
          streams.report([`route-server: ${new Date(at).toISOString()} ${whose}${text}`])
        switch (event._tag) {
          case "Changed":
            return streams.write(ChangeLine.make(event, { isInitial, isRehearsal, target }))
          case "Polled": {
            return told.delete(target?.name) ? tell(event.at, "answered again") : Effect.void
          }
          case "PollFailed": {
            const { message } = event.error
            if (told.get(target?.name) === message) return Effect.void
            told.set(target?.name, message)
            return tell(event.at, `no answer: ${message}`)
          }
          case "Unreadable":
            return streams.report([leftOutLine(event.error, target)])
          case "Noticed":
            return Effect.void
        }
      }),
    run: Stream.runDrain,
  }
  return view
})

/** What happens, in a fleet with the target. */
interface Happening {
  readonly event: Changes.Event
  readonly target?: Target.Target | undefined
}

type Choice = Command.Command.Config.Infer<typeof Ending.flags>

/** Shows what happens until the watching ends. */
const watch = <R>(
  happenings: Stream.Stream<Happening, never, R>,
  watched: Watched,
  { deadline, ...ending }: Choice,
  hinted: ReturnType<typeof Hint.attach>,
) =>
  Effect.gen(function* () {
    const view = yield* watched.isDrawn ? terminalView(watched) : linesView(watched)
    const { length } = watched.targets
    /** The peers of each target that was read, and has answered since. */
    const known = new Map<string | undefined, ReadonlyArray<RouteServerPeer.RouteServerPeer>>()
    const begun = new Set<string | undefined>()
    /** The targets that there is no use in asking again, since they refused the first time. */
    const hopeless = new Set<string | undefined>()

    /** Whether the watching ends with an event, seen over the whole fleet. */
    const isEnd = (event: Changes.Event, name: string | undefined): boolean => {
      if (event._tag === "PollFailed") known.delete(name)
      if (event._tag !== "Polled") return Ending.isReached(ending, event, !begun.has(name))
      known.set(name, event.peers)
      const peers = [...known.values()].flat()
      return known.size === length && Ending.isReached(ending, { ...event, peers }, false)
    }
    const feed = happenings.pipe(
      Stream.mapEffect(({ event, target }) =>
        Effect.gen(function* () {
          const name = target?.name
          if (event._tag === "PollFailed" && event.isGivenUp && !begun.has(name)) {
            if (!event.error.isRetryable) hopeless.add(name)
            if (hopeless.size === length) return yield* Effect.fail(hinted(event.error))
          }
          const isLast = isEnd(event, name)
          yield* view.take(event, !begun.has(name), target)
          if (event._tag === "Polled") begun.add(name)
          return isLast
        }),
      ),
      Stream.takeUntil((isLast) => isLast),
      Stream.map(() => undefined),
    )
    const watching = view.run(feed)
    if (Option.isNone(deadline)) return yield* watching
    yield* Effect.timeoutOrElse(watching, {
      duration: deadline.value,
      orElse: () =>
        Ending.isOpen(ending)
          ? Effect.void
          : new NotMet({
              message: `what was waited for has not come within ${Duration.format(deadline.value)}`,
            }),
    })
  })

/** The command. */
export const peersWatch = Command.make(
  "watch",
  flags,
  Effect.fnUntraced(function* ({ ids, filters, live, ...choice }) {
    const request = yield* Selection.request({ ids, filters })
    const { environment, isTerminal } = yield* StandardStreams
    const canDraw = isTerminal && environment["TERM"] !== "dumb"
    const isDrawn = canDraw && !Option.contains(choice.output, "ndjson")
    const checkOutput = checkFlags(
      !canDraw && Option.contains(choice.output, "table")
        ? "--output table goes with a terminal only"
        : undefined,
    )
    if (Targets.areChosen(choice)) {
      yield* Rehearsal.refuse(choice)
      const source = yield* FleetSource.open(choice)
      yield* Hint.judge(request, source)
      yield* checkOutput
      const interval = Option.getOrElse(choice.interval, () => Duration.seconds(15))
      return yield* Effect.gen(function* () {
        const { members } = yield* Fleet.Fleet
        const targets = members.map(({ target }) => target)
        const title = `Peers of ${source.origin}`
        const events = Fleet.events(request, { live, polls: Schedule.spaced(interval) })
        const watched = { title, interval, isRehearsal: false, isDrawn, targets }
        yield* watch(events, watched, choice, Hint.attach(request.Filters, source))
      }).pipe(Effect.provide(source.layer))
    }
    const source = yield* Rehearsal.open(choice)
    const { isRehearsal } = source
    const hinted = Hint.attach(request.Filters, source)
    yield* Effect.fromResult(Judgement.judge(request)).pipe(Effect.mapError(hinted))
    yield* checkOutput
    const interval = Option.getOrElse(choice.interval, () => Duration.seconds(isRehearsal ? 1 : 15))
    const title = isRehearsal ? `REHEARSAL: ${source.origin}` : `Peers of ${source.origin}`
    const events = Changes.events(Target.requestOf({}, request), {
      live,
      polls: Schedule.spaced(interval),
    }).pipe(Stream.map((event): Happening => ({ event })))
    const watched = { title, interval, isRehearsal, isDrawn, targets: [undefined] }
    yield* Effect.provide(watch(events, watched, choice, hinted), source.layer)
  }),
).pipe(
  Command.withDescription(description),
  Command.withShortDescription("Watch what happens to route server peers"),
  Command.withExamples(examples),
)
