/**
 * Places in JSON text, for whoever has to say where a text is at fault.
 *
 * `JSON.parse` is fast, but it takes one value, does not always tell where it
 * failed, forgets where it found what, and keeps quiet about members and digits
 * that it drops. This module knows places: where a value ends, where text stops
 * being JSON and why, where the value at a path begins. It never recurses, so no
 * depth of nesting can exhaust the stack.
 *
 * **Example** (Where a text stops being JSON)
 *
 * ```ts
 * import { JsonText } from "@route-server/core"
 * import { Result } from "effect"
 *
 * const text = `{"Filters": [{"Name": "vpc-id",}]}`
 * const fault = Result.getOrThrow(Result.flip(JsonText.extentOf(text, 0)))
 *
 * fault.rule // => "expected the name of a member, in quotes"
 * fault.path // => ["Filters", 0]
 * JsonText.positionOf(text, fault.offset).column // => 32
 * ```
 */
import * as Result from "effect/Result"
import { isExact } from "./internal/jsonNumber.ts"
import { skipSpace } from "./internal/skipSpace.ts"

/**
 * A path into a value: the names of members and the indexes of elements.
 *
 * @category models
 */
export type Path = ReadonlyArray<string | number>

/**
 * Where a value ends, and what `JSON.parse` would lose of it.
 *
 * @category models
 */
export interface Extent {
  /** The offset behind its last character. */
  readonly end: number
  /** How many arrays and objects stand within one another at the deepest place. */
  readonly depth: number
  /** The offset of the first number in it that a JavaScript number does not hold exactly. */
  readonly inexact: number | undefined
}

/**
 * Where text stops being JSON, or being JSON that has one meaning.
 *
 * @category models
 */
export interface Fault {
  /** The offset of the first character that can't stand where it stands. */
  readonly offset: number
  /** What should stand there. */
  readonly rule: string
  /** Whether it is JSON all the same: it is well-formed, as far as it goes. */
  readonly isJson: boolean
  /** The path of the value that is at fault. */
  readonly path: Path
  /** The offsets at which the values around it begin, the outermost first. */
  readonly around: ReadonlyArray<number>
}

/**
 * A place for a reader: both count from 1, columns in Unicode characters.
 *
 * @category models
 */
export interface Position {
  readonly offset: number
  readonly line: number
  readonly column: number
}

interface Frame {
  readonly start: number
  readonly isArray: boolean
  /** In an array the index of the element, in an object the offset of the member's name. */
  mark: number
  /** The names of the members so far, as they are written; a set is made only of many. */
  names: Array<string> | Set<string>
}

/** As many names as a list takes no longer to look through than a set. */
const FEW = 16

/** Leaves the scan from any depth of it; never leaves this module. */
class Halt extends Error {
  readonly offset: number
  readonly rule: string
  readonly isJson: boolean
  constructor(offset: number, rule: string, isJson = false) {
    super(rule)
    this.offset = offset
    this.rule = rule
    this.isJson = isJson
  }
}

const plain = /[ !#-[\]-\uffff]*/y
const escapes = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y
const scalars = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y

const matchAt = (pattern: RegExp, text: string, at: number): number | undefined => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const skipString = (text: string, from: number): number => {
  let at = from + 1
  for (;;) {
    at = matchAt(plain, text, at) ?? at
    const character = text.charAt(at)
    if (character === '"') return at + 1
    if (character === "") throw new Halt(at, "expected the string to be closed")
    if (character !== "\\") {
      throw new Halt(at, "expected a control character in a string to be escaped")
    }
    const end = matchAt(escapes, text, at + 1)
    if (end === undefined) throw new Halt(at, "expected an escape that JSON knows")
    at = end
  }
}

/** The end of a member's name, and behind its colon. */
const skipName = (text: string, from: number): readonly [end: number, value: number] => {
  if (text.charAt(from) !== '"') throw new Halt(from, "expected the name of a member, in quotes")
  const end = skipString(text, from)
  const colon = skipSpace(text, end)
  if (text.charAt(colon) !== ":") throw new Halt(colon, "expected ':'")
  return [end, colon + 1]
}

/** Begins the member of an object whose name begins at an offset; gives the offset behind its colon. */
const enterMember = (text: string, from: number, frame: Frame): number => {
  frame.mark = from
  const [end, value] = skipName(text, from)
  const written = text.slice(from, end)
  const name = written.includes("\\") ? JSON.stringify(JSON.parse(written)) : written
  const { names } = frame
  if (names instanceof Set ? names.has(name) : names.includes(name)) {
    throw new Halt(from, `expected one member of the name ${name}, found another`, true)
  }
  if (names instanceof Set) names.add(name)
  else if (names.push(name) === FEW) frame.names = new Set(names)
  return value
}

const skipScalar = (text: string, from: number): number => {
  if (text.charAt(from) === '"') return skipString(text, from)
  const end = matchAt(scalars, text, from)
  if (end === undefined) throw new Halt(from, "expected a value")
  return end
}

/** Skips the value that begins at an offset, leaving in `frames` what is open when it halts. */
const skipValue = (text: string, from: number, frames: Array<Frame>): Extent => {
  let at = from
  let depth = 0
  let inexact: number | undefined
  for (;;) {
    at = skipSpace(text, at)
    const open = text.charAt(at)
    if (open === "{" || open === "[") {
      const isArray = open === "["
      depth = Math.max(depth, frames.length + 1)
      const first = skipSpace(text, at + 1)
      if (text.charAt(first) !== (isArray ? "]" : "}")) {
        const frame: Frame = { start: at, isArray, mark: 0, names: [] }
        frames.push(frame)
        at = isArray ? first : enterMember(text, first, frame)
        continue
      }
      at = first + 1
    } else {
      const end = skipScalar(text, at)
      if (inexact === undefined && /[-0-9]/.test(open) && !isExact(text.slice(at, end)))
        inexact = at
      at = end
    }
    for (;;) {
      const frame = frames.at(-1)
      if (frame === undefined) return { end: at, depth, inexact }
      at = skipSpace(text, at)
      const next = text.charAt(at)
      if (next === ",") {
        if (frame.isArray) {
          frame.mark += 1
          at += 1
        } else {
          at = enterMember(text, skipSpace(text, at + 1), frame)
        }
        break
      }
      if (next !== (frame.isArray ? "]" : "}")) {
        throw new Halt(at, frame.isArray ? "expected ',' or ']'" : "expected ',' or '}'")
      }
      frames.pop()
      at += 1
    }
  }
}

const readName = (text: string, at: number): ReadonlyArray<string> => {
  try {
    return [String(JSON.parse(text.slice(at, skipString(text, at))))]
  } catch {
    // The name itself is what is at fault.
    return []
  }
}

/**
 * The extent of the JSON value that begins at an offset, or where and why it is
 * none. An object with two members of one name is refused: JSON allows it and
 * does not say which of them counts.
 *
 * @category reading
 */
export const extentOf = (text: string, from: number): Result.Result<Extent, Fault> => {
  const frames: Array<Frame> = []
  try {
    return Result.succeed(skipValue(text, from, frames))
  } catch (halt) {
    if (!(halt instanceof Halt)) throw halt
    return Result.fail({
      offset: halt.offset,
      rule: halt.rule,
      isJson: halt.isJson,
      path: frames.flatMap(
        (frame): Path => (frame.isArray ? [frame.mark] : readName(text, frame.mark)),
      ),
      around: frames.map((frame) => frame.start),
    })
  }
}

/**
 * The values within the value that begins at an offset and that {@link extentOf}
 * accepts, by their name or index, with their offsets.
 *
 * @category reading
 */
export function* children(
  text: string,
  container: number,
): Generator<readonly [key: string | number | undefined, offset: number]> {
  const open = text.charAt(container)
  if (open !== "{" && open !== "[") return
  const isArray = open === "["
  const close = isArray ? "]" : "}"
  let at = skipSpace(text, container + 1)
  for (let index = 0; text.charAt(at) !== close; index += 1) {
    const value = skipSpace(text, isArray ? at : skipName(text, at)[1])
    yield [isArray ? index : readName(text, at)[0], value]
    at = skipSpace(text, skipValue(text, value, []).end)
    if (text.charAt(at) === ",") at = skipSpace(text, at + 1)
  }
}

/**
 * The offset of the value at a path within the JSON value that begins at an
 * offset and that {@link extentOf} accepts; as much of the path as there is.
 *
 * @category reading
 */
export const offsetOf = (text: string, from: number, path: Path): number => {
  let value = skipSpace(text, from)
  for (const segment of path) {
    let found: number | undefined
    for (const [key, offset] of children(text, value)) {
      if (key !== segment) continue
      found = offset
      break
    }
    if (found === undefined) return value
    value = found
  }
  return value
}

const START: Position = { offset: 0, line: 1, column: 1 }

/**
 * The line and the column of an offset. It counts on from the position of an
 * earlier offset, if one is given: many positions then cost one walk through the
 * text.
 *
 * @category reading
 */
export const positionOf = (text: string, offset: number, from = START): Position => {
  let { line, column, offset: at } = from
  for (;;) {
    const end = text.indexOf("\n", at)
    if (end === -1 || end >= offset) break
    line += 1
    column = 1
    at = end + 1
  }
  while (at < offset) {
    at += Number(text.codePointAt(at)) > 0xffff ? 2 : 1
    column += 1
  }
  return { offset, line, column }
}
