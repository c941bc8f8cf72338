/**
 * The watch over a target: polls it again and again, for ever.
 *
 * Whatever happens to one target stays with it. Whoever writes a target's state while
 * another has read it makes that other read it again; and while the store can't be
 * written, what was seen waits and nothing is polled, since nobody could be told.
 */
import type { Fleet } from "@route-server/core"
import * as Gate from "@route-server/core/Gate"
import { Clock, Effect, Schedule } from "effect"
import { backOff } from "./internal/backOff.ts"
import { MonitorStore, type StoreError } from "./MonitorStore.ts"
import * as Pace from "./Pace.ts"
import * as Poll from "./Poll.ts"
import * as TargetState from "./TargetState.ts"

/**
 * How to watch.
 *
 * @category options
 */
export interface Options extends Poll.Options {
  /**
   * How many targets are polled at once, not counting those that have taken longer than 2
   * seconds. Default: 256, for some 5,000 targets every 15 seconds.
   */
  readonly concurrency?: number | undefined
}

const untilItWorks = backOff("500 millis", "30 seconds")

const isStoreError = ({ _tag }: { readonly _tag: string }): boolean => _tag === "StoreError"

/**
 * The same store, which waits until it works again, and logs that once for all targets.
 * What has begun to be written is written to its end, also by who is told to stop.
 */
const patient = (store: MonitorStore["Service"]): MonitorStore["Service"] => {
  let logged: string | undefined
  const failed = ({ message }: StoreError) =>
    Effect.suspend(() => {
      if (logged === message) return Effect.void
      logged = message
      return Effect.logError(message)
    })
  /** A store that can be read may still be one that can't be written. */
  const works = Effect.suspend(() => {
    if (logged === undefined) return Effect.void
    logged = undefined
    return Effect.logInfo("The store of the monitor works again")
  })
  return {
    ...store,
    states: (targets) =>
      store.states(targets).pipe(Effect.tapError(failed), Effect.retry(untilItWorks)),
    commit: (commit) =>
      Effect.uninterruptible(store.commit(commit)).pipe(
        Effect.tapErrorTag("StoreError", failed),
        Effect.retry({ while: isStoreError, schedule: untilItWorks }),
        Effect.tap(works),
      ),
  }
}

/** Logs why a target can't be read, and that it can again: not each poll that fails. */
const teller = () => {
  let told: string | undefined
  return ({ failure }: TargetState.TargetState) =>
    Effect.suspend(() => {
      if (failure?.code === told) return Effect.void
      told = failure?.code
      return failure === undefined
        ? Effect.logInfo("The target can be read again")
        : Effect.logWarning(`The target can't be read: ${failure.code}: ${failure.message}`)
    })
}

/** How long a poll counts towards `concurrency`: most answers of AWS are there by then. */
const TURN = "2 seconds"

/** In milliseconds: what should never break is tried again, but not in a hurry. */
const AFTER_DEFECT = 30_000

/** What is damaged is looked at again, since only people can mend it. */
const UNTIL_MENDED = Schedule.spaced("30 seconds")

/**
 * Makes the watch: a function that watches a member of a fleet until it is
 * interrupted, and never fails. All that come from one call share the `concurrency`.
 *
 * A target is polled at once, or when the store says that it is due. One that means
 * something else than what is kept under its name begins anew.
 *
 * @category watching
 */
export const make = Effect.fnUntraced(function* ({ concurrency = 256, ...options }: Options = {}) {
  const store = patient(yield* MonitorStore)
  const inTurn = Gate.make(concurrency, TURN)

  /** What is damaged is not overwritten: who began anew would make up changes and lose others. */
  const load = Effect.fnUntraced(function* ({ target }: Fleet.Member) {
    let isTold = false
    const kept = yield* store.states([target.name]).pipe(
      Effect.flatMap(([read]) => (read === undefined ? Effect.undefined : Effect.fromResult(read))),
      Effect.tapErrorTag("Damaged", ({ message }) =>
        Effect.suspend(() => {
          if (isTold) return Effect.void
          isTold = true
          return Effect.logError(`${message}. The target is not polled until that is mended`)
        }),
      ),
      Effect.retry({ while: ({ _tag }) => _tag === "Damaged", schedule: UNTIL_MENDED }),
    )
    if (isTold) yield* Effect.logInfo("What is kept of the target can be read again")
    return kept === undefined ? TargetState.unknown(target) : TargetState.resume(kept, target)
  })

  let isRivalTold = false
  /** Nothing is lost or logged twice by it, so only a word is due. */
  const tellOfRival = Effect.suspend(() => {
    if (isRivalTold) return Effect.void
    isRivalTold = true
    return Effect.logWarning(
      "Another monitor writes to the same store, and has just written what is known of this target. Unless it has taken the target over, as in a cluster, each target is polled twice and each webhook is told twice",
    )
  })

  const due = (state: TargetState.TargetState) =>
    Effect.map(Clock.currentTimeMillis, (now) => Pace.remaining(state, now, options.pace))

  const read = (member: Fleet.Member) =>
    load(member).pipe(
      Effect.flatMap((state) => Effect.map(due(state), (wait) => ({ state, wait }))),
      Effect.orDie,
    )

  return Effect.fnUntraced(
    function* (member: Fleet.Member): Effect.fn.Return<never> {
      const tell = teller()
      let { state, wait } = yield* read(member)
      while (true) {
        yield* Effect.sleep(wait)
        ;({ state, wait } = yield* Poll.poll(member, state, options).pipe(
          inTurn,
          Effect.tap((outcome) => tell(outcome.state)),
          Effect.catchTag("Fenced", () => Effect.andThen(tellOfRival, read(member))),
          Effect.provideService(MonitorStore, store),
          Effect.catchTag("StoreError", Effect.die),
        ))
      }
    },
    (watch, member) =>
      watch.pipe(
        Effect.sandbox,
        Effect.tapError((cause) => Effect.logError("The watch of a target broke", cause)),
        Effect.retry(Schedule.spaced(AFTER_DEFECT)),
        Effect.catch(() => Effect.never),
        Effect.annotateLogs({ target: member.target.name }),
      ),
  )
})
