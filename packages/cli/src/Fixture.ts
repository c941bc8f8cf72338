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
 * text without any of them is no fixture: it is what a command leaves that
 * failed.
 *
 * Members of a page besides RouteServerPeers and NextToken, such as the
 * ResponseMetadata of boto3, tell of the call and are left out. All members of
 * peers are kept, known or not, and their numbers are kept to the last digit.
 */
import {
  DescribeRouteServerPeers,
  type PeerSourceError,
  type RouteServerPeer,
} from "@route-server/core"
import { Effect, Result } from "effect"
import { FixtureError } from "./FixtureError.ts"
import { decodeText } from "./FixtureText.ts"
import { parseExactly } from "./JsonNumber.ts"
import * as JsonText from "./JsonText.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What a fixture holds. */
export interface Fixture {
  /** All peers, in the order of the file. */
  readonly peers: ReadonlyArray<Peer>
  /** Whether the last page has a NextToken: the file is then only a part of a listing. */
  readonly isPartial: boolean
}

/** The depth of nesting beyond which a peer could not be printed again. */
const DEEPEST = 100

/** The page, and the list in it, in which a peer stands. */
const LEVELS_OF_PAGE = 2

/** What may stand at the top level. */
const EXPECTED =
  "expected a page (with RouteServerPeers), a peer (with RouteServerPeerId) or a list of peers"

/** Peers that are decoded before an interruption can take effect. */
const BATCH = 1000

/** A value at the top level of the text, and the peers in it. */
interface Document {
  readonly text: string
  /** The offset at which it begins. */
  readonly start: number
  readonly peers: ReadonlyArray<unknown>
  /** The same peers, with the numbers that JavaScript can't hold as they are written. */
  readonly exactPeers: ReadonlyArray<unknown>
  /** The path of the peer at an index. */
  readonly pathOf: (index: number) => JsonText.Path
  /** `undefined` for what is no page, empty for the last page. */
  readonly nextToken: string | undefined
}

/**
 * Reads the bytes of a fixture. Nothing in it is skipped: what is neither page
 * nor peer, a peer that can't be understood, a second peer with the same ID and a
 * second member with the same name each fail it.
 */
export const decode = Effect.fnUntraced(function* (bytes: Uint8Array) {
  const text = yield* Effect.fromResult(decodeText(bytes))
  const peers: Array<Peer> = []
  const places = new Map<string, Place>()
  let isEmpty = true
  let isPartial = false
  let pause = BATCH
  for (const found of documents(text)) {
    const document = yield* Effect.fromResult(found)
    isEmpty = false
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
  if (isEmpty) return yield* new FixtureError({ message: `it is empty; ${EXPECTED}` })
  return { peers, isPartial } satisfies Fixture
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
    yield toDocument(text, start, extent.success)
    at = extent.success.end
  }
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
  return new FixtureError({
    message: fault.isJson ? fault.rule : `broken JSON: ${fault.rule}; ${found}`,
    ...JsonText.positionOf(text, fault.offset),
    routeServerPeerId: id,
    path: JsonText.formatPath(fault.path),
  })
}

const toDocument = (
  text: string,
  start: number,
  { end, depth, isExact }: JsonText.Extent,
): Result.Result<Document, FixtureError> =>
  Result.gen(function* () {
    const json = text.slice(start, end)
    const value: unknown = JSON.parse(json)
    const form = yield* formOf(text, start, value)
    const peers = form.peersOf(value)
    const tooDeep = depth > DEEPEST ? peers.findIndex((peer) => isDeeper(peer, DEEPEST)) : -1
    if (tooDeep >= 0 || depth > DEEPEST + LEVELS_OF_PAGE) {
      const path = tooDeep >= 0 ? form.pathOf(tooDeep) : []
      return yield* Result.fail(
        new FixtureError({
          message: `expected values nested at most ${DEEPEST} levels deep`,
          ...JsonText.positionOf(text, JsonText.offsetOf(text, start, path)),
          path: JsonText.formatPath(path),
        }),
      )
    }
    const exactPeers = isExact ? peers : form.peersOf(parseExactly(json))
    return { text, start, peers, exactPeers, pathOf: form.pathOf, nextToken: form.nextToken }
  })

/** One of the forms that a value at the top level may have. */
interface Form extends Pick<Document, "pathOf" | "nextToken"> {
  readonly peersOf: (value: unknown) => ReadonlyArray<unknown>
}

const list: Form = {
  peersOf: (value) => (Array.isArray(value) ? value : []),
  pathOf: (index) => [index],
  nextToken: undefined,
}

const peer: Form = { peersOf: (value) => [value], pathOf: () => [], nextToken: undefined }

const page = (nextToken: string): Form => ({
  peersOf: (value) => (has(value, "RouteServerPeers") ? list.peersOf(value.RouteServerPeers) : []),
  pathOf: (index) => ["RouteServerPeers", index],
  nextToken,
})

const formOf = (text: string, start: number, value: unknown): Result.Result<Form, FixtureError> => {
  if (Array.isArray(value)) return Result.succeed(list)
  const isPage = has(value, "RouteServerPeers")
  const isPeer = has(value, "RouteServerPeerId")
  if (isPage === isPeer) {
    return Result.fail(
      new FixtureError({
        message: `${EXPECTED}, found ${isPage ? "both in one" : describe(value)}`,
        ...JsonText.positionOf(text, start),
      }),
    )
  }
  if (!isPage) return Result.succeed(peer)
  // The peers are decoded in batches; here it counts only that they are a list.
  const envelope = {
    RouteServerPeers: Array.isArray(value.RouteServerPeers) ? [] : value.RouteServerPeers,
    ...(has(value, "NextToken") ? { NextToken: value.NextToken } : {}),
  }
  return Result.mapBoth(DescribeRouteServerPeers.decodeResult(envelope), {
    onFailure: (error) => refused(text, start, error, error.path),
    onSuccess: ({ NextToken = "" }) => page(NextToken),
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

const decodeBatch = (
  { text, start, peers, exactPeers, pathOf }: Document,
  first: number,
): Result.Result<ReadonlyArray<Peer>, FixtureError> =>
  Result.gen(function* () {
    const decodePeers = (all: ReadonlyArray<unknown>) =>
      DescribeRouteServerPeers.decodeResult({ RouteServerPeers: all.slice(first, first + BATCH) })
    const pathTo = ({ path }: PeerSourceError.MalformedResponse): JsonText.Path => {
      const [, index, ...rest] = path
      return [...pathOf(first + Number(index)), ...rest]
    }
    const decoded = yield* Result.mapError(decodePeers(peers), (error) =>
      refused(text, start, error, pathTo(error)),
    )
    if (exactPeers === peers) return decoded.RouteServerPeers
    const exact = yield* Result.mapError(decodePeers(exactPeers), (error) =>
      inexact(text, start, error, pathTo(error)),
    )
    return exact.RouteServerPeers
  })

const refused = (
  text: string,
  start: number,
  error: PeerSourceError.MalformedResponse,
  path: JsonText.Path,
): FixtureError =>
  new FixtureError({
    message: error.reason._tag === "InvalidResult" ? error.reason.fault : error.message,
    ...JsonText.positionOf(text, JsonText.offsetOf(text, start, path)),
    routeServerPeerId: error.routeServerPeerId,
    path: JsonText.formatPath(path),
  })

/** For a number that is what it should be only because JavaScript can't hold what is written. */
const inexact = (
  text: string,
  start: number,
  { routeServerPeerId }: PeerSourceError.MalformedResponse,
  path: JsonText.Path,
): FixtureError =>
  new FixtureError({
    message: "expected a number with no more digits than JavaScript can hold",
    ...JsonText.positionOf(text, JsonText.offsetOf(text, start, path)),
    routeServerPeerId,
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
