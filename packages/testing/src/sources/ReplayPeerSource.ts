/**
 * A `PeerSource` that answers from a recording.
 */
import {
  type DescribeRouteServerPeersRequest,
  PeerSource,
  PeerSourceError,
} from "@route-server/core"
import { Effect, Layer } from "effect"
import { canonical } from "../internal/canonical.ts"
import type { Exchange, Recording } from "./Recording.ts"

/**
 * Answers every request as it was answered in a recording, errors included.
 *
 * **Details**
 *
 * Requests are the same if their members are; the order of members, and members
 * that are `undefined`, mean nothing. What was asked several times is answered in
 * the order of the recording, and after the last answer with that one again. A
 * request that was not recorded fails with `TransportError`, which names it.
 *
 * **Example** (A listing from a file)
 *
 * ```ts
 * import { Effect, Schema } from "effect"
 * import { PeerSource } from "@route-server/core"
 * import { Recording, ReplayPeerSource } from "@route-server/testing"
 *
 * const file = `[{ "request": {}, "result": { "RouteServerPeers": [{ "RouteServerPeerId": "rsp-1" }] } }]`
 * const recording = Schema.decodeUnknownSync(Recording.Recording)(JSON.parse(file))
 *
 * const peers = await PeerSource.collect().pipe(
 *   Effect.provide(ReplayPeerSource.layer(recording)),
 *   Effect.runPromise,
 * )
 * peers.length // => 1
 * ```
 *
 * @category layers
 */
export const layer = (recording: Recording): Layer.Layer<PeerSource> =>
  Layer.sync(PeerSource, () => {
    const answers = new Map<string, Array<Exchange>>()
    for (const exchange of recording) {
      const key = canonical(exchange.request)
      answers.set(key, [...(answers.get(key) ?? []), exchange])
    }
    return PeerSource.of({
      describe: Effect.fnUntraced(function* (request: DescribeRouteServerPeersRequest) {
        const key = canonical(request)
        const rest = answers.get(key) ?? []
        const exchange = rest.length > 1 ? rest.shift() : rest[0]
        if (exchange === undefined) {
          return yield* new PeerSourceError.TransportError({
            message: `The recording has no answer to the request ${key}`,
            retryable: false,
          })
        }
        return "error" in exchange ? yield* Effect.fail(exchange.error) : exchange.result
      }),
    })
  })
