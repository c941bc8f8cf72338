/**
 * A `PeerSource` that does to another what networks and AWS do: it fails, it is
 * slow, and it cuts pages as the contract allows and nobody expects.
 *
 * A script says what happens to one request after the other. Scripts are plain
 * lists, so they can be written, put together, and generated; and one faulty source
 * may stand before another.
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
  PeerSourceError,
} from "@route-server/core"
import { Duration, Effect, Layer } from "effect"
import fc from "fast-check"
import { random } from "../generators/internal/random.ts"
import { canonical } from "../internal/canonical.ts"

/**
 * What happens to one request.
 *
 * - `None`: nothing
 * - `Fail`: it fails with this error and does not reach the source
 * - `Timeout`: it does not reach the source and is not answered; after so long, by
 *   Effect's `Clock`, it fails with a `TransportError` whose reason is `Timeout`
 * - `Delay`: it reaches the source so much later, by Effect's `Clock`
 * - `EmptyPage`: it is answered with an empty page whose token leads to the page
 *   that was due; legal (docs)
 * - `ShortPage`: it is answered with at most `size` peers of the page that was due,
 *   and a token that leads to the rest of them; legal (docs)
 * - `SuperfluousToken`: the last page has a token, which leads to an empty page;
 *   legal (seen)
 * - `Stale`: it does not reach the source but is answered with the page that the
 *   source gave last to the same request, as caches do; if there is none, nothing
 *   happens. Peers that are in the source all the while are listed as without it.
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
  | { readonly _tag: "Timeout"; readonly after: Duration.Input }
  | { readonly _tag: "Delay"; readonly duration: Duration.Input }
  | { readonly _tag: "EmptyPage" }
  | { readonly _tag: "ShortPage"; readonly size: number }
  | { readonly _tag: "SuperfluousToken" }
  | { readonly _tag: "Stale" }
  | { readonly _tag: "RepeatToken" }

/**
 * A script in which so many requests suffer nothing, and the next ones these
 * faults: a listing that fails on its third page, say.
 *
 * **Example** (Failing after two pages)
 *
 * ```ts
 * import { PeerSourceError } from "@route-server/core"
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const error = new PeerSourceError.Unavailable({ message: "The service is overloaded." })
 *
 * FaultyPeerSource.after(2, { _tag: "Fail", error }).map(({ _tag }) => _tag)
 * // => ["None", "None", "Fail"]
 * ```
 *
 * @category scripts
 */
export const after = (requests: number, ...faults: ReadonlyArray<Fault>): ReadonlyArray<Fault> => [
  ...Array.from({ length: requests }, (): Fault => ({ _tag: "None" })),
  ...faults,
]

/**
 * An endless script: these faults, over and over.
 *
 * @category scripts
 */
export const forever = (...faults: readonly [Fault, ...ReadonlyArray<Fault>]): Iterable<Fault> => ({
  *[Symbol.iterator]() {
    while (true) yield* faults
  },
})

/**
 * What a random script is to be like.
 *
 * @category options
 */
export interface ScriptOptions {
  /** Says which of all such scripts to make: a whole number of 32 bits. */
  readonly seed: number
  /** The number of requests that it has something to say about. Default: 20. */
  readonly length?: number | undefined
  /** The share of these requests that suffer a fault, from 0 to 1. Default: 0.5. */
  readonly share?: number | undefined
}

const passing = (next: () => number): ReadonlyArray<Fault> => [
  {
    _tag: "Fail",
    error: new PeerSourceError.RequestLimitExceeded({ message: "Request limit exceeded." }),
  },
  {
    _tag: "Fail",
    error: new PeerSourceError.Unavailable({ message: "The service is overloaded." }),
  },
  { _tag: "Fail", error: new PeerSourceError.InternalError({ message: "The service failed." }) },
  { _tag: "Timeout", after: Duration.seconds(1 + Math.floor(next() * 10)) },
  { _tag: "Delay", duration: Duration.seconds(1 + Math.floor(next() * 10)) },
  { _tag: "EmptyPage" },
  { _tag: "ShortPage", size: Math.floor(next() * 5) },
  { _tag: "SuperfluousToken" },
  { _tag: "Stale" },
]

/**
 * A random script of faults that pass: errors for which a retry helps, time-outs
 * and delays of up to ten seconds, and everything legal that can happen to a page.
 * Whoever retries and follows tokens to the end finds all peers.
 *
 * **Details**
 *
 * The same options give the same script. Throws a `RangeError` that names the
 * option if one is out of its range.
 *
 * **Example** (Bad weather that can be repeated)
 *
 * ```ts
 * import { FaultyPeerSource } from "@route-server/testing"
 *
 * const weather = FaultyPeerSource.script({ seed: 8, length: 6 })
 *
 * weather.map(({ _tag }) => _tag)
 * // => ["EmptyPage", "Fail", "None", "None", "Fail", "ShortPage"]
 * ```
 *
 * @category scripts
 */
export const script = ({ seed, length = 20, share = 0.5 }: ScriptOptions): ReadonlyArray<Fault> => {
  if (!Number.isInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`)
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new RangeError(`length must be a whole number from 0 on, not ${length}`)
  }
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`share must be a number from 0 to 1, not ${share}`)
  }
  const next = random(seed)
  return Array.from({ length }, (): Fault => {
    const faults = next() < share ? passing(next) : []
    return faults[Math.floor(next() * faults.length)] ?? { _tag: "None" }
  })
}

/**
 * Scripts of up to twenty legal things that happen to pages: empty and short ones,
 * superfluous tokens, and stale answers. Whoever follows tokens to the end finds
 * the same peers as without them. Shrinks towards no faults.
 *
 * @category generators
 */
export const legalScript = (): fc.Arbitrary<ReadonlyArray<Fault>> =>
  fc.array(
    fc.oneof(
      fc.constant<Fault>({ _tag: "None" }),
      fc.constant<Fault>({ _tag: "EmptyPage" }),
      fc.nat(6).map((size): Fault => ({ _tag: "ShortPage", size })),
      fc.constant<Fault>({ _tag: "SuperfluousToken" }),
      fc.constant<Fault>({ _tag: "Stale" }),
    ),
    { maxLength: 20 },
  )

type Request = DescribeRouteServerPeersRequest
type Page = DescribeRouteServerPeersResult

/** What one of the tokens below stands for: a token of the source's, or a page that it gave and that was cut. */
interface Place {
  readonly token: string | undefined
  readonly rest?: Page
}

/** How the tokens begin that are not the source's. */
const OWN = "faulty-"

const make = (inner: PeerSource["Service"], script: Iterable<Fault>): PeerSource["Service"] => {
  const faults = script[Symbol.iterator]()
  const places = new Map<string, Place>()
  const answers = new Map<string, Page>()

  const tokenOf = (place: Place): string => {
    const token = `${OWN}${places.size}`
    places.set(token, place)
    return token
  }

  const ask = (request: Request, fault: Fault) => {
    const key = canonical(request)
    const before = fault._tag === "Stale" ? answers.get(key) : undefined
    return before === undefined
      ? Effect.tap(inner.describe(request), (page) => Effect.sync(() => answers.set(key, page)))
      : Effect.succeed(before)
  }

  /** The first peers of a page, with a token of its own for the others. */
  const cut = (page: Page, size: number, token: string | undefined): Page => ({
    ...page,
    RouteServerPeers: page.RouteServerPeers.slice(0, size),
    NextToken: tokenOf({
      token,
      rest: { ...page, RouteServerPeers: page.RouteServerPeers.slice(size) },
    }),
  })

  const suffer = (page: Page, fault: Fault, request: Request, token: string | undefined): Page => {
    const length = page.RouteServerPeers.length
    switch (fault._tag) {
      case "EmptyPage":
        return cut(page, 0, token)
      case "ShortPage":
        return length > fault.size ? cut(page, fault.size, token) : page
      case "SuperfluousToken":
        return page.NextToken ? page : cut(page, length, token)
      case "RepeatToken":
        return request.NextToken === undefined ? page : { ...page, NextToken: request.NextToken }
      default:
        return page
    }
  }

  return PeerSource.of({
    describe: Effect.fnUntraced(function* (request: Request) {
      const next = faults.next()
      const fault: Fault = next.done ? { _tag: "None" } : next.value
      if (fault._tag === "Fail") return yield* fault.error
      if (fault._tag === "Timeout") {
        yield* Effect.sleep(fault.after)
        return yield* new PeerSourceError.TransportError({
          message: `There was no answer within ${Duration.format(Duration.fromInputUnsafe(fault.after))}`,
          reason: "Timeout",
          retryable: true,
        })
      }
      if (fault._tag === "Delay") yield* Effect.sleep(fault.duration)

      const place = places.get(request.NextToken ?? "")
      const token = place === undefined ? request.NextToken : place.token
      // The source judges a request for the rest of a page like any other.
      const page = yield* ask(
        place === undefined ? request : { ...request, NextToken: token },
        fault,
      )
      if (place?.rest !== undefined) {
        // What was due is given now, or an endless script would put it off for ever.
        const { MaxResults = Number.POSITIVE_INFINITY } = request
        const tooLong = place.rest.RouteServerPeers.length > MaxResults
        return tooLong ? cut(place.rest, MaxResults, token) : place.rest
      }
      // A token that looks like these comes from another faulty source; it gets a name of its own here.
      const named = page.NextToken?.startsWith(OWN)
        ? { ...page, NextToken: tokenOf({ token: page.NextToken }) }
        : page
      return suffer(named, fault, request, token)
    }),
  })
}

/**
 * Puts a source behind faults: the first request suffers the first fault of the
 * script, and so on; when the script has ended, requests suffer nothing. A script
 * may be endless.
 *
 * **Details**
 *
 * The script is begun afresh whenever the layer is built. With `EmptyPage`,
 * `ShortPage` and `SuperfluousToken` the source hands out tokens that are not the
 * inner source's. A page that was cut is kept, so its rest is as old as its
 * beginning, and each of its tokens is good for as long as the layer lives.
 *
 * @category layers
 */
export const layer = (script: Iterable<Fault>): Layer.Layer<PeerSource, never, PeerSource> =>
  Layer.effect(
    PeerSource,
    PeerSource.useSync((inner) => make(inner, script)),
  )
