/**
 * What every output format is: a writer of one listing, page by page.
 */
import type { DescribeRouteServerPeers } from "@route-server/core"

/** Renders one listing; it may remember what it needs from page to page. */
export interface Renderer {
  /** A page's text in pieces, made as they are taken, so that neither a large page nor a long value is rendered as a whole. */
  readonly page: (page: DescribeRouteServerPeers.Result) => Iterable<string>
  /** What comes after the last page; the token if that is not the last page there is. */
  readonly end: (nextToken: string | undefined) => Iterable<string>
}
