/**
 * Peers in memory, found without looking at all of them.
 *
 * The peers stand in the order of their IDs, in pieces (`PeerList`), so that a page is a
 * slice and a change moves one piece. For each attribute that a filter without wildcards
 * has asked about there is an `Index`: a map from every value to the peers that have it,
 * in the same order and pieces; for the tags, from key and value. Of the filters of a
 * request, the one whose values have the fewest peers says which peers to look at, and
 * the rest are asked about each; where it has several values, what is found in their
 * lists is merged. So a request costs what its narrowest filter finds, and what the page
 * takes of that. Nothing is sorted or indexed before somebody asks, and what nobody
 * asked about costs a change nothing.
 */
import type {
  Filter,
  FilterName,
  Judgement,
  PeerUpdate,
  RouteServerPeer,
  View,
} from "@route-server/core"
import { Index } from "./Index.ts"
import { PeerList } from "./PeerList.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** A condition, and the peers that meet it, in a list for each value. */
interface Driver {
  readonly condition: Filter.Condition
  readonly lists: ReadonlyArray<PeerList>
}

/** How much longer it takes to read a peer from one of many lists than from one list. */
const COST_OF_MERGING = 4

const byId = (a: Peer, b: Peer): number => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1)

/** The first peers of two lists in the order of IDs, each once. */
const merge = (
  some: ReadonlyArray<Peer>,
  others: ReadonlyArray<Peer>,
  most: number,
): Array<Peer> => {
  const all: Array<Peer> = []
  let at = 0
  let otherAt = 0
  while (all.length < most) {
    const one = some[at]
    const other = others[otherAt]
    const isOne =
      one !== undefined && (other === undefined || one.RouteServerPeerId <= other.RouteServerPeerId)
    const next = isOne ? one : other
    if (next === undefined) break
    all.push(next)
    if (isOne) at += 1
    if (next === other) otherAt += 1
  }
  return all
}

/** The first peers of several lists in the order of IDs, each once: two and two, and so on. */
const mergeAll = (lists: ReadonlyArray<Array<Peer>>, most: number): Array<Peer> => {
  const [first = []] = lists
  if (lists.length < 2) return first
  const half = lists.length >>> 1
  return merge(mergeAll(lists.slice(0, half), most), mergeAll(lists.slice(half), most), most)
}

/** A view of peers that pages can be cut from at once. */
export class Table implements View.View {
  readonly #byId = new Map<string, Peer>()
  readonly #indexes = new Map<FilterName.FilterAttribute, Index>()
  #sorted: PeerList | undefined

  constructor(peers: Iterable<Peer>) {
    for (const peer of peers) this.#byId.set(peer.RouteServerPeerId, peer)
  }

  get(id: string): Peer | undefined {
    return this.#byId.get(id)
  }

  after(id: string | undefined): ReadonlyArray<Peer> {
    return this.#all().take(id, Number.POSITIVE_INFINITY)
  }

  select({ after, conditions }: Judgement.Selection, most: number): Array<Peer> {
    const all = conditions()
    const driver = this.#driver(all)
    const tests = all.flatMap((condition) =>
      condition === driver?.condition ? [] : condition.matches,
    )
    const lists = driver?.lists ?? [this.#all()]
    // The first of all are among the first of each.
    return mergeAll(
      lists.map((list) => list.take(after, most, tests)),
      most,
    )
  }

  apply(update: PeerUpdate.PeerUpdate): void {
    if (update._tag === "Put") this.#put(update.peer)
    else this.#remove(update.routeServerPeerId)
  }

  #put(peer: Peer): void {
    const before = this.#byId.get(peer.RouteServerPeerId)
    this.#byId.set(peer.RouteServerPeerId, peer)
    this.#sorted?.put(peer)
    for (const index of this.#indexes.values()) index.put(peer, before)
  }

  #remove(id: string): void {
    const before = this.#byId.get(id)
    if (before === undefined) return
    this.#byId.delete(id)
    this.#sorted?.remove(id)
    for (const index of this.#indexes.values()) index.remove(before)
  }

  #all(): PeerList {
    this.#sorted ??= new PeerList([...this.#byId.values()].sort(byId))
    return this.#sorted
  }

  #index(attribute: FilterName.FilterAttribute): Index {
    let index = this.#indexes.get(attribute)
    if (index === undefined) {
      index = new Index(attribute, this.after(undefined))
      this.#indexes.set(attribute, index)
    }
    return index
  }

  /** The condition that leaves the fewest peers to look at, if one is better than to look at all. */
  #driver(conditions: ReadonlyArray<Filter.Condition>): Driver | undefined {
    let best: Driver | undefined
    let least = this.#byId.size
    for (const condition of conditions) {
      if (condition.entries === undefined) continue
      const index = this.#index(condition.attribute)
      const lists = Array.from(condition.entries).flatMap((entry) => index.get(entry) ?? [])
      const size = lists.reduce((sum, list) => sum + list.size, 0)
      const cost = lists.length > 1 ? size * COST_OF_MERGING : size
      if (cost > least) continue
      best = { condition, lists }
      least = cost
    }
    return best
  }
}
