/**
 * A reader of fixtures that holds a text as a whole and looks closely at all of it: the
 * oracle for the one that reads a text in parts and looks quickly at most of it. What both
 * do alike stands here once more, so that no fault of that one is a fault of its judge.
 */
import { Fixture, JsonText, RouteServerPeer, Shape } from "@route-server/core"
import { Result } from "effect"
import * as jsonNumber from "../../src/internal/jsonNumber.ts"
import {
  idOf,
  readEnvelope,
  readPeer,
  type UnreadableValue,
} from "../../src/internal/readResult.ts"

/** The depth of nesting beyond which a peer could not be printed again. */
const DEEPEST = 100

/** The page, and the list in it, in which a peer stands. */
const LEVELS_OF_PAGE = 2

/** What may stand at the top level. */
const EXPECTED =
  "expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers"

/** Of a number that JavaScript would change. */
const ROUNDED = "expected a number with no more digits than JavaScript can hold"

/** One of the forms that a value at the top level may have. */
interface Form {
  /** The path of the list of peers; `undefined` for a peer alone. */
  readonly list: JsonText.Path | undefined
  /** `undefined` for what is no page, empty for the last page. */
  readonly nextToken?: string
}

/** A value at the top level of the text, and the peers in it. */
interface Document extends Form {
  /** The offset at which it begins. */
  readonly start: number
  readonly peers: ReadonlyArray<unknown>
  /** The same peers, with the numbers that JavaScript can't hold as they are written. */
  readonly exactPeers: ReadonlyArray<unknown>
}

const pathOf = ({ list }: Form, index: number): JsonText.Path =>
  list === undefined ? [] : [...list, index]

const peersOf = ({ list }: Form, value: unknown): ReadonlyArray<unknown> => {
  if (list === undefined) return [value]
  const peers = list.length > 0 && has(value, "RouteServerPeers") ? value.RouteServerPeers : value
  return Array.isArray(peers) ? peers : []
}

const shape = Shape.of(RouteServerPeer.RouteServerPeer)

/** A value of a shape without the optional members of it that are null. */
const dropNulls = (value: unknown, shape: Shape.Shape): unknown => {
  if (Array.isArray(value)) {
    return shape.kind === "list" ? value.map((item) => dropNulls(item, shape.item)) : value
  }
  if (shape.kind !== "structure" || typeof value !== "object" || value === null) return value
  const known = new Map(shape.members.map((member) => [member.name, member]))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const form = known.get(name)
      if (form === undefined) return [[name, member]]
      return form.isOptional && member === null ? [] : [[name, dropNulls(member, form.shape)]]
    }),
  )
}

/** The peers in a value that was written as a text; few of them have a null. */
const peersIn = (form: Form, value: unknown, json: string): ReadonlyArray<unknown> => {
  const peers = peersOf(form, value)
  return json.includes("null") ? peers.map((peer) => dropNulls(peer, shape)) : peers
}

const errorAt = (
  { column, line }: JsonText.Position,
  fault: string,
  path: JsonText.Path = [],
  routeServerPeerId?: string,
): Fixture.FixtureError =>
  new Fixture.FixtureError({
    fault,
    line,
    column,
    path,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
  })

/** The values at the top level, one after the other, up to the first that is at fault. */
function* documents(text: string): Generator<Result.Result<Document, Fixture.FixtureError>> {
  // Files with byte order marks of their own may have been put together into one.
  const between = /[ \t\r\n\ufeff]*/y
  for (let at = 0; ; ) {
    between.lastIndex = at
    between.test(text)
    const start = between.lastIndex
    if (start === text.length) return
    const extent = JsonText.extentOf(text, start)
    if (Result.isFailure(extent)) return yield Result.fail(broken(text, start, extent.failure))
    yield* partsOf(text, start, extent.success)
    at = extent.success.end
  }
}

/** What a value at the top level is made of: the pages or the arrays in it, or it alone. */
function* partsOf(
  text: string,
  start: number,
  extent: JsonText.Extent,
): Generator<Result.Result<Document, Fixture.FixtureError>> {
  if (!isListOfLists(text, start)) return yield toDocument(text, start, extent)
  for (const [, offset] of JsonText.children(text, start)) {
    yield Result.flatMap(
      Result.mapError(JsonText.extentOf(text, offset), (fault) => broken(text, offset, fault)),
      (extent) => toDocument(text, offset, extent),
    )
  }
}

/** Whether what begins at an offset is an array that begins with a page or an array. */
const isListOfLists = (text: string, start: number): boolean => {
  if (text.charAt(start) !== "[") return false
  for (const [, first] of JsonText.children(text, start)) {
    if (text.charAt(first) === "[") return true
    for (const [name] of JsonText.children(text, first)) {
      if (name === "RouteServerPeers") return true
    }
    return false
  }
  return false
}

/** Whether something is found in what may be no JSON further on. */
const isFound = (look: () => boolean): boolean => {
  try {
    return look()
  } catch {
    return false
  }
}

/** Whether the list of peers comes first in an object that is a page or a peer. */
const isPage = (text: string, start: number): boolean => {
  for (const [name] of JsonText.children(text, start)) {
    if (name === "RouteServerPeers") return true
    if (name === "RouteServerPeerId") return false
  }
  return false
}

/** Where the peer begins that a fault is in, if it is in one. */
const peerAround = (
  text: string,
  start: number,
  { around, path }: JsonText.Fault,
): number | undefined => {
  const level = Number(isFound(() => isListOfLists(text, start)))
  const part = around[level]
  if (part === undefined) return undefined
  if (text.charAt(part) === "[") return around[level + 1]
  if (!isFound(() => isPage(text, part))) return part
  return path[level] === "RouteServerPeers" ? around[level + 2] : undefined
}

const broken = (text: string, start: number, fault: JsonText.Fault): Fixture.FixtureError => {
  const isEnd = fault.offset >= text.trimEnd().length
  const found = isEnd
    ? `the text ends within the value that begins on line ${JsonText.positionOf(text, start).line}`
    : `found '${String.fromCodePoint(text.codePointAt(fault.offset) ?? 0)}'`
  const peer = peerAround(text, start, fault)
  const id =
    peer === undefined
      ? undefined
      : /"RouteServerPeerId"\s*:\s*"([^"\\]*)"/.exec(text.slice(peer, fault.offset))?.[1]
  return errorAt(
    JsonText.positionOf(text, fault.offset),
    fault.isJson ? fault.rule : `broken JSON: ${fault.rule}; ${found}`,
    fault.path,
    id,
  )
}

const toDocument = (
  text: string,
  start: number,
  { end, depth, inexact }: JsonText.Extent,
): Result.Result<Document, Fixture.FixtureError> =>
  Result.gen(function* () {
    const failAt = (offset: number, fault: string, path?: JsonText.Path) =>
      Result.fail(errorAt(JsonText.positionOf(text, offset), fault, path))
    const json = text.slice(start, end)
    const value: unknown = JSON.parse(json)
    const form = yield* formOf(text, start, value)
    const peers = peersIn(form, value, json)
    const tooDeep = depth > DEEPEST ? peers.findIndex((peer) => isDeeper(peer, DEEPEST)) : -1
    if (tooDeep >= 0 || depth > DEEPEST + LEVELS_OF_PAGE) {
      const path = tooDeep >= 0 ? pathOf(form, tooDeep) : []
      return yield* failAt(
        JsonText.offsetOf(text, start, path),
        `expected values nested at most ${DEEPEST} levels deep`,
        path,
      )
    }
    if (inexact === undefined) return { ...form, start, peers, exactPeers: peers }
    const exact = jsonNumber.parseExactly(json)
    if (exact === undefined) return yield* failAt(inexact, ROUNDED)
    return { ...form, start, peers, exactPeers: peersIn(form, exact, json) }
  })

const formOf = (
  text: string,
  start: number,
  value: unknown,
): Result.Result<Form, Fixture.FixtureError> => {
  if (Array.isArray(value)) return Result.succeed({ list: [] })
  const isPage = has(value, "RouteServerPeers")
  const isPeer = has(value, "RouteServerPeerId")
  if (isPage === isPeer) {
    const found = isPage ? "both in one" : describe(value)
    return Result.fail(errorAt(JsonText.positionOf(text, start), `${EXPECTED}, found ${found}`))
  }
  if (!isPage) return Result.succeed({ list: undefined })
  // The peers are read one by one; here it counts only that they are a list.
  const envelope = {
    RouteServerPeers: Array.isArray(value.RouteServerPeers) ? [] : value.RouteServerPeers,
    ...(has(value, "NextToken") ? { NextToken: value.NextToken } : {}),
  }
  return Result.mapBoth(readEnvelope(envelope), {
    onFailure: ({ fault, path }) =>
      errorAt(JsonText.positionOf(text, JsonText.offsetOf(text, start, path)), fault, path),
    onSuccess: ({ NextToken }) => ({ list: ["RouteServerPeers"], nextToken: NextToken ?? "" }),
  })
}

const has = <Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)

const describe = (value: unknown): string => {
  if (value === null) return "null"
  if (typeof value !== "object") return `a ${typeof value}`
  const names = Object.keys(value)
  if (names.length === 0) return "an object without members"
  return `an object with ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`
}

const isDeeper = (value: unknown, levels: number): boolean => {
  if (typeof value !== "object" || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}

const readExactly = (
  { exactPeers, peers }: Document,
  index: number,
): Result.Result<RouteServerPeer.RouteServerPeer, Omit<UnreadableValue, "cause">> => {
  const read = readPeer(peers[index])
  if (exactPeers === peers || Result.isFailure(read)) return read
  // It may be what it should be only because JavaScript can't hold what is written.
  return Result.mapError(readPeer(exactPeers[index]), ({ path }) => ({ path, fault: ROUNDED }))
}

/** The offsets of the peers of a document, which have to be asked for in their order. */
const offsetsIn = (text: string, { list, start }: Document): ((index: number) => number) => {
  if (list === undefined) return () => start
  const elements = JsonText.children(text, JsonText.offsetOf(text, start, list))
  let reached = -1
  let offset = start
  return (index) => {
    for (; reached < index; reached += 1) offset = elements.next().value?.[1] ?? offset
    return offset
  }
}

/** Where a peer stands: in which value of the text, and where in it. */
interface Place {
  readonly start: number
  readonly path: JsonText.Path
}

const duplicate = (
  text: string,
  id: string,
  earlier: Place,
  later: Place,
): Fixture.FixtureError => {
  const position = ({ path, start }: Place) =>
    JsonText.positionOf(text, JsonText.offsetOf(text, start, path))
  const fault = `a peer with this ID stands on line ${position(earlier).line} already`
  return errorAt(position(later), fault, later.path, id)
}

/** Reads a fixture as a whole. */
export const decodeWhole = (
  text: string,
  { unreadable = "fail" }: Fixture.Options = {},
): Result.Result<Fixture.Fixture, Fixture.FixtureError> => {
  const peers: Array<RouteServerPeer.RouteServerPeer> = []
  const faulty: Array<Fixture.FixtureError> = []
  const places = new Map<string, Place>()
  let position: JsonText.Position | undefined
  let isEmpty = true
  let isPartial = false
  for (const found of documents(text)) {
    if (Result.isFailure(found)) return Result.fail(found.failure)
    const document = found.success
    isEmpty = false
    if (document.nextToken !== undefined) isPartial = document.nextToken !== ""
    const offsetOf = offsetsIn(text, document)
    for (const [index, input] of document.peers.entries()) {
      const place = { start: document.start, path: pathOf(document, index) }
      const peer = readExactly(document, index)
      if (Result.isFailure(peer)) {
        const { fault, path } = peer.failure
        position = JsonText.positionOf(
          text,
          JsonText.offsetOf(text, offsetOf(index), path),
          position,
        )
        const error = errorAt(position, fault, [...place.path, ...path], idOf(input))
        if (unreadable === "fail") return Result.fail(error)
        faulty.push(error)
        continue
      }
      const id = peer.success.RouteServerPeerId
      const earlier = places.get(id)
      if (earlier !== undefined) return Result.fail(duplicate(text, id, earlier, place))
      places.set(id, place)
      peers.push(peer.success)
    }
  }
  return isEmpty
    ? Result.fail(new Fixture.FixtureError({ fault: `it is empty; ${EXPECTED}` }))
    : Result.succeed({ peers, unreadable: faulty, isPartial })
}
