import type { FilterName, RouteServerPeer } from "@route-server/core"
import { PeerList } from "./PeerList.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** For each entry of an attribute, the peers that have it. */
export class Index {
  readonly #entriesOf: FilterName.Reader
  /** A peer alone, as is the case for most entries of many an attribute, needs no list. */
  readonly #postings = new Map<string, Peer | PeerList>()

  /** An index of peers that are in the order of their IDs. */
  constructor(attribute: FilterName.FilterAttribute, sorted: Iterable<Peer>) {
    this.#entriesOf = attribute.entries
    for (const peer of sorted) this.put(peer, undefined)
  }

  /** The peers that have an entry, if there are any. */
  get(entry: string): PeerList | undefined {
    const posting = this.#postings.get(entry)
    return posting === undefined || posting instanceof PeerList ? posting : new PeerList([posting])
  }

  /** Puts a peer in, in the place of the one that was there under the same ID. */
  put(peer: Peer, before: Peer | undefined): void {
    const entries = this.#entriesOf(peer)
    if (before !== undefined) {
      for (const entry of this.#entriesOf(before)) {
        if (!entries.includes(entry)) this.#remove(entry, before.RouteServerPeerId)
      }
    }
    for (const entry of entries) this.#put(entry, peer)
  }

  /** Takes out a peer that is there. */
  remove(peer: Peer): void {
    for (const entry of this.#entriesOf(peer)) this.#remove(entry, peer.RouteServerPeerId)
  }

  #put(entry: string, peer: Peer): void {
    const posting = this.#postings.get(entry)
    if (posting instanceof PeerList) posting.put(peer)
    else if (posting === undefined || posting.RouteServerPeerId === peer.RouteServerPeerId) {
      this.#postings.set(entry, peer)
    } else {
      const list = new PeerList([posting])
      list.put(peer)
      this.#postings.set(entry, list)
    }
  }

  #remove(entry: string, id: string): void {
    const posting = this.#postings.get(entry)
    if (posting instanceof PeerList) posting.remove(id)
    if (!(posting instanceof PeerList) || posting.size === 0) this.#postings.delete(entry)
  }
}
