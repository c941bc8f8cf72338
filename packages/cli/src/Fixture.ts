/**
 * Fixtures: route server peers out of a file, in any form in which answers of
 * the AWS CLI are kept.
 *
 * - a page, `{"RouteServerPeers": […], "NextToken": …}`, or several one after
 *   the other
 * - a peer a line (ndjson), or a page a line
 * - an array of peers, as `--query RouteServerPeers` prints it
 *
 * and any mixture of these, in UTF-8 or, with a byte order mark, in UTF-16. A
 * fault names its place; to find that costs time only when there is one.
 */
import {
  decodeDescribeRouteServerPeersResult,
  type PeerSourceError,
  type RouteServerPeer,
} from "@route-server/core"
import { Effect, Result } from "effect"
import { FixtureError } from "./FixtureError.ts"
import { decodeText } from "./FixtureText.ts"
import * as JsonText from "./JsonText.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What a fixture holds. */
export interface Fixture {
  /** All peers, in the order of the file. */
  readonly peers: ReadonlyArray<Peer>
  /** Whether the last page has a NextToken: the file is then only a part of a listing. */
  readonly isPartial: boolean
}

/** The depth of nesting beyond which a value could not be printed again. */
const DEEPEST = 100

/** Peers that are decoded before an interruption can take effect. */
const BATCH = 1000

/** A value at the top level of the text, and the peers in it. */
interface Document {
  readonly text: string
  /** The offset at which it begins. */
  readonly start: number
  readonly peers: ReadonlyArray<unknown>
  /** The path of the peer at an index. */
  readonly pathOf: (index: number) => JsonText.Path
  /** `undefined` for what is no page, empty for the last page. */
  readonly nextToken: string | undefined
}

/**
 * Reads the bytes of a fixture. Nothing in it is skipped: what is neither page
 * nor peer, a peer that can't be understood and a second peer with the same ID
 * each fail it.
 */
export const decode = Effect.fnUntraced(function* (bytes: Uint8Array) {
  const text = yield* Effect.fromResult(decodeText(bytes))
  const peers: Array<Peer> = []
  const places = new Map<string, Place>()
  let isPartial = false
  let pause = BATCH
  for (const found of documents(text)) {
    const document = yield* Effect.fromResult(found)
    if (document.nextToken !== undefined) isPartial = document.nextToken !== ""
    for (let first = 0; first < document.peers.length; first += BATCH) {
      const batch = yield* Effect.fromResult(decodeBatch(document, first))
      for (const [offset, peer] of batch.entries()) {
        const place = { document, index: first + offset }
        const earlier = places.get(peer.RouteServerPeerId)
        if (earlier !== undefined) return yield* duplicate(peer.RouteServerPeerId, earlier, place)
        places.set(peer.RouteServerPeerId, place)
        peers.push(peer)
      }
      if (peers.length >= pause) {
        yield* Effect.yieldNow
        pause = peers.length + BATCH
      }
    }
  }
  return { peers, isPartial } satisfies Fixture
})

/** The values at the top level, one after the other, up to the first that is at fault. */
function* documents(text: string): Generator<Result.Result<Document, FixtureError>> {
  const whole = Result.try((): unknown => JSON.parse(text))
  if (Result.isSuccess(whole)) return yield toDocument(text, 0, whole.success)
  // Files with byte order marks of their own may have been put together into one.
  const between = /[ \t\r\n\ufeff]*/y
  for (let at = 0; ; ) {
    between.lastIndex = at
    between.test(text)
    const start = between.lastIndex
    if (start === text.length) return
    const end = JsonText.endOfValue(text, start)
    if (Result.isFailure(end)) return yield Result.fail(notJson(text, start, end.failure))
    yield toDocument(text, start, JSON.parse(text.slice(start, end.success)))
    at = end.success
  }
}

const notJson = (text: string, start: number, fault: JsonText.Fault): FixtureError => {
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
  return new FixtureError({
    message: `broken JSON: ${fault.rule}; ${found}`,
    ...JsonText.positionOf(text, fault.offset),
    routeServerPeerId: id,
    path: JsonText.formatPath(fault.path),
  })
}

const toDocument = (
  text: string,
  start: number,
  value: unknown,
): Result.Result<Document, FixtureError> => {
  const document = { text, start, nextToken: undefined }
  if (Array.isArray(value)) {
    return Result.succeed({ ...document, peers: value, pathOf: (index) => [index] })
  }
  if (has(value, "RouteServerPeers")) {
    const { NextToken, ...page } = value
    return Result.map(
      Result.mapError(
        decodeDescribeRouteServerPeersResult({
          ...page,
          ...(NextToken === null || NextToken === undefined ? {} : { NextToken }),
          // The peers are decoded in batches; here it counts only that they are a list.
          ...(Array.isArray(value.RouteServerPeers) ? { RouteServerPeers: [] } : {}),
        }),
        (error) => refused(text, start, error, segments(error.path)),
      ),
      (envelope) => ({
        ...document,
        peers: Array.isArray(value.RouteServerPeers) ? value.RouteServerPeers : [],
        pathOf: (index) => ["RouteServerPeers", index],
        nextToken: envelope.NextToken ?? "",
      }),
    )
  }
  if (has(value, "RouteServerPeerId")) {
    return Result.succeed({ ...document, peers: [value], pathOf: () => [] })
  }
  return Result.fail(
    new FixtureError({
      message: `expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers, found ${describe(value)}`,
      ...JsonText.positionOf(text, JsonText.offsetOf(text, start, [])),
    }),
  )
}

const has = <Name extends string>(
  value: unknown,
  name: Name,
): value is Record<Name, unknown> & { NextToken?: unknown } =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)

const describe = (value: unknown): string => {
  if (value === null) return "null"
  if (typeof value !== "object") return `a ${typeof value}`
  const names = Object.keys(value)
  if (names.length === 0) return "an object without members"
  return `an object with ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`
}

const decodeBatch = (
  document: Document,
  first: number,
): Result.Result<ReadonlyArray<Peer>, FixtureError> => {
  const { text, start, peers, pathOf } = document
  const batch = peers.slice(first, first + BATCH)
  const tooDeep = batch.findIndex((peer) => isDeeper(peer, DEEPEST))
  if (tooDeep >= 0) {
    const path = pathOf(first + tooDeep)
    return Result.fail(
      new FixtureError({
        message: `expected values nested at most ${DEEPEST} levels deep`,
        ...JsonText.positionOf(text, JsonText.offsetOf(text, start, path)),
        path: JsonText.formatPath(path),
      }),
    )
  }
  return Result.map(
    Result.mapError(decodeDescribeRouteServerPeersResult({ RouteServerPeers: batch }), (error) => {
      const [, index, ...rest] = segments(error.path)
      const path = [...pathOf(first + Number(index)), ...rest]
      return refused(text, start, error, path)
    }),
    (page) => page.RouteServerPeers,
  )
}

/** The segments of a path that core wrote; it leads through members that core knows by name. */
const segments = (path: string): JsonText.Path =>
  (path.match(/[^.[\]]+/g) ?? []).map((segment) =>
    /^[0-9]+$/.test(segment) ? Number(segment) : segment,
  )

const refused = (
  text: string,
  start: number,
  error: PeerSourceError.MalformedResponse,
  path: JsonText.Path,
): FixtureError =>
  new FixtureError({
    message: error.path === "" ? error.message : error.message.slice(error.path.length + 2),
    ...JsonText.positionOf(text, JsonText.offsetOf(text, start, path)),
    routeServerPeerId: error.routeServerPeerId,
    path: JsonText.formatPath(path),
  })

const isDeeper = (value: unknown, levels: number): boolean => {
  if (typeof value !== "object" || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1))
}

interface Place {
  readonly document: Document
  readonly index: number
}

const duplicate = (id: string, earlier: Place, later: Place): FixtureError => {
  const position = ({ document: { text, start, pathOf }, index }: Place) =>
    JsonText.positionOf(text, JsonText.offsetOf(text, start, pathOf(index)))
  return new FixtureError({
    message: `a peer with this ID stands on line ${position(earlier).line} already`,
    ...position(later),
    routeServerPeerId: id,
    path: JsonText.formatPath(later.document.pathOf(later.index)),
  })
}
