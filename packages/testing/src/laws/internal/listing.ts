import type { DescribeRouteServerPeers, PeerSourceError, RouteServerPeer } from "@route-server/core"
import { Effect, Result } from "effect"
import type { Answer, Opened } from "./subject.ts"
import type { Watch } from "./Watch.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** How a listing went: to its end, into a refusal, or on and on. */
export interface Listing {
  readonly outcome: "ended" | "refused" | "endless"
  readonly pages: ReadonlyArray<ReadonlyArray<Peer>>
  /** The refusal, if that is how it went. */
  readonly refusal?: PeerSourceError.PeerSourceError
}

/** Who can be asked for pages. */
interface Asked<E> {
  readonly ask: (request: DescribeRouteServerPeers.Request) => Effect.Effect<Answer, E>
  readonly watch: Watch
}

/**
 * Follows the tokens of a listing to its end, and gives up where a token comes
 * again or after so many pages. An empty token is an end (run). `first` gives the first
 * page, if it is not to be asked for; `between` happens after each page but the last.
 */
export const list = Effect.fnUntraced(function* <E = never>(
  source: Asked<E>,
  request: DescribeRouteServerPeers.Request,
  maxPages: number,
  {
    first = source.ask(request),
    between = Effect.void,
  }: {
    readonly first?: Effect.Effect<Answer, E>
    readonly between?: Effect.Effect<unknown, E>
  } = {},
) {
  const pages: Array<ReadonlyArray<Peer>> = []
  const tokens = new Set<string>()
  let next = first
  while (pages.length < maxPages) {
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
  request: DescribeRouteServerPeers.Request,
  maxPages: number,
): Effect.Effect<ReadonlyArray<string> | undefined> =>
  Effect.map(list(source, request, maxPages), ({ outcome, pages }) =>
    outcome === "ended" ? idsOf(pages.flat()) : undefined,
  )
