/**
 * A value of a text that comes in parts: read as soon as it is there as a whole, by
 * `JSON.parse` and a quick look where that surely loses nothing of it, else closely.
 */
import * as Result from "effect/Result"
import { extentOf } from "../JsonText.ts"
import { countNames, NONE, type Scan, scan } from "./jsonScan.ts"
import { skipSpace } from "./skipSpace.ts"
import type { Reading, TextWindow } from "./textWindow.ts"

/** A value, and what is known of it. */
export interface Piece {
  /** The offset in the text at which it begins. */
  readonly start: number
  readonly json: string
  readonly value: unknown
  /** How many arrays and objects stand within one another at the deepest place. */
  readonly depth: number
  /** The offset in the text of the first number that JavaScript does not hold exactly. */
  readonly inexact: number | undefined
  /** Whether there may be a null in it. */
  readonly hasNull: boolean
}

/** As much text behind a fault shows that more of it could not mend it: a word or an escape is shorter. */
export const LOOK_AHEAD = 8

/** The depth up to which the names in a value are counted, which recurses. */
const SHALLOW = 100

const found: Scan = { names: 0, depth: 0, hasNull: false, hasLongNumber: false }

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    // JSON has no such value.
    return undefined
  }
}

/** Whether `JSON.parse` has given all of what was scanned last. */
const isWhole = (value: unknown): boolean =>
  value !== undefined &&
  !found.hasLongNumber &&
  found.depth <= SHALLOW &&
  (typeof value === "object" && value !== null ? countNames(value) : 0) === found.names

/** The piece that was scanned last. */
const pieceOf = (window: TextWindow, from: number, to: number): Piece | undefined => {
  const start = window.offset
  const { depth, hasNull } = found
  const json = window.text.slice(from, to)
  const value = parse(json)
  if (isWhole(value)) {
    window.at = to
    return { start, json, value, depth, inexact: undefined, hasNull }
  }
  const extent = Result.getOrUndefined(extentOf(window.text, from))
  if (extent === undefined) return undefined
  const exact = window.text.slice(from, extent.end)
  window.at = extent.end
  return {
    start,
    json: exact,
    value: JSON.parse(exact),
    depth: extent.depth,
    inexact: extent.inexact === undefined ? undefined : start + extent.inexact - from,
    hasNull,
  }
}

/** Whether a value that is not there as a whole is at fault already. */
const isBroken = ({ at, text }: TextWindow): boolean => {
  const extent = extentOf(text, at)
  return Result.isFailure(extent) && extent.failure.offset + LOOK_AHEAD <= text.length
}

/** The value that begins in a window where to read on, if all of it is there and nothing is wrong: quick. */
export const pieceAtHand = (window: TextWindow): Piece | undefined => {
  const end = scan(window.text, window.at, window.isLast, found)
  return end < 0 ? undefined : pieceOf(window, window.at, end)
}

/** Reads the value that begins in a window where to read on; `undefined` if it is none. */
export function* readPiece(window: TextWindow): Reading<Piece | undefined> {
  for (let isLong = false; ; isLong = true) {
    const end = scan(window.text, window.at, window.isLast, found)
    if (end >= 0) return pieceOf(window, window.at, end)
    if (end === NONE || window.isLast || (isLong && isBroken(window))) return undefined
    yield* window.fill()
  }
}

/** Whether a member of the object that begins in a window has a name, or the last one to look at has it not. */
const isNamed = (
  { at: start, isLast, text }: TextWindow,
  name: string,
  last: string | undefined,
): boolean | undefined => {
  /** The end of a value; `undefined` if the text may have to go on to tell. */
  const endOf = (at: number): number | undefined => {
    const extent = extentOf(text, at)
    if (Result.isSuccess(extent)) return extent.success.end
    return isLast || extent.failure.offset + LOOK_AHEAD <= text.length ? NONE : undefined
  }
  for (let at = start; ; ) {
    const nameAt = skipSpace(text, at + 1)
    const nameEnd = endOf(nameAt)
    if (nameEnd === undefined) return undefined
    const found = nameEnd === NONE ? undefined : parse(text.slice(nameAt, nameEnd))
    if (found === name) return true
    if (typeof found !== "string" || found === last) return false
    const colon = skipSpace(text, nameEnd)
    if (colon >= text.length) return undefined
    if (text.charAt(colon) !== ":") return false
    const end = endOf(skipSpace(text, colon + 1))
    if (end === undefined) return undefined
    at = skipSpace(text, end)
    if (at >= text.length) return undefined
    if (end === NONE || text.charAt(at) !== ",") return false
  }
}

/**
 * Whether the object that begins in a window where to read on has a member of a name; not
 * looked for behind one of another name.
 */
export function* hasMember(window: TextWindow, name: string, last?: string): Reading<boolean> {
  for (;;) {
    // Most begin with it.
    if (last !== undefined && window.text.startsWith(`{"${last}"`, window.at)) return false
    const is = isNamed(window, name, last)
    if (is !== undefined) return is
    if (window.isLast) return false
    yield* window.fill()
  }
}
