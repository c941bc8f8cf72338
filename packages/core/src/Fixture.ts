/**
 * Fixtures: route server peers out of a text, in any form in which answers of
 * the AWS CLI are kept.
 *
 * - a page, `{"RouteServerPeers": […], "NextToken": …}`, or several one after
 *   the other
 * - a peer a line (ndjson), or a page a line
 * - an array of peers, as `--query RouteServerPeers` prints it
 * - an array of pages or of such arrays, as `jq -s` makes it
 *
 * and any mixture of these. A text without any of them is no fixture: it is what
 * a command leaves that failed.
 *
 * A member that is null is absent if the AWS reference has it: JSON of programs in
 * Go, for one, shows so what an answer does not have. (An answer of EC2 is XML, which
 * has no null.) A peer without an ID is none, and a null that stands for the list of
 * peers is refused.
 *
 * Members of a page besides RouteServerPeers and NextToken, such as the
 * ResponseMetadata of boto3, tell of the call and are left out. All members of
 * peers are kept, known or not, and their numbers are kept to the last digit.
 *
 * **Example** (Peers out of what the AWS CLI printed)
 *
 * ```ts
 * import { Fixture } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const text = `{"RouteServerPeers": [
 *   {"RouteServerPeerId": "rsp-1", "State": "available"},
 *   {"RouteServerPeerId": "rsp-2", "State": 7}
 * ]}`
 *
 * const error = await Effect.runPromise(Effect.flip(Fixture.decode(text)))
 *
 * error.message // => "3:43: rsp-2: RouteServerPeers[1].State: Expected string, got 7"
 * error.path // => ["RouteServerPeers", 1, "State"]
 *
 * const fixture = await Effect.runPromise(Fixture.decode(text, { unreadable: "report" }))
 *
 * fixture.peers.map((peer) => peer.RouteServerPeerId) // => ["rsp-1"]
 * fixture.unreadable.map((error) => error.routeServerPeerId) // => ["rsp-2"]
 * ```
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Unreadable } from "./DescribeRouteServerPeersResult.ts"
import { abbreviate } from "./internal/characters.ts"
import * as jsonNumber from "./internal/jsonNumber.ts"
import { formatPath } from "./internal/path.ts"
import { idOf, readEnvelope, readPeer, type UnreadableValue } from "./internal/readResult.ts"
import * as JsonText from "./JsonText.ts"
import { RouteServerPeer } from "./RouteServerPeer.ts"
import * as Shape from "./Shape.ts"

/** The length, in characters, beyond which a part of a message is cut. */
const LONGEST_PART = 300

/**
 * A fixture that can't be understood, or a peer in one.
 *
 * @category errors
 */
export class FixtureError extends Schema.TaggedError<FixtureError>()("FixtureError", {
  /** What was expected and what was there, without the place. */
  fault: Schema.String,
  /** The line, from 1; absent where the text as a whole is at fault. */
  line: Schema.optionalKey(Schema.Int),
  /** The column, from 1, in Unicode characters. */
  column: Schema.optionalKey(Schema.Int),
  /** The ID of the peer that is at fault, if it is known. */
  routeServerPeerId: Schema.optionalKey(Schema.String),
  /** The path within the page, the array or the peer; empty for the whole. */
  path: Schema.Array(Schema.Union([Schema.String, Schema.Int])).pipe(
    Schema.withConstructorDefault(Effect.succeed([])),
  ),
}) {
  /** The line and the column, the peer, the path and what is wrong, each as far as it is known. */
  override get message(): string {
    const { column, fault, line, path, routeServerPeerId } = this
    const place = [line, column].filter((number) => number !== undefined).join(":")
    return [place, routeServerPeerId ?? "", formatPath(path), fault]
      .filter((part) => part !== "")
      .map((part) => abbreviate(part, LONGEST_PART))
      .join(": ")
  }
}

/**
 * What a fixture holds.
 *
 * @category models
 */
export interface Fixture {
  /** All peers, in the order of the text. */
  readonly peers: ReadonlyArray<RouteServerPeer>
  /** The peers that can't be understood, in the order of the text; none, unless these were to be reported. */
  readonly unreadable: ReadonlyArray<FixtureError>
  /** Whether the last page has a NextToken: the text is then only a part of a listing. */
  readonly isPartial: boolean
}

/**
 * How to read a fixture.
 *
 * @category models
 */
export interface Options {
  /**
   * What becomes of a peer that can't be understood: it fails the fixture, or it
   * is left out and reported. Default: `fail`.
   */
  readonly unreadable?: Unreadable | undefined
}

/** The depth of nesting beyond which a peer could not be printed again. */
const DEEPEST = 100

/** The page, and the list in it, in which a peer stands. */
const LEVELS_OF_PAGE = 2

/** What may stand at the top level. */
const EXPECTED =
  "expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers"

/** Of a number that JavaScript would change. */
const ROUNDED = "expected a number with no more digits than JavaScript can hold"

/** Peers that are decoded before an interruption can take effect. */
const BATCH = 1000

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

const shape = Shape.of(RouteServerPeer)

/** A value of a shape without the optional members of it that are null. */
const dropNulls = (value: unknown, shape: Shape.Shape): unknown => {
  if (shape.kind === "list") {
    return Array.isArray(value) ? value.map((item) => dropNulls(item, shape.item)) : value
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
): FixtureError =>
  new FixtureError({
    fault,
    line,
    column,
    path,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
  })

/** The values at the top level, one after the other, up to the first that is at fault. */
function* documents(text: string): Generator<Result.Result<Document, FixtureError>> {
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
): Generator<Result.Result<Document, FixtureError>> {
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

const broken = (text: string, start: number, fault: JsonText.Fault): FixtureError => {
  const isEnd = fault.offset >= text.trimEnd().length
  const found = isEnd
    ? `the text ends within the value that begins on line ${JsonText.positionOf(text, start).line}`
    : `found '${String.fromCodePoint(text.codePointAt(fault.offset) ?? 0)}'`
  const depth = fault.path[0] === "RouteServerPeers" ? 2 : text.charAt(start) === "[" ? 1 : 0
  const peer = fault.around[depth]
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
): Result.Result<Document, FixtureError> =>
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

const formOf = (text: string, start: number, value: unknown): Result.Result<Form, FixtureError> => {
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
): Result.Result<RouteServerPeer, Omit<UnreadableValue, "cause">> => {
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

const duplicate = (text: string, id: string, earlier: Place, later: Place): FixtureError => {
  const position = ({ path, start }: Place) =>
    JsonText.positionOf(text, JsonText.offsetOf(text, start, path))
  const fault = `a peer with this ID stands on line ${position(earlier).line} already`
  return errorAt(position(later), fault, later.path, id)
}

/** Reads a fixture in steps, each of which takes little time. */
function* steps(
  text: string,
  { unreadable = "fail" }: Options,
): Generator<void, Result.Result<Fixture, FixtureError>> {
  const peers: Array<RouteServerPeer> = []
  const faulty: Array<FixtureError> = []
  const places = new Map<string, Place>()
  let position: JsonText.Position | undefined
  let isEmpty = true
  let isPartial = false
  let read = 0
  for (const found of documents(text)) {
    if (Result.isFailure(found)) return Result.fail(found.failure)
    const document = found.success
    isEmpty = false
    if (document.nextToken !== undefined) isPartial = document.nextToken !== ""
    const offsetOf = offsetsIn(text, document)
    for (const [index, input] of document.peers.entries()) {
      read += 1
      if (read % BATCH === 0) yield
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
    ? Result.fail(new FixtureError({ fault: `it is empty; ${EXPECTED}` }))
    : Result.succeed({ peers, unreadable: faulty, isPartial })
}

/**
 * Reads a fixture, with pauses in which other fibers run and an interruption can
 * take effect.
 *
 * **Details**
 *
 * Nothing in it is skipped: what is neither page nor peer, a peer that can't be
 * understood, a second peer with the same ID and a second member with the same
 * name each fail it with a {@link FixtureError}. With `unreadable: "report"`
 * peers that can't be understood are left out and told in the result, and all
 * else fails it still.
 *
 * A number that JavaScript can't hold is kept as it is written, which
 * {@link literalOf} tells; where the engine has no `JSON.rawJSON`, it fails the
 * fixture.
 *
 * @category decoding
 */
export const decode = Effect.fnUntraced(function* (text: string, options: Options = {}) {
  const reading = steps(text, options)
  for (;;) {
    const step = reading.next()
    if (step.done) return yield* Effect.fromResult(step.value)
    yield* Effect.yieldNow
  }
})

/**
 * Reads a fixture at once, as {@link decode} does.
 *
 * @category decoding
 */
export const decodeResult = (
  text: string,
  options: Options = {},
): Result.Result<Fixture, FixtureError> => {
  const reading = steps(text, options)
  for (;;) {
    const step = reading.next()
    if (step.done) return step.value
  }
}

/**
 * What was written for a number that JavaScript can't hold and that a peer of a
 * fixture therefore keeps as it was written; `undefined` for any other value.
 * `JSON.stringify` writes it so by itself.
 *
 * **Example** (The last digit of a member that is not known yet)
 *
 * ```ts
 * import { Fixture } from "@route-server/core"
 * import { Result } from "effect"
 *
 * const text = `{"RouteServerPeerId":"rsp-1","Routes":12345678901234567890}`
 * const [peer] = Result.getOrThrow(Fixture.decodeResult(text)).peers
 *
 * JSON.stringify(peer) // => text
 * Object.values(peer ?? {}).map(Fixture.literalOf) // => [undefined, "12345678901234567890"]
 * ```
 *
 * @category decoding
 */
export const literalOf: (value: unknown) => string | undefined = jsonNumber.literalOf
