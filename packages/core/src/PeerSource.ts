/**
 * The port: where route server peers come from.
 *
 * An adapter implements one method, `describe`. Everything else is derived from
 * it here and works with every adapter: pages, streams, look-ups. All of it can
 * be interrupted at any time, and none of it holds more than a page.
 *
 * **Example** (Listing the peers of a VPC)
 *
 * ```ts
 * import { Effect, Stream } from "effect"
 * import { Filter, PeerSource } from "@route-server/core"
 *
 * const addresses = PeerSource.stream({ Filters: [Filter.vpcId("vpc-571faf2e")] }).pipe(
 *   Stream.map((peer) => peer.PeerAddress),
 *   Stream.runCollect,
 * )
 * ```
 */
import { Context, Effect, Option, Stream } from "effect"
import type { DescribeRouteServerPeersRequest } from "./DescribeRouteServerPeersRequest.ts"
import type { DescribeRouteServerPeersResult } from "./DescribeRouteServerPeersResult.ts"
import { ListingStalled, MalformedResponse, type PeerSourceError } from "./PeerSourceError.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import {
  type DryRunOperation,
  InvalidRouteServerPeerIdNotFound,
  type UnauthorizedOperation,
} from "./ServiceError.ts"

/**
 * How far a listing may go.
 *
 * @category options
 */
export interface ListingOptions {
  /**
   * The greatest number of pages that a listing may have, empty ones included. A
   * listing that has more fails with `ListingStalled`. Default: any number.
   */
  readonly maxPages?: number | undefined
}

/**
 * A source of route server peers.
 *
 * @category services
 */
export class PeerSource extends Context.Service<
  PeerSource,
  {
    /** Answers one request with one page. */
    readonly describe: (
      request: DescribeRouteServerPeersRequest,
    ) => Effect.Effect<DescribeRouteServerPeersResult, PeerSourceError>
  }
>()("@route-server/core/PeerSource") {
  /**
   * Answers one request with one page.
   *
   * @category operations
   */
  static readonly describe = (
    request: DescribeRouteServerPeersRequest = {},
  ): Effect.Effect<DescribeRouteServerPeersResult, PeerSourceError, PeerSource> =>
    PeerSource.use((source) => source.describe(request))

  /**
   * The pages of a listing, from the one that the request asks for to the last.
   *
   * **Details**
   *
   * A page is asked for when it is pulled and not before. Short and empty pages
   * are part of EC2's contract (docs) and come through as they are. Where the
   * service hands out a token for the second time, the stream fails with
   * `ListingStalled` instead of going round for ever.
   *
   * @category streams
   */
  static readonly pages = (
    request: DescribeRouteServerPeersRequest = {},
    options: ListingOptions = {},
  ): Stream.Stream<DescribeRouteServerPeersResult, PeerSourceError, PeerSource> =>
    listing(request, options, (page) => [page])

  /**
   * The peers of a listing, page by page as they are pulled.
   *
   * @category streams
   */
  static readonly stream = (
    request: DescribeRouteServerPeersRequest = {},
    options: ListingOptions = {},
  ): Stream.Stream<RouteServerPeer, PeerSourceError, PeerSource> =>
    listing(request, options, (page) => page.RouteServerPeers)

  /**
   * All peers of a listing. A failure on any page fails the whole: a listing that
   * broke off is never taken for a complete one.
   *
   * @category operations
   */
  static readonly collect = (
    request: DescribeRouteServerPeersRequest = {},
    options: ListingOptions = {},
  ): Effect.Effect<ReadonlyArray<RouteServerPeer>, PeerSourceError, PeerSource> =>
    Stream.runCollect(PeerSource.stream(request, options))

  /**
   * The peer with an ID. Fails with `InvalidRouteServerPeerId.NotFound` if there
   * is none and with `InvalidRouteServerPeerId.Malformed` if it is no peer ID.
   *
   * **Gotchas**
   *
   * AWS keeps answering for a peer that was deleted, in the state `deleted`, for
   * a long time (seen).
   *
   * @category operations
   */
  static readonly get = (id: string): Effect.Effect<RouteServerPeer, PeerSourceError, PeerSource> =>
    PeerSource.stream({ RouteServerPeerIds: [id] }).pipe(
      Stream.filter((peer) => peer.RouteServerPeerId === id),
      Stream.runHead,
      Effect.flatMap(
        Option.match({
          onSome: Effect.succeed,
          onNone: () =>
            new InvalidRouteServerPeerIdNotFound({
              message: `The source answered for the route server peer ID '${id}' without that peer`,
            }),
        }),
      ),
    )

  /**
   * Whether the caller may make a request, found out with a dry run: `true` for
   * `DryRunOperation`, `false` for `UnauthorizedOperation`. Any other failure
   * says nothing about permissions and stays a failure.
   *
   * @category operations
   */
  static readonly canDescribe = (
    request: DescribeRouteServerPeersRequest = {},
  ): Effect.Effect<
    boolean,
    Exclude<PeerSourceError, DryRunOperation | UnauthorizedOperation>,
    PeerSource
  > =>
    PeerSource.describe({ ...request, DryRun: true }).pipe(
      Effect.flatMap(
        () =>
          new MalformedResponse({
            message: "The source answered a dry run with peers; it must answer with an error",
            reason: { _tag: "ContractBroken", rule: "DryRun" },
          }),
      ),
      Effect.catchTags({
        DryRunOperation: () => Effect.succeed(true),
        UnauthorizedOperation: () => Effect.succeed(false),
      }),
    )
}

const listing = <A>(
  request: DescribeRouteServerPeersRequest,
  { maxPages = Number.POSITIVE_INFINITY }: ListingOptions,
  itemsOf: (page: DescribeRouteServerPeersResult) => ReadonlyArray<A>,
): Stream.Stream<A, PeerSourceError, PeerSource> =>
  Stream.suspend(() => {
    const used = new Set<string>()
    let pages = 0
    return Stream.paginate(
      request.NextToken,
      Effect.fnUntraced(function* (token: string | undefined) {
        const stalled = (fault: string) =>
          new ListingStalled({
            message: `The listing does not get on: ${fault}`,
            pages,
          })
        if (token !== undefined && used.has(token)) {
          return yield* stalled(`page ${pages} came with a NextToken that was used before`)
        }
        // Not the opposite, for NaN is no number of pages.
        if (!(pages < maxPages)) {
          return yield* stalled(`more pages follow than the ${maxPages} that are allowed`)
        }
        if (token !== undefined) used.add(token)
        const page = yield* PeerSource.describe(
          token === undefined ? request : { ...request, NextToken: token },
        )
        pages += 1
        // An empty token is how the SDKs read an empty element: there is no next page (run).
        return [
          itemsOf(page),
          page.NextToken ? Option.some(page.NextToken) : Option.none(),
        ] as const
      }),
    )
  })
