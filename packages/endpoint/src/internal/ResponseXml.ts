/**
 * The two documents that the endpoint answers: a page of peers, and an error.
 *
 * Elements stand in the order of the service model, without indentation (docs).
 * Which there are is told by core's schema.
 */
import { DescribeRouteServerPeers, RouteServerPeer, ServiceError, Shape } from "@route-server/core"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as XmlText from "./XmlText.ts"

const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/"

/** The least length of a chunk, in bytes, but for the last one: what is made in a fraction of a millisecond. */
const CHUNK = 65_536

/** How many bytes of peers that were written are kept: some 35,000 peers. */
const MOST_KEPT = 33_554_432

const encoder = new TextEncoder()

/** Says that the text at a path holds a character that XML 1.0 can't carry. */
type Report = (path: string, character: string) => void

type Write = (value: unknown, report: Report) => string

const memberOf = (value: unknown, name: string): unknown =>
  Predicate.isReadonlyObject(value) ? value[name] : undefined

const elementWriter = (name: string, write: Write): Write => {
  const [start, end, empty] = [`<${name}>`, `</${name}>`, `<${name}/>`]
  return (value, report) => {
    const content = write(value, report)
    return content === "" ? empty : start + content + end
  }
}

const textWriter =
  (path: string): Write =>
  (value, report) => {
    const text = String(value)
    if (XmlText.isPlain(text)) return text
    const character = XmlText.unwritable(text)
    if (character !== undefined) report(path, character)
    return XmlText.escape(text)
  }

const structureWriter = ({ members }: Shape.Structure, path: string): Write => {
  const writers = members.map(({ name, element, shape }) => ({
    name,
    write: elementWriter(element, writer(shape, `${path}.${name}`)),
  }))
  return (value, report) => {
    let xml = ""
    for (const { name, write } of writers) {
      const member = memberOf(value, name)
      if (member !== undefined) xml += write(member, report)
    }
    return xml
  }
}

const listWriter = ({ item }: Shape.List, path: string): Write => {
  const write = elementWriter("item", writer(item, ""))
  return (value, report) =>
    !Array.isArray(value)
      ? ""
      : value
          .map((each, index) =>
            write(each, (rest, character) => report(`${path}[${index}]${rest}`, character)),
          )
          .join("")
}

/** Makes the writer of all values of a shape, for their tags and paths are always the same. */
const writer = (shape: Shape.Shape, path: string): Write => {
  switch (shape.kind) {
    case "structure":
      return structureWriter(shape, path)
    case "list":
      return listWriter(shape, path)
    default:
      return textWriter(path)
  }
}

const start = (action: string) => `${DECLARATION}<${action}Response xmlns="${NAMESPACE}">`

const end = (action: string) => `</${action}Response>`

const START = start("DescribeRouteServerPeers")

const END = end("DescribeRouteServerPeers")

/** A list is written item by item. */
const members = Shape.of(DescribeRouteServerPeers.Result).members.map(
  ({ name, element, shape }) => ({
    name,
    element,
    write: elementWriter(element, writer(shape, `.${name}`)),
    writeItem: shape.kind === "list" ? elementWriter("item", writer(shape.item, "")) : undefined,
  }),
)

/** Why a document can't be written: what is at a path of something in it. */
interface Fault {
  readonly path: string
  readonly character: string
}

/** Writes a value, unless there is a fault in it. */
const attempt = (write: Write, value: unknown): Result.Result<string, Fault> => {
  let fault: Fault | undefined
  const xml = write(value, (path, character) => {
    fault ??= { path, character }
  })
  return fault === undefined ? Result.succeed(xml) : Result.fail(fault)
}

/**
 * What was written of peers, as long as they are there and it is not too much: a source
 * in memory gives the same ones again and again, and a long page is written twice.
 */
let kept = new WeakMap<object, Uint8Array>()
let keptBytes = 0

const keep = (peer: object, bytes: Uint8Array): void => {
  keptBytes += bytes.length
  if (keptBytes > MOST_KEPT) {
    kept = new WeakMap()
    keptBytes = bytes.length
  }
  kept.set(peer, bytes)
}

const whose = ({ RouteServerPeerId }: RouteServerPeer.RouteServerPeer): string =>
  `the route server peer '${RouteServerPeerId}'`

const cantBeWritten = ({ path, character }: Fault, whose: string) =>
  Result.fail(
    new ServiceError.InternalError({
      message: `The answer can't be written: ${path.slice(1)} of ${whose} holds ${character}, which XML 1.0 can't carry`,
    }),
  )

/** Some of a document in UTF-8, in pieces. */
export interface Chunk {
  readonly pieces: ReadonlyArray<Uint8Array>
  /** In bytes. */
  readonly length: number
}

/** A chunk in one piece. */
export const join = ({ pieces, length }: Chunk): Uint8Array => {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/**
 * Writes a page of peers, chunk by chunk, each when it is asked for.
 *
 * Members that are absent are not written, and neither are members that the
 * service model does not know, since nothing says what their elements are
 * called. A character that XML 1.0 can't carry fails the page and names the
 * peer and the member: a document with it in could not be read, and one
 * without it would be a false answer.
 */
export function* page(
  requestId: string,
  result: DescribeRouteServerPeers.Result,
): Generator<Result.Result<Chunk, ServiceError.InternalError>> {
  let pieces: Array<Uint8Array> = []
  let length = 0
  const add = (bytes: Uint8Array): void => {
    pieces.push(bytes)
    length += bytes.length
  }
  add(encoder.encode(START + XmlText.element("requestId", requestId)))
  for (const { name, element, write, writeItem } of members) {
    const value = memberOf(result, name)
    if (value === undefined) continue
    if (writeItem === undefined || !Array.isArray(value) || value.length === 0) {
      const written = attempt(write, value)
      if (Result.isFailure(written)) return yield cantBeWritten(written.failure, "the page")
      add(encoder.encode(written.success))
      continue
    }
    add(encoder.encode(`<${element}>`))
    for (const peer of value) {
      const before = kept.get(peer)
      if (before === undefined) {
        const written = attempt(writeItem, peer)
        if (Result.isFailure(written)) {
          return yield cantBeWritten(written.failure, whose(peer))
        }
        const bytes = encoder.encode(written.success)
        keep(peer, bytes)
        add(bytes)
      } else add(before)
      if (length < CHUNK) continue
      yield Result.succeed({ pieces, length })
      pieces = []
      length = 0
    }
    add(encoder.encode(`</${element}>`))
  }
  add(encoder.encode(END))
  yield Result.succeed({ pieces, length })
}

const writePeer = elementWriter(
  "routeServerPeer",
  writer(Shape.of(RouteServerPeer.RouteServerPeer), ""),
)

/** Writes the answer of an action that tells of one peer. */
export const peer = (
  action: string,
  requestId: string,
  each: RouteServerPeer.RouteServerPeer,
): Result.Result<string, ServiceError.InternalError> => {
  const written = attempt(writePeer, each)
  return Result.isFailure(written)
    ? cantBeWritten(written.failure, whose(each))
    : Result.succeed(
        start(action) + XmlText.element("requestId", requestId) + written.success + end(action),
      )
}

/** Writes the answer of an action that tells no more than that it was done. */
export const done = (action: string, requestId: string): string =>
  start(action) +
  XmlText.element("requestId", requestId) +
  XmlText.element("return", "true") +
  end(action)

/**
 * Writes an error. There is always a way to write one: a character that XML 1.0
 * can't carry, such as one that a message quotes from the request, becomes
 * U+FFFD.
 */
export const error = (
  requestId: string,
  { code, message }: { readonly code: string; readonly message: string },
): string => {
  const leaf = (name: string, text: string) =>
    XmlText.element(name, XmlText.escape(XmlText.replaceUnwritable(text)))
  const inner = XmlText.element("Error", leaf("Code", code) + leaf("Message", message))
  return (
    DECLARATION +
    XmlText.element(
      "Response",
      XmlText.element("Errors", inner) + XmlText.element("RequestID", requestId),
    )
  )
}
