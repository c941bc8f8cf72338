/**
 * What every output format is: a writer of one listing, page by page.
 */
import type { DescribeRouteServerPeers } from "@route-server/core"

/** How to go on with a listing of which more follows. */
export interface Continuation {
  readonly token: string
  /** The flag that takes the token. */
  readonly flag: "--next-token" | "--starting-token"
}

/** Renders one listing; it may remember what it needs from page to page. */
export interface Renderer {
  /** A page's text in pieces, made as they are taken, so that neither a large page nor a long value is rendered as a whole. */
  readonly page: (page: DescribeRouteServerPeers.Result) => Iterable<string>
  /** What comes after the last page; how to go on if that is not the last page there is. */
  readonly end: (continuation: Continuation | undefined) => Iterable<string>
}

type Peers = DescribeRouteServerPeers.Result["RouteServerPeers"]

/** A renderer that sorts all peers before another renders them, so that nothing is shown before all is there. */
export const sorted = (sort: (peers: Peers) => Peers, { end, page }: Renderer): Renderer => {
  const peers: Array<Peers[number]> = []
  return {
    page: ({ RouteServerPeers }) => {
      for (const peer of RouteServerPeers) peers.push(peer)
      return []
    },
    *end(continuation) {
      yield* page({ RouteServerPeers: sort(peers) })
      yield* end(continuation)
    },
  }
}
