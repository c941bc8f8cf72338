/**
 * What was written of peers, as long as the peers are there and it is not too much: a
 * source in memory gives the same ones again and again.
 *
 * What is written one after the other lies so in memory, in slabs. A page mostly has its
 * peers in the order in which they were written before, so all of it is a piece or two of
 * a slab: it is sent without being copied, to any number of clients at once. Memory that
 * is allocated anew for each page costs more than all else that a page does: its parts
 * are got from the system one by one, and the garbage collector has to run to give them
 * back.
 */

/** Some bytes of a slab, which nobody changes any more. */
export interface Piece {
  readonly slab: Uint8Array
  readonly from: number
  readonly to: number
}

/**
 * What was written of a peer, and of the one that came after it when it was last sent,
 * which mostly comes after it again. So a page is gone through without looking up, peer
 * by peer, what lies all over the memory.
 */
export interface Kept extends Piece {
  /** The same as text, once that was asked for. */
  text: string | undefined
  nextPeer: object | undefined
  next: Kept | undefined
}

/** The length of a slab, in bytes: more than that of a page of 1,000 peers, mostly. */
const SLAB = 1_048_576

/** A text of more UTF-16 units than this has a slab for itself, so that little of one is left empty. */
const LONG = 65_536

/** The most bytes that a UTF-16 unit takes in UTF-8. */
const BYTES_PER_UNIT = 3

/** How many bytes are kept: those of some 35,000 peers. */
const MOST_KEPT = 33_554_432

const encoder = new TextEncoder()

const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

let kept = new WeakMap<object, Kept>()
let keptBytes = 0
let slab = new Uint8Array(0)
let used = 0

const count = (bytes: number): void => {
  keptBytes += bytes
  if (keptBytes <= MOST_KEPT) return
  kept = new WeakMap()
  keptBytes = bytes
}

/** A text in UTF-8, in bytes of its own. */
export const encode = (text: string): Piece => {
  const bytes = encoder.encode(text)
  return { slab: bytes, from: 0, to: bytes.length }
}

const put = (text: string): Piece => {
  if (text.length > LONG) {
    const piece = encode(text)
    count(piece.to)
    return piece
  }
  if (slab.length - used < text.length * BYTES_PER_UNIT) {
    count(SLAB)
    slab = new Uint8Array(SLAB)
    used = 0
  }
  const from = used
  used += encoder.encodeInto(text, slab.subarray(from)).written
  return { slab, from, to: used }
}

/** What was written of a peer that comes after another one, unless that is forgotten. */
export const of = (peer: object, before: Kept | undefined): Kept | undefined => {
  if (before?.nextPeer === peer) return before.next
  const found = kept.get(peer)
  if (before !== undefined && found !== undefined) {
    before.nextPeer = peer
    before.next = found
  }
  return found
}

/** Keeps what was written of a peer. */
export const keep = (peer: object, text: string): Kept => {
  const piece: Kept = { ...put(text), text: undefined, nextPeer: undefined, next: undefined }
  kept.set(peer, piece)
  return piece
}

/** What was written of a peer, as text. */
export const textOf = (piece: Kept): string => {
  if (piece.text === undefined) {
    piece.text = decoder.decode(view(piece))
    count(piece.to - piece.from)
  }
  return piece.text
}

/** A piece that can grow. */
export interface Run extends Piece {
  to: number
}

/** Adds a piece to runs, to the last one if it goes on where that ends. */
export const add = (runs: Array<Run>, piece: Piece): void => {
  const last = runs.at(-1)
  if (last !== undefined && last.slab === piece.slab && last.to === piece.from) last.to = piece.to
  else runs.push({ slab: piece.slab, from: piece.from, to: piece.to })
}

/** The bytes of a piece, as they lie. */
export const view = ({ slab, from, to }: Piece): Uint8Array => slab.subarray(from, to)

/** A copy of the bytes of pieces. */
export const join = (pieces: ReadonlyArray<Piece>): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((length, { from, to }) => length + to - from, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(view(piece), at)
    at += piece.to - piece.from
  }
  return bytes
}
