/**
 * A `PeerSource` that passes everything on to another and remembers it: for tests
 * of what one's own code asks, and to take recordings.
 *
 * **Example** (What a look-up asks)
 *
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { DescribeRouteServerPeers, PeerSource } from "@route-server/core"
 * import { Fleet, RecordingPeerSource } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 3 })
 * const source = Layer.succeed(PeerSource, {
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 * })
 *
 * const asked = await Effect.gen(function* () {
 *   yield* Effect.result(PeerSource.get("rsp-1"))
 *   const recording = yield* RecordingPeerSource.use(({ recording }) => recording)
 *   return recording.map(({ request }) => request)
 * }).pipe(
 *   Effect.provide(Layer.provide(RecordingPeerSource.layer, source)),
 *   Effect.runPromise,
 * )
 * asked // => [{ RouteServerPeerIds: ["rsp-1"] }]
 * ```
 */
import { type DescribeRouteServerPeersRequest, PeerSource } from "@route-server/core"
import { Context, Effect, Layer, Ref } from "effect"
import type { Recording } from "./Recording.ts"

/**
 * What was asked so far, and answered.
 *
 * @category services
 */
export class RecordingPeerSource extends Context.Service<
  RecordingPeerSource,
  {
    /** The exchanges so far, in the order of their answers. */
    readonly recording: Effect.Effect<Recording>
  }
>()("@route-server/testing/RecordingPeerSource") {
  /**
   * Records what is asked of a source. A request that is interrupted has no answer
   * and is not recorded.
   *
   * @category layers
   */
  static readonly layer: Layer.Layer<RecordingPeerSource | PeerSource, never, PeerSource> =
    Layer.effectContext(
      Effect.gen(function* () {
        const inner = yield* PeerSource
        const recording = yield* Ref.make<Recording>([])
        const record = (exchange: Recording[number]) =>
          Ref.update(recording, (before) => [...before, exchange])
        return Context.make(
          RecordingPeerSource,
          RecordingPeerSource.of({ recording: Ref.get(recording) }),
        ).pipe(
          Context.add(
            PeerSource,
            PeerSource.of({
              describe: (request: DescribeRouteServerPeersRequest) =>
                inner.describe(request).pipe(
                  Effect.tap((result) => record({ request, result })),
                  Effect.tapError((error) => record({ request, error })),
                ),
            }),
          ),
        )
      }),
    )
}
