/**
 * How a process comes to know the fleet: of what it writes itself it hears at once, and
 * for what others write it looks into the store.
 */
import { Fleet } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import { Clock, Effect, PubSub, Queue, Result, Schedule, Stream, Struct } from "effect"
import type { ChangeRecord } from "../ChangeRecord.ts"
import { type Damaged, MonitorStore, type StoreError } from "../MonitorStore.ts"
import type { FleetState, Options } from "../MonitorView.ts"
import * as TargetState from "../TargetState.ts"
import { backOff } from "./backOff.ts"
import { monotonicMillis } from "./monotonic.ts"

/** The changes that are read at once: all that is held of the log for a reader that takes nothing. */
const PART = 50

/** In milliseconds: after a commit of its own, a process looks at the log no more often. */
const BETWEEN_LOOKS = 50

const untilItWorks = backOff("500 millis", "10 seconds")

type Failure = NonNullable<FleetState["storeFailure"]>

const TIMES = ["since", "monotonicSince"] as const

/** What is known, and the fleet that it amounts to. */
class Board {
  readonly #order: ReadonlyArray<string>
  readonly #states: Map<string, TargetState.TargetState>
  #sequence = 0
  #readFailure: Failure | undefined
  #writeFailure: Failure | undefined
  #shown: FleetState | undefined

  constructor({ members }: Fleet.Fleet["Service"]) {
    this.#order = members.map(({ target }) => target.name)
    this.#states = new Map(members.map(({ target }) => [target.name, TargetState.unknown(target)]))
  }

  get current(): FleetState {
    const storeFailure = this.#writeFailure ?? this.#readFailure
    this.#shown ??= {
      targets: this.#order.flatMap((name) => this.#states.get(name) ?? []),
      sequence: this.#sequence,
      ...(storeFailure === undefined ? {} : { storeFailure }),
    }
    return this.#shown
  }

  /** The targets whose state in the store is another, with the version that is known. */
  outdated(versions: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    return new Map(
      [...this.#states]
        .map(([name, { version }]) => [name, version] as const)
        .filter(([name, version]) => (versions.get(name) ?? 0) !== version),
    )
  }

  /**
   * Takes over a state, unless a newer one is known. One that is older than what was
   * known before it was read is of a store that was put back.
   */
  take(kept: TargetState.TargetState, before?: number): void {
    const known = this.#states.get(kept.target.name)
    if (known === undefined) return
    if (kept.version <= known.version && known.version !== before) return
    this.#states.set(kept.target.name, TargetState.resume(kept, known.target))
    this.#shown = undefined
  }

  /** The store has no state of a target any more. */
  lose(name: string, before: number): void {
    const known = this.#states.get(name)
    if (known !== undefined) this.take(TargetState.unknown(known.target), before)
  }

  /** The store has a state of a target that can't be read. */
  damage(damaged: Damaged, before: number | undefined, now: number): void {
    const known = this.#states.get(damaged.target)
    if (known !== undefined) this.take(TargetState.damaged(known.target, damaged, now), before)
  }

  reach(sequence: number): void {
    if (sequence === this.#sequence) return
    this.#sequence = sequence
    this.#shown = undefined
  }

  read(failure: Failure | undefined): void {
    this.#readFailure = this.#going(this.#readFailure, failure)
  }

  wrote(failure: Failure | undefined): void {
    this.#writeFailure = this.#going(this.#writeFailure, failure)
  }

  /** A failure that goes on began when the first one came. */
  #going(before: Failure | undefined, failure: Failure | undefined): Failure | undefined {
    if (before?.message === failure?.message) return before
    this.#shown = undefined
    return failure === undefined
      ? undefined
      : { ...failure, ...(before === undefined ? {} : Struct.pick(before, TIMES)) }
  }
}

const failureOf = Effect.fnUntraced(function* ({ message }: StoreError) {
  const failure: Failure = {
    message,
    since: yield* Clock.currentTimeMillis,
    monotonicSince: yield* monotonicMillis,
  }
  return failure
})

export const make = Effect.fnUntraced(function* ({ interval = "1 second" }: Options) {
  const store = yield* MonitorStore
  const board = new Board(yield* Fleet.Fleet)
  const news = yield* PubSub.sliding<FleetState>({ capacity: 1, replay: 1 })
  let told: FleetState | undefined
  const tell = Effect.suspend(() => {
    if (told === board.current) return Effect.void
    told = board.current
    return PubSub.publish(news, told)
  })

  const lookAtLog = Effect.map(store.range, ({ last }) => board.reach(last))

  const look = Effect.gen(function* () {
    const outdated = board.outdated(yield* store.versions)
    const states = yield* store.states([...outdated.keys()])
    const now = yield* Clock.currentTimeMillis
    const found = new Set<string>()
    for (const read of states) {
      const name = Result.isSuccess(read) ? read.success.target.name : read.failure.target
      found.add(name)
      if (Result.isSuccess(read)) board.take(read.success, outdated.get(name))
      else board.damage(read.failure, outdated.get(name), now)
    }
    for (const [name, version] of outdated) if (!found.has(name)) board.lose(name, version)
    yield* lookAtLog
    board.read(undefined)
  }).pipe(
    Effect.catchTag("StoreError", (error) =>
      Effect.map(failureOf(error), (failure) => board.read(failure)),
    ),
    Effect.andThen(tell),
  )

  const written = yield* Queue.sliding<void>(1)
  const hear = Effect.fnUntraced(function* (
    commit: Result.Result<TargetState.TargetState, StoreError>,
  ) {
    if (Result.isSuccess(commit)) {
      board.take(commit.success)
      board.wrote(undefined)
      yield* Queue.offer(written, undefined)
    } else {
      board.wrote(yield* failureOf(commit.failure))
      yield* tell
    }
  })
  yield* Stream.runForEach(store.commits, hear).pipe(Effect.forkScoped({ startImmediately: true }))
  yield* Queue.take(written).pipe(
    Effect.andThen(Effect.ignore(lookAtLog)),
    Effect.andThen(tell),
    Effect.andThen(Effect.sleep(BETWEEN_LOOKS)),
    Effect.forever,
    Effect.forkScoped,
  )
  yield* tell
  yield* look.pipe(
    Effect.catchCause((cause) => Effect.logError("The view of the fleet broke", cause)),
    Effect.repeat(Schedule.spaced(DurationInput.make("interval", interval))),
    Effect.forkScoped,
  )

  const changes = (after: number): Stream.Stream<ChangeRecord, StoreError> =>
    Stream.suspend(() => {
      let place = after
      const isThere = ({ sequence }: FleetState) => sequence > place
      const next = Effect.gen(function* () {
        while (true) {
          const { sequence } = board.current
          const part = yield* store
            .changes({ after: place, limit: PART })
            .pipe(Effect.retry({ while: (error) => error.isRetryable, schedule: untilItWorks }))
          const last = part.at(-1)
          if (last !== undefined) {
            place = last.sequence
            return part
          }
          // What the log had up to there is no longer kept.
          place = Math.max(place, sequence)
          yield* Stream.fromPubSub(news).pipe(Stream.filter(isThere), Stream.runHead)
        }
      })
      return Stream.flattenIterable(Stream.fromEffectRepeat(next))
    })

  const log = Effect.fnUntraced(function* (options: {
    readonly after: number
    readonly limit: number
  }) {
    // Whoever sees that the log still has the place can be sure that nothing is missing.
    const part = yield* store.changes(options)
    return { changes: part, ...(yield* store.range) }
  })

  return {
    current: Effect.sync(() => board.current),
    updates: Stream.fromPubSub(news),
    log,
    changes,
  }
})
