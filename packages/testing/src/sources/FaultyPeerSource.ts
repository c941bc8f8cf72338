/**
 * A `PeerSource` that does to another what networks and AWS do: it fails, it is
 * slow, and it cuts pages as the contract allows and nobody expects.
 *
 * **Example** (A caller that is throttled once)
 *
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { DescribeRouteServerPeers, PeerSource, PeerSourceError } from "@route-server/core"
 * import { FaultyPeerSource, Fleet } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 3 })
 * const source = Layer.succeed(PeerSource, {
 *   describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 * })
 * const error = new PeerSourceError.RequestLimitExceeded({ message: "Request limit exceeded." })
 * const throttled = FaultyPeerSource.layer([{ _tag: "Fail", error }])
 *
 * const peers = await PeerSource.collect().pipe(
 *   Effect.retry({ times: 1, while: (failure) => failure.retryable }),
 *   Effect.provide(Layer.provide(throttled, source)),
 *   Effect.runPromise,
 * )
 * peers.length // => 3
 * ```
 */
import {
  type DescribeRouteServerPeersRequest,
  type DescribeRouteServerPeersResult,
  PeerSource,
  type PeerSourceError,
} from "@route-server/core"
import { type Duration, Effect, Layer } from "effect"
import fc from "fast-check"

/**
 * What happens to one request.
 *
 * - `None`: nothing
 * - `Fail`: it fails with this error and does not reach the source
 * - `Delay`: it reaches the source so much later, by Effect's `Clock`
 * - `EmptyPage`: it is answered with an empty page whose token leads to the page
 *   that was due; legal (docs)
 * - `SuperfluousToken`: the last page has a token, which leads to an empty page;
 *   legal (seen)
 * - `RepeatToken`: the page has the token that the request came with, so that the
 *   listing does not advance; a defect
 *
 * A request that the source refuses is refused, whatever its page would have
 * suffered.
 *
 * @category models
 */
export type Fault =
  | { readonly _tag: "None" }
  | { readonly _tag: "Fail"; readonly error: PeerSourceError.PeerSourceError }
  | { readonly _tag: "Delay"; readonly duration: Duration.Input }
  | { readonly _tag: "EmptyPage" }
  | { readonly _tag: "SuperfluousToken" }
  | { readonly _tag: "RepeatToken" }

/**
 * Scripts of up to twenty faults that the contract of EC2 allows: empty pages and
 * superfluous tokens. Whoever follows tokens to the end finds the same peers as
 * without them. Shrinks towards no faults.
 *
 * @category generators
 */
export const legalScript = (): fc.Arbitrary<ReadonlyArray<Fault>> =>
  fc.array(
    fc
      .constantFrom<Array<"None" | "EmptyPage" | "SuperfluousToken">>(
        "None",
        "EmptyPage",
        "SuperfluousToken",
      )
      .map((_tag) => ({ _tag })),
    { maxLength: 20 },
  )

type Request = DescribeRouteServerPeersRequest
type Page = DescribeRouteServerPeersResult

/** Tokens of its own: the source's token, or its absence, behind a word. */
const DUE = "faulty-due."
const OVER = "faulty-over."

const cut = (request: Request, page: Page, fault: Fault): Page => {
  switch (fault._tag) {
    case "EmptyPage":
      return { RouteServerPeers: [], NextToken: `${DUE}${request.NextToken ?? ""}` }
    case "SuperfluousToken":
      return page.NextToken === undefined ? { ...page, NextToken: OVER } : page
    case "RepeatToken":
      return request.NextToken === undefined ? page : { ...page, NextToken: request.NextToken }
    case "None":
    case "Fail":
    case "Delay":
      return page
  }
}

/** The request that the source is to see. */
const unwrapped = (request: Request): Request => {
  const { NextToken } = request
  if (NextToken === OVER) return { ...request, NextToken: undefined }
  if (!NextToken?.startsWith(DUE)) return request
  const token = NextToken.slice(DUE.length)
  return { ...request, NextToken: token === "" ? undefined : token }
}

/**
 * Puts a source behind faults: the first request suffers the first fault of the
 * script, and so on; when the script has ended, requests suffer nothing. A script
 * may be endless.
 *
 * **Details**
 *
 * The script is begun afresh whenever the layer is built. With `EmptyPage` and
 * `SuperfluousToken` the source hands out tokens that are not the inner source's.
 *
 * @category layers
 */
export const layer = (script: Iterable<Fault>): Layer.Layer<PeerSource, never, PeerSource> =>
  Layer.effect(
    PeerSource,
    Effect.gen(function* () {
      const inner = yield* PeerSource
      const faults = script[Symbol.iterator]()
      return PeerSource.of({
        describe: Effect.fnUntraced(function* (request: Request) {
          const next = faults.next()
          const fault: Fault = next.done ? { _tag: "None" } : next.value
          if (fault._tag === "Fail") return yield* fault.error
          if (fault._tag === "Delay") yield* Effect.sleep(fault.duration)
          const page = yield* inner.describe(unwrapped(request))
          if (request.NextToken === OVER) return { RouteServerPeers: [] }
          // What was due is given now, or an endless script would put it off for ever.
          return request.NextToken?.startsWith(DUE) ? page : cut(request, page, fault)
        }),
      })
    }),
  )
