/**
 * Listings: the peers of a source, page by page.
 *
 * Works with every `PeerSource`. A page is asked for when it is pulled and not
 * before, a listing can be interrupted at any time, and it holds no more than a page and
 * the IDs of the peers that it has shown.
 *
 * **Example** (Listing the peers of a VPC)
 *
 * ```ts
 * import { Effect, Stream } from "effect"
 * import { Filter, Listing } from "@route-server/core"
 *
 * const addresses = Listing.stream({ Filters: [Filter.make("VpcId", "vpc-571faf2e")] }).pipe(
 *   Stream.map((peer) => peer.PeerAddress),
 *   Stream.runCollect,
 * )
 * ```
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Outcome from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import * as Judgement from "./Judgement.ts"
import { PeerSource } from "./PeerSource.ts"
import { ListingStalled, MalformedResponse, type PeerSourceError } from "./PeerSourceError.ts"
import * as ResourceId from "./ResourceId.ts"
import { isLive, type RouteServerPeer } from "./RouteServerPeer.ts"
import { InvalidRouteServerPeerIdNotFound } from "./ServiceError.ts"

/**
 * How far a listing may go.
 *
 * @category options
 */
export interface Options {
  /**
   * The greatest number of pages that a listing may have, empty ones included, from
   * 0 on. A listing that has more fails with `ListingStalled`. Default: any number.
   * Throws a `RangeError` for what is no such number.
   */
  readonly maxPages?: number | undefined
  /**
   * What to do about a peer that comes on more than one page of a listing, which no
   * page should show a second time (guess: AWS promises no order): `report` it, as a
   * warning that is logged, or `fail` with a `MalformedResponse`. The listing keeps the
   * IDs that it has seen, to tell. Default: `report`.
   */
  readonly onRepeatedPeer?: "report" | "fail" | undefined
  /**
   * Whether to leave out peers that are `deleting` or `deleted`. The filters of EC2
   * have no "not", so this is evaluated here: such peers are asked for, and count in
   * MaxResults. Default: `false`.
   */
  readonly live?: boolean | undefined
}

/** The ID of a peer on a page that earlier pages have shown; notes those that are new. */
const repeatedIn = ({ RouteServerPeers }: Result, seen: Set<string>): string | undefined => {
  let repeated: string | undefined
  for (const { RouteServerPeerId } of RouteServerPeers) {
    if (seen.has(RouteServerPeerId)) repeated ??= RouteServerPeerId
    seen.add(RouteServerPeerId)
  }
  return repeated
}

const isExpectedId = Schema.is(ResourceId.RouteServerPeerId)

const repeatedPeer = (id: string, page: number) =>
  new MalformedResponse({
    message: `A route server peer comes a second time, on page ${page} of the listing`,
    reason: { _tag: "ContractBroken", rule: "UniquePeers" },
    // Any other text might be one that whoever answers should not have repeated.
    ...(isExpectedId(id) && id.length <= LONGEST_ID ? { routeServerPeerId: id } : {}),
  })

/** In characters, of an ID that is shown. */
const LONGEST_ID = 32

const onlyLive = (page: Result): Result => ({
  ...page,
  RouteServerPeers: page.RouteServerPeers.filter(isLive),
})

/**
 * The pages of a listing, from the one that the request asks for to the last.
 *
 * **Details**
 *
 * Short and empty pages are part of EC2's contract (docs) and come through as they
 * are. Where the service hands out a token for the second time, the stream fails
 * with `ListingStalled` instead of going round for ever.
 *
 * The request is read once, when the listing begins: what becomes of it later
 * changes no page.
 *
 * @category streams
 */
export const pages = (
  request: Request = {},
  { maxPages = Number.POSITIVE_INFINITY, onRepeatedPeer = "report", live = false }: Options = {},
): Stream.Stream<Result, PeerSourceError, PeerSource> => {
  if (!(maxPages >= 0)) {
    throw new RangeError(`maxPages must be a number of pages from 0 on, not ${maxPages}`)
  }
  return Stream.unwrap(
    Effect.gen(function* () {
      const source = yield* PeerSource
      const first = yield* Effect.fromResult(Judgement.normalize(request))
      const used = new Set<string | undefined>()
      const seen = new Set<string>()
      let count = 0
      return Stream.paginate(
        first,
        Effect.fnUntraced(function* (page: Request) {
          const stalled = (fault: string) =>
            new ListingStalled({
              message: `The listing does not get on: ${fault}`,
              pages: count,
            })
          const { NextToken } = page
          if (used.has(NextToken)) {
            return yield* stalled(`page ${count} came with a NextToken that was used before`)
          }
          if (count >= maxPages) {
            return yield* stalled(`more pages follow than the ${maxPages} that are allowed`)
          }
          used.add(NextToken)
          const result = yield* source.describe(page)
          count += 1
          const repeated = repeatedIn(result, seen)
          if (repeated !== undefined) {
            const error = repeatedPeer(repeated, count)
            if (onRepeatedPeer === "fail") return yield* error
            yield* Effect.logWarning(error.message)
          }
          // An empty token is how the SDKs read an empty element: there is no next page (run).
          const next = result.NextToken
            ? Option.some(Judgement.amend(page, { NextToken: result.NextToken }))
            : Option.none()
          return [[live ? onlyLive(result) : result], next] as const
        }),
      )
    }),
  )
}

/**
 * The peers of a listing, each as it was understood or as the error that says why it
 * was not. Without a source that reports such peers (`unreadable: "report"`), the
 * listing fails at the first of them.
 *
 * @category streams
 */
export const results = (
  request: Request = {},
  options: Options = {},
): Stream.Stream<Outcome.Result<RouteServerPeer, MalformedResponse>, PeerSourceError, PeerSource> =>
  pages(request, options).pipe(
    Stream.flatMap(({ RouteServerPeers, unreadable = [] }) =>
      Stream.fromIterable([
        ...RouteServerPeers.map((peer) => Outcome.succeed(peer)),
        ...unreadable.map((error) => Outcome.fail(error)),
      ]),
    ),
  )

/** Nothing is left out in silence. */
const warnOfUnreadable = ({ unreadable = [] }: Result): Effect.Effect<void> =>
  Effect.forEach(
    unreadable,
    (error) => Effect.logWarning("A route server peer can't be understood and is left out", error),
    { discard: true },
  )

/**
 * The peers of a listing, page by page as they are pulled. A peer that a source left
 * out because it was told to report it is logged as a warning; {@link results} gives
 * it as a value.
 *
 * @category streams
 */
export const stream = (
  request: Request = {},
  options: Options = {},
): Stream.Stream<RouteServerPeer, PeerSourceError, PeerSource> =>
  pages(request, options).pipe(
    Stream.tap(warnOfUnreadable),
    Stream.flatMap(({ RouteServerPeers }) => Stream.fromArray(RouteServerPeers)),
  )

/**
 * All peers of a listing. A failure on any page fails the whole: a listing that
 * broke off is never taken for a complete one.
 *
 * @category operations
 */
export const collect = (
  request: Request = {},
  options: Options = {},
): Effect.Effect<Array<RouteServerPeer>, PeerSourceError, PeerSource> =>
  Stream.runCollect(stream(request, options))

/**
 * The peer with an ID. Fails with `InvalidRouteServerPeerId.NotFound` if there is
 * none, with `InvalidRouteServerPeerId.Malformed` if it is no peer ID, and with a
 * `MalformedResponse` if the source reports that it can't be understood.
 *
 * **Gotchas**
 *
 * AWS keeps answering for a peer that was deleted, in the state `deleted`, for a
 * long time (seen).
 *
 * @category operations
 */
export const get = (id: string): Effect.Effect<RouteServerPeer, PeerSourceError, PeerSource> =>
  pages({ RouteServerPeerIds: [id] }).pipe(
    Stream.runCollect,
    Effect.flatMap((all) => {
      const peer = all
        .flatMap((page) => page.RouteServerPeers)
        .find((each) => each.RouteServerPeerId === id)
      if (peer !== undefined) return Effect.succeed(peer)
      // It may be there, and the source be told to report what it does not understand.
      const [unreadable] = all.flatMap((page) => page.unreadable ?? [])
      return Effect.fail(
        unreadable ??
          new InvalidRouteServerPeerIdNotFound({
            message: `The source answered for the route server peer ID '${id}' without that peer`,
          }),
      )
    }),
  )
