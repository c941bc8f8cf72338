/**
 * The order in which peers are shown.
 */
import type { RouteServerPeer } from "@route-server/core"
import { type Column, find, textOf } from "./Columns.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What people look for: the peers of a server, then of an endpoint, in the order of their addresses. */
export const usual: ReadonlyArray<Column> = ["route-server", "endpoint", "address", "peer"].flatMap(
  (name) => find(name) ?? [],
)

/** What a peer is sorted by. */
interface Key {
  readonly text: string
  /** The numbers in an address, or the one that the text is. */
  readonly numbers: ReadonlyArray<number> | undefined
}

const keyOf = (column: Column, peer: Peer): Key => {
  // A state is in capitals where it is bad.
  const text = textOf(column, peer).toLowerCase()
  return { text, numbers: /^\d+(?:\.\d+)*$/.test(text) ? text.split(".").map(Number) : undefined }
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** By their numbers, and what is none after them; what is not there, last. */
const compare = (a: Key, b: Key): number => {
  if (a.text === "" || b.text === "") return Number(a.text === "") - Number(b.text === "")
  const { numbers } = b
  if (a.numbers === undefined || numbers === undefined) {
    const order = Number(a.numbers === undefined) - Number(numbers === undefined)
    return order || compareTexts(a.text, b.text)
  }
  const at = a.numbers.findIndex((number, index) => number !== numbers[index])
  return at < 0 ? a.numbers.length - numbers.length : (a.numbers[at] ?? 0) - (numbers[at] ?? 0)
}

/** Peers by what the first column shows, those alike by the second, and so on; else in the order that they have. */
export const sort = (
  peers: ReadonlyArray<Peer>,
  columns: ReadonlyArray<Column>,
): ReadonlyArray<Peer> =>
  peers
    .map((peer) => ({ peer, keys: columns.map((column) => keyOf(column, peer)) }))
    .sort((a, b) => {
      let order = 0
      for (let at = 0; order === 0 && at < columns.length; at += 1) {
        const [left, right] = [a.keys[at], b.keys[at]]
        if (left && right) order = compare(left, right)
      }
      return order
    })
    .map(({ peer }) => peer)
