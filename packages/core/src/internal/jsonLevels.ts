/**
 * The arrays and objects that a reader is within, and where a text that stops being JSON
 * in them is at fault: told by reading closely what follows behind a stand-in for all
 * that was fine.
 */
import * as Result from "effect/Result"
import * as JsonText from "../JsonText.ts"
import { LOOK_AHEAD } from "./jsonPiece.ts"
import type { Reading, TextWindow } from "./textWindow.ts"

/** An array or an object that is open. */
export interface Level {
  /** The names of the members that were read; `undefined` in an array. */
  readonly names: Set<string> | undefined
  /** The number of elements that were read. */
  count: number
}

export const array = (): Level => ({ names: undefined, count: 0 })

export const object = (): Level & { readonly names: Set<string> } => ({
  names: new Set(),
  count: 0,
})

/** What stands for a level up to what was read last in it, or up to what is being read. */
const standIn = ({ count, names }: Level, isInner: boolean): string => {
  if (names === undefined) return `[${count > 0 ? "0" : ""}${count > 0 && !isInner ? "," : ""}`
  const members = [...names].map((name) => `${JSON.stringify(name)}:0`).join(",")
  return `{${isInner ? members : members.slice(0, -1)}`
}

/** The path of a fault, with the indexes that elements have in the text. */
const inText = (path: JsonText.Path, levels: ReadonlyArray<Level>): JsonText.Path =>
  path.map((key, depth) =>
    typeof key === "number" ? key + Math.max(0, (levels[depth]?.count ?? 0) - 1) : key,
  )

/** A fault, and where it is. */
export interface Fault {
  readonly rule: string
  readonly isJson: boolean
  readonly path: JsonText.Path
  /** In the window. */
  readonly at: number
  /** The character that is at fault; `undefined` if the text ends there. */
  readonly character: string | undefined
}

/**
 * The fault that comes first behind what was read last in the innermost level, which is
 * what the window keeps; there has to be one.
 */
export function* faultIn(window: TextWindow, levels: ReadonlyArray<Level>): Reading<Fault> {
  const before = levels.map((level, index) => standIn(level, index === levels.length - 1)).join("")
  for (;;) {
    const from = window.keptAt
    const text = before + window.text.slice(from)
    const { isJson, offset, path, rule } = Result.getOrThrow(
      Result.flip(JsonText.extentOf(text, 0)),
    )
    const rest = text.slice(offset)
    const isEnd = rest.trimEnd() === ""
    if (window.isLast || (rest.length >= LOOK_AHEAD && !isEnd)) {
      return {
        rule,
        isJson,
        path: inText(path, levels),
        at: offset - before.length + from,
        character: isEnd ? undefined : String.fromCodePoint(text.codePointAt(offset) ?? 0),
      }
    }
    yield* window.fill()
  }
}
