/**
 * A `PeerSource` that passes everything on to another and remembers it: for tests
 * of what one's own code asks, and to take recordings.
 *
 * **Example** (What a look-up asks)
 *
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { DescribeRouteServerPeers, Listing, PeerSource } from "@route-server/core"
 * import { Fleet, RecordingPeerSource } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 3 })
 * const source = Layer.succeed(PeerSource.PeerSource, {
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 * })
 *
 * const asked = await Effect.gen(function* () {
 *   yield* Effect.result(Listing.get("rsp-1"))
 *   const recording = yield* RecordingPeerSource.use(({ recording }) => recording)
 *   return recording.map(({ request }) => request)
 * }).pipe(
 *   Effect.provide(Layer.provide(RecordingPeerSource.layer, source)),
 *   Effect.runPromise,
 * )
 * asked // => [{ RouteServerPeerIds: ["rsp-1"] }]
 * ```
 */
import { type DescribeRouteServerPeers, PeerSource, type PeerSourceError } from "@route-server/core"
import { Cause, Context, Effect, Exit, Layer, Result } from "effect"
import { taken } from "./internal/taken.ts"
import type { Attempt, Interaction, Outcome, Recording } from "./Recording.ts"

/**
 * What was asked so far, and answered.
 *
 * @category services
 */
export class RecordingPeerSource extends Context.Service<
  RecordingPeerSource,
  {
    /**
     * The interactions so far, in the order of their answers: what `ReplayPeerSource`
     * reads. Requests that have no answer are not among them.
     */
    readonly recording: Effect.Effect<Recording>
    /**
     * All requests so far, in the order in which they were asked, each with what has
     * become of it: those that were interrupted, that died, and that are pending too.
     */
    readonly attempts: Effect.Effect<ReadonlyArray<Attempt>>
  }
>()("@route-server/testing/RecordingPeerSource") {
  /**
   * Records what is asked of a source.
   *
   * **Example** (Counting the attempts of a retry that times out)
   *
   * ```ts
   * import { Effect, Layer } from "effect"
   * import { PeerSource } from "@route-server/core"
   * import { RecordingPeerSource } from "@route-server/testing"
   *
   * const silent = Layer.succeed(PeerSource.PeerSource, { describe: () => Effect.never })
   *
   * const outcomes = await PeerSource.describe().pipe(
   *   Effect.timeout("1 millis"),
   *   Effect.retry({ times: 2 }),
   *   Effect.ignore,
   *   Effect.andThen(RecordingPeerSource.use(({ attempts }) => attempts)),
   *   Effect.map((attempts) => attempts.map(({ outcome }) => outcome._tag)),
   *   Effect.provide(Layer.provide(RecordingPeerSource.layer, silent)),
   *   Effect.runPromise,
   * )
   *
   * outcomes // => ["Interrupted", "Interrupted", "Interrupted"]
   * ```
   *
   * @category layers
   */
  static readonly layer: Layer.Layer<
    RecordingPeerSource | PeerSource.PeerSource,
    never,
    PeerSource.PeerSource
  > = Layer.effectContext(PeerSource.PeerSource.useSync(record))
}

type Page = DescribeRouteServerPeers.Result
type Failure = PeerSourceError.PeerSourceError

/** An error goes before a defect, and a defect before an interruption, as for who handles them. */
const outcomeOf = (exit: Exit.Exit<Page, Failure>): Outcome => {
  if (Exit.isSuccess(exit)) return { _tag: "Answered", result: exit.value }
  const error = Cause.findError(exit.cause)
  if (Result.isSuccess(error)) return { _tag: "Failed", error: error.success }
  const defect = Cause.findDefect(exit.cause)
  if (Result.isSuccess(defect)) return { _tag: "Died", defect: defect.success }
  return { _tag: "Interrupted" }
}

function record(
  inner: PeerSource.PeerSource["Service"],
): Context.Context<RecordingPeerSource | PeerSource.PeerSource> {
  const attempts: Array<{ readonly request: DescribeRouteServerPeers.Request; outcome: Outcome }> =
    []
  const interactions: Array<Interaction> = []
  const source = PeerSource.PeerSource.of({
    ...inner,
    describe: (given) => {
      const request = taken(given)
      return Effect.suspend(() => {
        const attempt = { request, outcome: pending }
        attempts.push(attempt)
        return Effect.onExit(
          Effect.suspend(() => inner.describe(request)),
          (exit) =>
            Effect.sync(() => {
              const outcome = outcomeOf(exit)
              attempt.outcome = outcome
              if (outcome._tag === "Answered")
                interactions.push({ request, result: outcome.result })
              if (outcome._tag === "Failed") interactions.push({ request, error: outcome.error })
            }),
        )
      })
    },
  })
  return Context.make(
    RecordingPeerSource,
    RecordingPeerSource.of({
      recording: Effect.sync(() => [...interactions]),
      attempts: Effect.sync(() => attempts.map((attempt) => ({ ...attempt }))),
    }),
  ).pipe(Context.add(PeerSource.PeerSource, source))
}

const pending: Outcome = { _tag: "Pending" }
