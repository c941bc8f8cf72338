/**
 * The order in which peers are shown.
 */
import { type Column, find, type Row, target, textOf } from "./Columns.ts"

/** What people look for: the peers of a server, then of an endpoint, in the order of their addresses. */
export const usual: ReadonlyArray<Column> = ["route-server", "endpoint", "address", "peer"].flatMap(
  (name) => find(name) ?? [],
)

/** The same; in a fleet, first in the order of its targets' names. */
export const usualOf = ({
  targets = 0,
}: {
  readonly targets?: number | undefined
}): ReadonlyArray<Column> => (targets > 1 ? [target, ...usual] : usual)

/** What a peer is sorted by. */
interface Key {
  readonly text: string
  /** The numbers in an address, or the one that the text is. */
  readonly numbers: ReadonlyArray<number> | undefined
}

const keyOf = (column: Column, row: Row): Key => {
  // A state is in capitals where it is bad.
  const text = textOf(column, row).toLowerCase()
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

/** Rows by what the first column shows, those alike by the second, and so on; else in the order that they have. */
export const sort = (
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<Column>,
): ReadonlyArray<Row> =>
  rows
    .map((row) => ({ row, keys: columns.map((column) => keyOf(column, row)) }))
    .sort((a, b) => {
      let order = 0
      for (let at = 0; order === 0 && at < columns.length; at += 1) {
        const [left, right] = [a.keys[at], b.keys[at]]
        if (left && right) order = compare(left, right)
      }
      return order
    })
    .map(({ row }) => row)
