/**
 * A client for programs that are not written with Effect: promises, async iterators
 * and `AbortSignal` over any adapter. It stands at a subpath of its own,
 * `@route-server/core/PeerClient`.
 *
 * What fails rejects with an instance of the error that it is: `error._tag` is AWS's
 * code, as in the reference, or `TransportError`, `MalformedResponse` or
 * `ListingStalled`; `error.isRetryable` says whether the same call can succeed later.
 * An `AbortSignal` ends a call at once, which then rejects with the signal's reason.
 *
 * **Example** (Listing without Effect)
 *
 * ```ts
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { Filter, RouteServerPeer } from "@route-server/core"
 * import * as PeerClient from "@route-server/core/PeerClient"
 *
 * const peers = [RouteServerPeer.make({ RouteServerPeerId: "rsp-1", State: "available" })]
 * const client = PeerClient.make(MemoryPeerSource.layer(peers))
 *
 * const found = await client.list({ Filters: [Filter.make("State", "available")] })
 * found.length // => 1
 *
 * const code = await client.get("rsp-2").catch((error) => error._tag)
 * code // => "InvalidRouteServerPeerId.NotFound"
 *
 * await client.close()
 * ```
 */
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Stream from "effect/Stream"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import * as Filter from "./Filter.ts"
import * as Listing from "./Listing.ts"
import type { PeerSource } from "./PeerSource.ts"
import * as Permission from "./Permission.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * What a call may be told.
 *
 * @category options
 */
export interface CallOptions {
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignalLike | undefined
}

/**
 * What is used of an `AbortSignal`.
 *
 * @category models
 */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason: unknown
  readonly addEventListener: (type: "abort", listener: () => void) => void
  readonly removeEventListener: (type: "abort", listener: () => void) => void
}

/**
 * What a call that lists may be told.
 *
 * @category options
 */
export interface ListingOptions extends CallOptions, Listing.Options {}

/**
 * A client of a source of route server peers.
 *
 * @category models
 */
export interface PeerClient {
  /** All peers of a listing. A failure on any page fails the whole. */
  readonly list: (request?: Request, options?: ListingOptions) => Promise<Array<RouteServerPeer>>
  /** The peers of a listing, one by one; pages are asked for as they are needed. */
  readonly peers: (request?: Request, options?: ListingOptions) => AsyncIterable<RouteServerPeer>
  /** The pages of a listing, as they come; short and empty ones are part of EC2's contract (docs). */
  readonly pages: (request?: Request, options?: ListingOptions) => AsyncIterable<Result>
  /** The peer with an ID; rejects with `InvalidRouteServerPeerId.NotFound` if there is none. */
  readonly get: (id: string, options?: CallOptions) => Promise<RouteServerPeer>
  /** Whether the caller may make a request, found out with a dry run. */
  readonly canDescribe: (request?: Request, options?: CallOptions) => Promise<boolean>
  /** Whether a peer matches all of the filters; asks nobody. */
  readonly matches: (
    filters: ReadonlyArray<Filter.NamedFilter>,
  ) => (peer: RouteServerPeer) => boolean
  /** Releases what the adapter holds, such as connections. Calls under way end. */
  readonly close: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Ends when a signal does. */
const aborted = (signal: AbortSignalLike): Effect.Effect<never> =>
  Effect.callback((resume) => {
    const abort = () => resume(Effect.die(signal.reason))
    signal.addEventListener("abort", abort)
    return Effect.sync(() => signal.removeEventListener("abort", abort))
  })

/**
 * Makes a client over the layer of an adapter, such as `AwsPeerSource.layer()`. What
 * the adapter holds is made at the first call.
 *
 * @category constructors
 */
export const make = <E>(adapter: Layer.Layer<PeerSource, E>): PeerClient => {
  const runtime = ManagedRuntime.make(adapter)
  const run = <A, Failure>(
    call: () => Effect.Effect<A, Failure, PeerSource>,
    { signal }: CallOptions = {},
  ): Promise<A> =>
    runtime.runPromise(
      Effect.suspend(() => {
        if (signal === undefined) return call()
        return signal.aborted
          ? Effect.die(signal.reason)
          : Effect.raceFirst(call(), aborted(signal))
      }),
    )
  const iterate = <A, Failure>(
    open: () => Stream.Stream<A, Failure, PeerSource>,
    { signal }: CallOptions = {},
  ): AsyncIterable<A> => ({
    async *[Symbol.asyncIterator]() {
      const context = await runtime.context()
      if (signal?.aborted) throw signal.reason
      const stream = signal === undefined ? open() : Stream.interruptWhen(open(), aborted(signal))
      for await (const each of Stream.toAsyncIterableWith(stream, context)) {
        // What has come already is of no use to a caller who wants no more.
        if (signal?.aborted) throw signal.reason
        yield each
      }
    },
  })
  const close = () => runtime.dispose()
  return {
    list: (request, options) => run(() => Listing.collect(request, options), options),
    peers: (request, options) => iterate(() => Listing.stream(request, options), options),
    pages: (request, options) => iterate(() => Listing.pages(request, options), options),
    get: (id, options) => run(() => Listing.get(id), options),
    canDescribe: (request, options) => run(() => Permission.canDescribe(request), options),
    matches: Filter.matches,
    close,
    [Symbol.asyncDispose]: close,
  }
}
