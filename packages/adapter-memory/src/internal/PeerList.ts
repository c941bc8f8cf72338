/**
 * Peers in the order of their IDs, in pieces short enough that one more or one fewer
 * moves little, and long enough that a page lies in a few of them.
 */
import type { RouteServerPeer } from "@route-server/core"

type Peer = RouteServerPeer.RouteServerPeer

type Test = (peer: Peer) => boolean

/** The most peers of one piece. */
const LONGEST = 256

/**
 * How many peers a piece has at first: not so many that the next peer between them splits
 * it, and as many as V8 makes room for when an array grows so long.
 */
const BEGINNING = 131

const NONE: ReadonlyArray<never> = []

/** How many of some things in order come before the first that doesn't. */
const countWhile = <A>(sorted: ReadonlyArray<A>, isBefore: (one: A) => boolean): number => {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const one = sorted[middle]
    if (one !== undefined && isBefore(one)) from = middle + 1
    else to = middle
  }
  return from
}

const firstOf = (
  piece: ReadonlyArray<Peer>,
  most: number,
  tests: ReadonlyArray<Test>,
): ReadonlyArray<Peer> => {
  const found: Array<Peer> = []
  search: for (const peer of piece) {
    for (const passes of tests) if (!passes(peer)) continue search
    found.push(peer)
    if (found.length >= most) break
  }
  return found
}

export class PeerList {
  /** None of them is empty, but the only one may be. */
  readonly #pieces: Array<Array<Peer>> = [[]]
  /**
   * For each piece but the first an ID that comes after all before the piece and not after
   * any in it. So a piece is found without looking into those far away in memory. Most
   * lists are one piece, and have none.
   */
  #bounds: Array<string> | undefined
  #size = 0

  /** A list of peers that are in the order of their IDs, of which no two are the same. */
  constructor(sorted: Iterable<Peer>) {
    for (const peer of sorted) this.#append(peer)
  }

  get size(): number {
    return this.#size
  }

  /** Puts a peer in, in the place of the one with its ID if there is one. */
  put(peer: Peer): void {
    const last = this.#piece(this.#pieces.length - 1).at(-1)
    if (last === undefined || last.RouteServerPeerId < peer.RouteServerPeerId) {
      this.#append(peer)
      return
    }
    const { index, piece, at } = this.#find(peer.RouteServerPeerId)
    if (piece[at]?.RouteServerPeerId === peer.RouteServerPeerId) {
      piece[at] = peer
      return
    }
    piece.splice(at, 0, peer)
    this.#size += 1
    if (piece.length > LONGEST) {
      const second = piece.splice(LONGEST >>> 1)
      this.#pieces.splice(index + 1, 0, second)
      this.#bounds ??= []
      this.#bounds.splice(index, 0, String(second[0]?.RouteServerPeerId))
    }
  }

  /** Takes the peer of an ID out, if there is one. */
  remove(id: string): void {
    const { index, piece, at } = this.#find(id)
    if (piece[at]?.RouteServerPeerId !== id) return
    piece.splice(at, 1)
    this.#size -= 1
    if (piece.length === 0 && this.#pieces.length > 1) {
      this.#pieces.splice(index, 1)
      this.#bounds?.splice(Math.max(0, index - 1), 1)
    }
  }

  /** The first peers after an ID that pass some tests, at most so many. */
  take(after: string | undefined, most: number, tests: ReadonlyArray<Test> = []): Array<Peer> {
    const taken: Array<ReadonlyArray<Peer>> = []
    let { index, piece } = this.#after(after)
    let left = most
    while (piece !== undefined && left > 0) {
      const some = tests.length === 0 ? piece.slice(0, left) : firstOf(piece, left, tests)
      taken.push(some)
      left -= some.length
      index += 1
      piece = this.#pieces[index]
    }
    const none: Array<Peer> = []
    return none.concat(...taken)
  }

  /** Adds a peer whose ID comes after all others. */
  #append(peer: Peer): void {
    const last = this.#piece(this.#pieces.length - 1)
    if (last.length < BEGINNING) last.push(peer)
    else {
      this.#pieces.push([peer])
      this.#bounds ??= []
      this.#bounds.push(peer.RouteServerPeerId)
    }
    this.#size += 1
  }

  #piece(index: number): Array<Peer> {
    return this.#pieces[index] ?? []
  }

  /** Which piece the first peer after an ID is in, if there is one, and the piece from there on. */
  #after(id: string | undefined): { index: number; piece: ReadonlyArray<Peer> | undefined } {
    if (id === undefined) return { index: 0, piece: this.#pieces[0] }
    const { index, piece, at } = this.#find(id)
    return { index, piece: piece.slice(piece[at]?.RouteServerPeerId === id ? at + 1 : at) }
  }

  /** In which piece the peer of an ID is, and where, or would be. */
  #find(id: string): { readonly index: number; readonly piece: Array<Peer>; readonly at: number } {
    const index = countWhile(this.#bounds ?? NONE, (bound) => bound <= id)
    const piece = this.#piece(index)
    return { index, piece, at: countWhile(piece, (peer) => peer.RouteServerPeerId < id) }
  }
}
