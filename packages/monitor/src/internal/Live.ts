/**
 * What everybody who looks at a monitor sees at the moment: the fleet, the changes of
 * late, and that the server is about to close.
 */
import { Deferred, Effect, Schedule, type Scope, Stream, SubscriptionRef } from "effect"
import type { ChangeRecord } from "../ChangeRecord.ts"
import type { MonitorView } from "../MonitorView.ts"
import type { Seen } from "../Page.ts"

/** How many changes are kept at hand. */
const RECENT = 50

/** How long to wait before the log is read again that could not be read. */
const PATIENCE = Schedule.spaced("1 second")

/** What everybody sees. */
export interface Live {
  readonly view: MonitorView["Service"]
  readonly seen: Effect.Effect<Seen>
  /** Says that something else is to be seen; who is slow is told once of all that came meanwhile. */
  readonly signals: Stream.Stream<unknown>
  /**
   * A stream for one reader, which ends when the server closes; `undefined` if there are too
   * many. The reader counts until its request is over.
   */
  readonly following: <A, E>(
    stream: Stream.Stream<A, E>,
  ) => Effect.Effect<Stream.Stream<A, E> | undefined, never, Scope.Scope>
  /** Ends all streams of readers. */
  readonly close: Effect.Effect<void>
}

/** Follows a view, for readers of which so many may be there at once. */
export const make = Effect.fnUntraced(function* (
  view: MonitorView["Service"],
  { maxReaders }: { readonly maxReaders: number },
): Effect.fn.Return<Live, never, Scope.Scope> {
  const recent = yield* SubscriptionRef.make<ReadonlyArray<ChangeRecord> | undefined>(undefined)
  let readers = 0
  const closed = yield* Deferred.make<void>()

  const admitted = Effect.acquireRelease(
    Effect.sync(() => {
      if (readers >= maxReaders) return false
      readers += 1
      return true
    }),
    (isReader) =>
      Effect.sync(() => {
        if (isReader) readers -= 1
      }),
  )

  const follow = Effect.gen(function* () {
    const { last } = yield* view.log({ after: 0, limit: 1 })
    const { changes } = yield* view.log({ after: Math.max(0, last - RECENT), limit: RECENT })
    yield* SubscriptionRef.set(recent, changes.toReversed())
    yield* Stream.runForEachArray(view.changes(changes.at(-1)?.sequence ?? last), (records) =>
      SubscriptionRef.update(recent, (before) =>
        [...records.toReversed(), ...(before ?? [])].slice(0, RECENT),
      ),
    )
  })
  yield* follow.pipe(
    // What was read before is not what is there now, and to show it would hide that.
    Effect.tapError(() => SubscriptionRef.set(recent, undefined)),
    Effect.retry(PATIENCE),
    Effect.forkScoped,
  )

  return {
    view,
    seen: Effect.all({ fleet: view.current, recent: SubscriptionRef.get(recent) }),
    signals: Stream.merge(view.updates, SubscriptionRef.changes(recent)).pipe(
      Stream.buffer({ capacity: 1, strategy: "sliding" }),
    ),
    following: (stream) =>
      Effect.map(admitted, (isReader) =>
        isReader ? Stream.interruptWhen(stream, Deferred.await(closed)) : undefined,
      ),
    close: Deferred.succeed(closed, undefined),
  }
})
