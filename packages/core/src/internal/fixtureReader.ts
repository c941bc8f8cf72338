/**
 * The reader of fixtures: a text that comes in parts, of which it holds no more than a
 * peer and a part.
 */
import * as Result from "effect/Result"
import type { Unreadable } from "../DescribeRouteServerPeersResult.ts"
import type { Fixture, Found } from "../Fixture.ts"
import * as JsonText from "../JsonText.ts"
import { FixtureError } from "./fixtureError.ts"
import { errorAt, Faults, type Kind } from "./fixtureFaults.ts"
import { inputOf, ROUNDED, readPiece as readPeerOf } from "./fixturePeer.ts"
import * as levelsOf from "./jsonLevels.ts"
import * as jsonNumber from "./jsonNumber.ts"
import { hasMember, type Piece, pieceAtHand, readPiece } from "./jsonPiece.ts"
import { idOf, readEnvelope } from "./readResult.ts"
import { type Reading, TextWindow } from "./textWindow.ts"

/** The depth of nesting beyond which a peer could not be printed again. */
const DEEPEST = 100

/** The page, and the list in it, in which a peer stands. */
const LEVELS_OF_PAGE = 2

/** The members of a page that count, and the one that tells a peer. */
const LIST = "RouteServerPeers"
const TOKEN = "NextToken"
const ID = "RouteServerPeerId"

/** What may stand at the top level. */
const EXPECTED = `expected a page (with ${LIST}), a peer (with ${ID}) or a list of peers`

const TOO_DEEP = `expected values nested at most ${DEEPEST} levels deep`

/** Takes a peer; tells the line of an earlier one with the same ID, if there was one. */
type Take = (found: Found) => number | undefined

/** What there is to tell of a fixture beside its peers. */
export type Rest = Omit<Fixture, "peers">

const BYTE_ORDER_MARK = "\ufeff"

const has = (value: unknown, name: string): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)

/** What is page and peer. */
const BOTH = "both in one"

const describe = (value: unknown): string => {
  if (value === null) return "null"
  if (typeof value !== "object") return `a ${typeof value}`
  const names = Object.keys(value)
  if (names.length === 0) return "an object without members"
  return `an object with ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`
}

/** A list of peers, a page, or a peer alone: its faults so far. */
class Part {
  readonly faults = new Faults()
  /** What a page has for a token: empty if it is the last one, `undefined` if this is none. */
  nextToken: string | undefined
}

/** A member of a page that says something of it. */
interface Told {
  readonly value: unknown
  readonly position: JsonText.Position
}

/** Reads a fixture. */
class FixtureReader {
  readonly #window = new TextWindow()
  readonly #levels: Array<levelsOf.Level> = []
  readonly #unreadable: Array<FixtureError> = []
  readonly #take: Take
  readonly #reports: boolean
  #isPartial = false
  /** The line on which the value at the top level begins. */
  #line = 1
  /** The first error of that value; what is no JSON is worse. */
  #error: FixtureError | undefined

  constructor(take: Take, unreadable: Unreadable) {
    this.#take = take
    this.#reports = unreadable === "report"
  }

  *read(): Reading<Result.Result<Rest, FixtureError>> {
    const window = this.#window
    for (let isEmpty = true; ; isEmpty = false) {
      let first = window.peek() ?? (yield* window.next())
      // Files with byte order marks of their own may have been put together into one.
      for (; first === BYTE_ORDER_MARK; first = yield* window.next()) window.at += 1
      window.keep()
      if (first === "") {
        return isEmpty
          ? Result.fail(new FixtureError({ fault: `it is empty; ${EXPECTED}` }))
          : Result.succeed({ unreadable: this.#unreadable, isPartial: this.#isPartial })
      }
      this.#line = window.lineOf(window.offset)
      const broken = yield* this.#value(first)
      const error = broken ?? this.#error
      if (error !== undefined) return Result.fail(error)
    }
  }

  /** Reads a value at the top level; tells why it is no JSON. */
  *#value(first: string): Reading<FixtureError | undefined> {
    if (first !== "[" || !(yield* this.#isListOfLists())) return yield* this.#part(first)
    return yield* this.#elements(this, function* (reader, first) {
      return yield* reader.#part(first)
    })
  }

  /** Whether the array that begins where to read on begins with a page or an array. */
  *#isListOfLists(): Reading<boolean> {
    const window = this.#window
    const start = window.offset
    window.at += 1
    const first = yield* window.next()
    const is = first === "[" || (first === "{" && (yield* hasMember(window, LIST)))
    window.at = window.atOf(start)
    return is
  }

  /** Reads a page, a list of peers or a peer. */
  *#part(first: string): Reading<FixtureError | undefined> {
    const window = this.#window
    const part = new Part()
    let broken: FixtureError | undefined
    if (first === "[") broken = yield* this.#peers(part, [])
    else if (first === "{" && (yield* hasMember(window, LIST, ID))) {
      broken = yield* this.#page(part)
    } else {
      const start = window.offset
      const piece = pieceAtHand(window) ?? (yield* readPiece(window))
      if (piece === undefined) return yield* this.#broken(start)
      const { value } = piece
      if (has(value, ID) && !has(value, LIST)) this.#peer(part, piece, [])
      else this.#noPart(part, window.positionOf(start), has(value, LIST) ? BOTH : describe(value))
    }
    if (broken !== undefined) return broken
    this.#error ??= part.faults.worst
    if (part.nextToken !== undefined) this.#isPartial = part.nextToken !== ""
    return undefined
  }

  #noPart(part: Part, position: JsonText.Position, found: string): void {
    part.faults.add("form", errorAt(position, `${EXPECTED}, found ${found}`))
  }

  /** Reads the array that begins where to read on, element by element. */
  *#elements<A>(
    context: A,
    element: (context: A, first: string, index: number) => Reading<FixtureError | undefined>,
  ): Reading<FixtureError | undefined> {
    const window = this.#window
    const level = levelsOf.array()
    this.#levels.push(level)
    window.at += 1
    window.keep()
    let next = yield* window.next()
    while (level.count > 0 || next !== "]") {
      const broken = yield* element(context, next, level.count)
      if (broken !== undefined) return broken
      level.count += 1
      window.keep()
      next = window.peek() ?? (yield* window.next())
      if (next === "]") break
      if (next !== ",") return yield* this.#broken()
      window.at += 1
      next = window.peek() ?? (yield* window.next())
    }
    window.at += 1
    this.#levels.pop()
    return undefined
  }

  *#peers(part: Part, list: JsonText.Path): Reading<FixtureError | undefined> {
    return yield* this.#elements(this, function* (reader, _, index) {
      const start = reader.#window.offset
      const piece = pieceAtHand(reader.#window) ?? (yield* readPiece(reader.#window))
      if (piece === undefined) return yield* reader.#broken(start)
      reader.#peer(part, piece, [...list, index])
      return undefined
    })
  }

  *#page(part: Part): Reading<FixtureError | undefined> {
    const window = this.#window
    const position = window.positionOf(window.offset)
    const level = levelsOf.object()
    const { names } = level
    const told = new Map<string, Told>()
    this.#levels.push(level)
    window.at += 1
    window.keep()
    yield* window.next()
    for (;;) {
      const name = (yield* readPiece(window))?.value
      if (typeof name !== "string" || names.has(name)) return yield* this.#broken()
      if ((yield* window.next()) !== ":") return yield* this.#broken()
      window.at += 1
      const first = yield* window.next()
      if (name === LIST && first === "[") {
        names.add(name)
        // The peers are read one by one; here it counts only that they are a list.
        told.set(name, { value: [], position })
        const broken = yield* this.#peers(part, [LIST])
        if (broken !== undefined) return broken
      } else {
        const piece = yield* readPiece(window)
        if (piece === undefined) return yield* this.#broken()
        names.add(name)
        this.#member(part, piece, position)
        if (name === LIST || name === TOKEN) {
          told.set(name, { value: piece.value, position: window.positionOf(piece.start) })
        }
      }
      window.keep()
      const next = yield* window.next()
      if (next === "}") break
      if (next !== ",") return yield* this.#broken()
      window.at += 1
      yield* window.next()
    }
    window.at += 1
    this.#levels.pop()
    if (names.has(ID)) this.#noPart(part, position, BOTH)
    else this.#endPage(part, position, told)
    return undefined
  }

  /** Looks at a member of a page that is not its list. */
  #member({ faults }: Part, { depth, inexact, json }: Piece, page: JsonText.Position): void {
    if (depth + 1 > DEEPEST + LEVELS_OF_PAGE) faults.add("deep", errorAt(page, TOO_DEEP))
    else if (inexact !== undefined && jsonNumber.parseExactly(json) === undefined) {
      faults.add("number", errorAt(this.#window.positionOf(inexact), ROUNDED))
    }
  }

  #endPage(part: Part, position: JsonText.Position, told: ReadonlyMap<string, Told>): void {
    const token = told.get(TOKEN)
    const envelope = readEnvelope({
      RouteServerPeers: told.get(LIST)?.value,
      ...(token === undefined ? {} : { NextToken: token.value }),
    })
    if (Result.isSuccess(envelope)) {
      part.nextToken = envelope.success.NextToken ?? ""
      return
    }
    const { fault, path } = envelope.failure
    const at = told.get(String(path[0]))?.position ?? position
    part.faults.add("form", errorAt(at, fault, path))
  }

  /** Reads a peer, if nothing is wrong so far. */
  #peer({ faults }: Part, piece: Piece, path: JsonText.Path): void {
    const { depth, inexact, json, start } = piece
    const fault = (kind: Kind, offset: number, rule: string, at?: JsonText.Path, id?: string) =>
      faults.add(kind, errorAt(this.#window.positionOf(offset), rule, at, id))
    if (depth > DEEPEST) fault("deepPeer", start, TOO_DEEP, path)
    else if (inexact !== undefined && jsonNumber.parseExactly(json) === undefined) {
      fault("number", inexact, ROUNDED)
    }
    if (this.#error !== undefined || !faults.isNone) return
    const read = readPeerOf(piece)
    if (Result.isFailure(read)) {
      const { fault: what, path: within } = read.failure
      const position = this.#window.positionOf(start + JsonText.offsetOf(json, 0, within))
      const error = errorAt(position, what, [...path, ...within], idOf(inputOf(piece)))
      if (this.#reports) this.#unreadable.push(error)
      else faults.add("peer", error)
      return
    }
    const peer = read.success
    const earlier = this.#take({
      peer,
      start,
      end: start + json.length,
      line: this.#window.lineOf(start),
      isPlain: !piece.hasNull && inexact === undefined,
    })
    if (earlier === undefined) return
    const what = `a peer with this ID stands on line ${earlier} already`
    fault("peer", start, what, path, peer.RouteServerPeerId)
  }

  /** What keeps the text from being JSON, perhaps in the peer that begins at an offset. */
  *#broken(peer?: number): Reading<FixtureError> {
    const window = this.#window
    const fault = yield* levelsOf.faultIn(window, this.#levels)
    const found =
      fault.character === undefined
        ? `the text ends within the value that begins on line ${this.#line}`
        : `found '${fault.character}'`
    const before = peer === undefined ? "" : window.text.slice(window.atOf(peer), fault.at)
    return errorAt(
      window.positionOf(window.offsetOf(fault.at)),
      fault.isJson ? fault.rule : `broken JSON: ${fault.rule}; ${found}`,
      fault.path,
      /"RouteServerPeerId"\s*:\s*"([^"\\]*)"/.exec(before)?.[1],
    )
  }
}

/** Reads a fixture, and hands out its peers as they come. */
export const read = (
  take: Take,
  unreadable: Unreadable,
): Reading<Result.Result<Rest, FixtureError>> => new FixtureReader(take, unreadable).read()
