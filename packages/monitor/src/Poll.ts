/**
 * One poll of a target: reads its peers once, writes what has become of them since the
 * state in the store, and says when the next one is due.
 *
 * What a page shows to have changed is written at once, before the next page is there.
 * A peer has gone only if a listing that came to its end did not show it, and a poll
 * that fails says nothing about peers.
 */
import { Changes, type Fleet, PeerSource, PeerSourceError } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import { Clock, Duration, Effect, Schedule, Stream } from "effect"
import { monotonicMillis } from "./internal/monotonic.ts"
import { Reading } from "./internal/reading.ts"
import { type Fenced, MonitorStore, type StoreError } from "./MonitorStore.ts"
import * as Pace from "./Pace.ts"
import type { TargetState } from "./TargetState.ts"

/**
 * How to poll.
 *
 * @category options
 */
export interface Options {
  /** When to poll again. */
  readonly pace?: Pace.Options | undefined
  /** How long to wait for the answer to a request, whatever the source says. Default: 30 seconds. */
  readonly requestTimeout?: Duration.Input | undefined
  /**
   * When to ask for a page again after a failure for which a retry can help. When it
   * ends, the poll has failed. Default: twice, after about half a second and one second,
   * and not at all where no answer came in time.
   */
  readonly retries?: Schedule.Schedule<unknown, PeerSourceError.PeerSourceError> | undefined
}

/**
 * What a poll has led to.
 *
 * @category models
 */
export interface Outcome {
  /** The state that was written. */
  readonly state: TargetState
  /** The time until the next poll, in milliseconds; counted by a clock that nobody puts back, it is exact. */
  readonly wait: number
}

/** No answer has been waited for long enough; the next poll asks again. */
const isTimeout = (error: PeerSourceError.PeerSourceError): boolean =>
  error._tag === "TransportError" && error.reason._tag === "Timeout"

const twice = Schedule.max([Schedule.exponential("500 millis"), Schedule.recurs(2)]).pipe(
  Schedule.jittered,
  Schedule.setInputType<PeerSourceError.PeerSourceError>(),
  Schedule.while(({ input }) => !isTimeout(input)),
)

const once = Schedule.recurs(0)

/** A source that answers in time or fails, and fails where it breaks. */
const guarded = (
  source: PeerSource.PeerSource["Service"],
  timeout: Duration.Duration,
): PeerSource.PeerSource["Service"] => ({
  ...source,
  describe: (request) =>
    Effect.suspend(() => source.describe(request)).pipe(
      Effect.timeoutOrElse({
        duration: timeout,
        orElse: () =>
          Effect.fail(
            new PeerSourceError.TransportError({
              message: `There was no answer within ${Duration.format(timeout)}`,
              reason: { _tag: "Timeout" },
            }),
          ),
      }),
      Effect.catchDefect((defect) =>
        Effect.logError("A source of peers broke", defect).pipe(
          Effect.andThen(
            Effect.fail(
              new PeerSourceError.TransportError({
                message: "The source of the peers broke; see the log of the monitor",
                reason: { _tag: "Other" },
              }),
            ),
          ),
        ),
      ),
    ),
})

/**
 * Polls a member of a fleet.
 *
 * @param before the state as it is in the store, by {@link TargetState.resume}
 *
 * Fails with `Fenced` if somebody else has written the state meanwhile, who then has
 * told the changes; it never fails because of the source.
 *
 * @category polling
 */
export const poll = Effect.fnUntraced(function* (
  { target, source }: Fleet.Member,
  before: TargetState,
  { pace, requestTimeout = "30 seconds", retries = twice }: Options = {},
): Effect.fn.Return<Outcome, Fenced | StoreError, MonitorStore> {
  const store = yield* MonitorStore
  const beganAt = yield* monotonicMillis
  const reading = new Reading(before)
  let outcome: Outcome | undefined
  yield* Changes.events(target.request, { from: before.peers ?? [], polls: once, retries }).pipe(
    Stream.runForEachArray((events) =>
      Effect.gen(function* () {
        const step = reading.take(events)
        if (step._tag === "GoOn") return
        if (step._tag === "Tell") return reading.written(yield* store.commit(step))
        const wait = yield* Pace.jittered(Pace.interval(step, pace))
        const now = yield* Clock.currentTimeMillis
        const elapsed = (yield* monotonicMillis) - beganAt
        const state = yield* store.commit({
          changes: step.changes,
          state: {
            ...step.state,
            nextPollAt: now + wait,
            pollMillis: Math.round(elapsed),
          },
        })
        outcome = { state, wait }
      }),
    ),
    Effect.provideService(
      PeerSource.PeerSource,
      guarded(source, DurationInput.make("requestTimeout", requestTimeout)),
    ),
  )
  return outcome ?? (yield* Effect.die(new Error("a poll ended without saying how")))
})
