/**
 * Views of peers, and how a page is cut from one.
 *
 * An adapter that holds its peers in some order of its own brings a view of them;
 * how a page is cut is the same for all.
 */
import * as Array from "effect/Array"
import * as Function from "effect/Function"
import * as Result from "effect/Result"
import type * as DescribeRouteServerPeers from "./DescribeRouteServerPeersResult.ts"
import type { Options, Selection } from "./Judgement.ts"
import * as PageToken from "./PageToken.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import { InvalidRouteServerPeerIdNotFound } from "./ServiceError.ts"

/**
 * What is to be seen of peers, of which no two have one ID.
 *
 * @category models
 */
export interface View {
  /** The peer of an ID. */
  readonly get: (id: string) => RouteServerPeer | undefined
  /**
   * The peers whose IDs come after one, or all of them, in the order of IDs: that of
   * their UTF-16 units, as `<` compares texts.
   */
  readonly after: (id: string | undefined) => Iterable<RouteServerPeer>
  /**
   * The first peers that a selection without IDs selects, at most so many, in the order
   * of IDs and in a list that nobody else has: for a view with indexes. Default: those
   * that come `after` and match.
   */
  readonly select?: ((selection: Selection, most: number) => Array<RouteServerPeer>) | undefined
}

const byId = (a: RouteServerPeer, b: RouteServerPeer): number =>
  a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1

/**
 * A view of some peers, in no order. Of several with one ID the last one counts.
 *
 * @category constructors
 */
export const make = (peers: Iterable<RouteServerPeer>): View => {
  const byName = new Map<string, RouteServerPeer>()
  for (const peer of peers) byName.set(peer.RouteServerPeerId, peer)
  return {
    get: (id) => byName.get(id),
    after: (id) => {
      const sorted = [...byName.values()].sort(byId)
      return id === undefined ? sorted : sorted.filter((peer) => peer.RouteServerPeerId > id)
    },
  }
}

/** The most IDs that a message names. */
const MOST_NAMED = 20

/**
 * The refusal of IDs that name no peer, in the words that are taken to be AWS's
 * (guess).
 *
 * @category errors
 */
export const notFound = (ids: ReadonlyArray<string>): InvalidRouteServerPeerIdNotFound => {
  const named = ids.slice(0, MOST_NAMED).join(", ")
  const more = ids.length > MOST_NAMED ? `, … (${ids.length} in all)` : ""
  return new InvalidRouteServerPeerIdNotFound({
    message:
      ids.length === 1
        ? `The route server peer ID '${named}' does not exist`
        : `The route server peer IDs '${named}${more}' do not exist`,
  })
}

/** The first of some peers that match, at most so many. */
const firstOf = (
  peers: Iterable<RouteServerPeer>,
  matches: Selection["matches"],
  most: number,
): Array<RouteServerPeer> => {
  const found: Array<RouteServerPeer> = []
  for (const peer of peers) {
    if (!matches(peer)) continue
    found.push(peer)
    if (found.length >= most) break
  }
  return found
}

/** The first peers of a selection, in the order of IDs, if all that it names exist. */
const selected = (
  view: View,
  selection: Selection,
  most: number,
): Result.Result<Array<RouteServerPeer>, InvalidRouteServerPeerIdNotFound> => {
  const { after, ids, matches } = selection
  if (ids === undefined) {
    return Result.succeed(
      view.select?.(selection, most) ?? firstOf(view.after(after), matches, most),
    )
  }
  const later: Array<RouteServerPeer> = []
  const unknown: Array<string> = []
  for (const id of ids) {
    const peer = view.get(id)
    if (peer === undefined) unknown.push(id)
    else if (after === undefined || id > after) later.push(peer)
  }
  return unknown.length > 0
    ? Result.fail(notFound(unknown))
    : Result.succeed(firstOf(later.sort(byId), matches, most))
}

/**
 * Cuts the page that a judged request selects: the peers that match, in the order of
 * IDs, at most as many as it asks for, and the token for the next page while there
 * are more. An ID that names no peer fails it as a whole (seen for a sibling).
 *
 * **Example** (An adapter with a view of its own)
 *
 * ```ts
 * import { Result } from "effect"
 * import { Judgement, RouteServerPeer, View } from "@route-server/core"
 *
 * const peers = ["rsp-1", "rsp-2"].map((id) => RouteServerPeer.make({ RouteServerPeerId: id }))
 * const view: View.View = {
 *   get: (id) => peers.find((peer) => peer.RouteServerPeerId === id),
 *   after: (id = "") => peers.filter((peer) => peer.RouteServerPeerId > id),
 * }
 *
 * const page = Result.flatMap(Judgement.judge({}), (selection) => View.page(view, selection))
 * Result.getOrThrow(page).RouteServerPeers.length // => 2
 * ```
 *
 * @category semantics
 */
export const page: {
  (
    selection: Selection,
    options?: Pick<Options, "tokens">,
  ): (
    view: View,
  ) => Result.Result<DescribeRouteServerPeers.Result, InvalidRouteServerPeerIdNotFound>
  (
    view: View,
    selection: Selection,
    options?: Pick<Options, "tokens">,
  ): Result.Result<DescribeRouteServerPeers.Result, InvalidRouteServerPeerIdNotFound>
} = Function.dual(
  ([first]) => "after" in first && "get" in first,
  (view: View, selection: Selection, { tokens }: Pick<Options, "tokens"> = {}) => {
    // A page without peers could never be gone on from.
    const size = Math.max(1, selection.size)
    return Result.map(selected(view, selection, size + 1), (RouteServerPeers) => {
      if (RouteServerPeers.length <= size) return { RouteServerPeers }
      RouteServerPeers.pop()
      const { RouteServerPeerId: after } = Array.getUnsafe(RouteServerPeers, size - 1)
      const issuedAt = tokens === undefined ? {} : { issuedAt: tokens.now }
      return { RouteServerPeers, NextToken: PageToken.encode({ after, ...issuedAt }) }
    })
  },
)
