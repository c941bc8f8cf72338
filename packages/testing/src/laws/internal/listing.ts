import type { DescribeRouteServerPeers, PeerSourceError, RouteServerPeer } from "@route-server/core"
import { Effect, Result } from "effect"
import { compare, type Difference } from "../Law.ts"
import type { Answer, Opened } from "./subject.ts"

type Request = DescribeRouteServerPeers.Request
type Peer = RouteServerPeer.RouteServerPeer

/** How a listing went: to its end, into a refusal, or on and on. */
export interface Listing {
  readonly outcome: "ended" | "refused" | "endless"
  readonly pages: ReadonlyArray<ReadonlyArray<Peer>>
  /** The refusal, if that is how it went. */
  readonly refusal?: PeerSourceError.PeerSourceError
}

/** Who can be asked for pages. */
interface Asked<E> extends Pick<Opened, "maxPages" | "watch"> {
  readonly ask: (request: Request) => Effect.Effect<Answer, E>
}

/** How a listing is followed. */
interface Course<E> {
  /** Gives the first page, if it is not to be asked for. */
  readonly first?: Effect.Effect<Answer, E> | undefined
  /** Happens after each page but the last. */
  readonly between?: Effect.Effect<unknown, E> | undefined
}

/**
 * Follows the tokens of a listing to its end, and gives up where a token comes
 * again or after too many pages. An empty token is an end (run).
 */
export const list = Effect.fnUntraced(function* <E = never>(
  source: Asked<E>,
  request: Request,
  { first = source.ask(request), between = Effect.void }: Course<E> = {},
) {
  const pages: Array<ReadonlyArray<Peer>> = []
  const tokens = new Set<string>()
  let next = first
  while (pages.length < source.maxPages) {
    const answer = yield* next
    if (Result.isFailure(answer)) {
      return { outcome: "refused", pages, refusal: answer.failure } satisfies Listing
    }
    pages.push(answer.success.RouteServerPeers)
    const { NextToken = "" } = answer.success
    if (NextToken === "") {
      source.watch.power.listings += 1
      if (pages.length > 1) source.watch.power.inSeveralPages += 1
      return { outcome: "ended", pages } satisfies Listing
    }
    if (tokens.has(NextToken)) break
    tokens.add(NextToken)
    yield* between
    next = source.ask({ ...request, NextToken })
  }
  return { outcome: "endless", pages } satisfies Listing
})

/** What matters of a listing: pages may be cut otherwise each time. */
export const summaryOf = ({ outcome, pages, refusal }: Listing) =>
  refusal === undefined ? { outcome, peers: idsOf(pages.flat()) } : { error: refusal._tag }

/** Lists what a request asks for, and sums it up. */
export const summarize = (source: Opened, request: Request, course?: Course<never>) =>
  Effect.map(list(source, request, course), summaryOf)

/** The first of some requests that an adapter answers otherwise than another, and how. */
export const firstDifference = Effect.fnUntraced(function* (
  due: Opened,
  source: Opened,
  requests: Iterable<Request>,
): Effect.fn.Return<Difference | undefined> {
  for (const request of requests) {
    const expected = yield* summarize(due, request)
    const difference = compare(expected, yield* summarize(source, request), request)
    if (difference !== undefined) return difference
  }
  return undefined
})

/** Peers, sorted by their IDs. */
export const inOrder = (peers: Iterable<Peer>): ReadonlyArray<Peer> =>
  [...peers].sort((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))

/** The IDs of peers as they come. */
export const shownIds = (peers: Iterable<Peer>): ReadonlyArray<string> =>
  Array.from(peers, (peer): string => peer.RouteServerPeerId)

/** The IDs of peers, sorted, each as often as it occurs. */
export const idsOf = (peers: Iterable<Peer>): ReadonlyArray<string> => [...shownIds(peers)].sort()

/**
 * The IDs in the whole answer to a request, or `undefined` if it was refused or
 * does not end, of which other laws speak.
 */
export const answeredIds = (
  source: Opened,
  request: Request,
): Effect.Effect<ReadonlyArray<string> | undefined> =>
  Effect.map(list(source, request), ({ outcome, pages }) =>
    outcome === "ended" ? idsOf(pages.flat()) : undefined,
  )
