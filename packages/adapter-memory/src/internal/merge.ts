import type { RouteServerPeer } from "@route-server/core"
import { countWhile } from "./PeerList.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** Several lists of peers in the order of their IDs as one, in which nobody comes twice. */
export function* merge(lists: ReadonlyArray<Iterator<Peer>>): Generator<Peer> {
  /** The next peer of each list, the first one first. */
  const heads: Array<{ readonly peer: Peer; readonly list: Iterator<Peer> }> = []
  const enter = (list: Iterator<Peer>): void => {
    const { done, value: peer } = list.next()
    if (done) return
    const isBefore = (head: { readonly peer: Peer }) =>
      head.peer.RouteServerPeerId < peer.RouteServerPeerId
    heads.splice(countWhile(heads, isBefore), 0, { peer, list })
  }
  for (const list of lists) enter(list)
  let last: Peer | undefined
  for (let head = heads.shift(); head !== undefined; head = heads.shift()) {
    if (head.peer !== last) yield head.peer
    last = head.peer
    enter(head.list)
  }
}
