/**
 * The two documents that the endpoint answers: a page of peers, and an error.
 *
 * Elements stand in the order of the service model, without indentation (docs).
 * Which there are is told by core's schema.
 */
import { DescribeRouteServerPeers, RouteServerPeer, ServiceError, Shape } from "@route-server/core"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Bytes from "./Bytes.ts"
import * as XmlText from "./XmlText.ts"

const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`

/** The version of the EC2 API that has the action (model). */
export const VERSION = "2016-11-15"

const NAMESPACE = `http://ec2.amazonaws.com/doc/${VERSION}/`

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

const whose = ({ RouteServerPeerId }: RouteServerPeer.RouteServerPeer): string =>
  `the route server peer '${RouteServerPeerId}'`

const cantBeWritten = ({ path, character }: Fault, whose: string) =>
  Result.fail(
    new ServiceError.InternalError({
      message: `The answer can't be written: ${path.slice(1)} of ${whose} holds ${character}, which XML 1.0 can't carry`,
    }),
  )

/** What was written of a peer, or a text around the peers. */
type Part = Bytes.Kept | string

/** A part as text. */
export const textOf = (part: Part): string => (typeof part === "string" ? part : Bytes.textOf(part))

/** A part as bytes. */
export const pieceOf = (part: Part): Bytes.Piece =>
  typeof part === "string" ? Bytes.encode(part) : part

/** Some of a document. */
export interface Chunk {
  readonly parts: ReadonlyArray<Part>
  /** Of what was written of peers, in bytes. */
  readonly length: number
  readonly isLast: boolean
}

/** When a chunk is long enough, in bytes. */
export interface ChunkSize {
  /** With what was written for it. */
  readonly written: number
  /** With what had been written before as well. */
  readonly all: number
}

/**
 * Writes a page of peers, chunk by chunk, each when it is asked for, up to the last one.
 *
 * Members that are absent are not written, and neither are members that the
 * service model does not know, since nothing says what their elements are
 * called. A character that XML 1.0 can't carry fails the page and names the
 * peer and the member: a document with it in could not be read, and one
 * without it would be a false answer.
 */
export const page = (
  requestId: string,
  result: DescribeRouteServerPeers.Result,
): ((size: ChunkSize) => Result.Result<Chunk, ServiceError.InternalError>) => {
  // Where the next chunk begins: with a text, at a member, at an item of that.
  let text = START + XmlText.element("requestId", requestId)
  let member = 0
  let item = 0
  let before: Bytes.Kept | undefined
  return (size) => {
    const parts: Array<Part> = []
    let length = 0
    let written = 0
    for (const [at, { name, element, write, writeItem }] of members.entries()) {
      if (at < member) continue
      member = at
      const value = memberOf(result, name)
      if (value === undefined) continue
      if (writeItem === undefined || !Array.isArray(value) || value.length === 0) {
        const attempted = attempt(write, value)
        if (Result.isFailure(attempted)) return cantBeWritten(attempted.failure, "the page")
        text += attempted.success
        continue
      }
      if (item === 0) {
        parts.push(`${text}<${element}>`)
        text = `</${element}>`
      }
      while (item < value.length) {
        const peer = value[item]
        let piece = Bytes.of(peer, before)
        if (piece === undefined) {
          const attempted = attempt(writeItem, peer)
          if (Result.isFailure(attempted)) return cantBeWritten(attempted.failure, whose(peer))
          piece = Bytes.keep(peer, attempted.success)
          written += piece.to - piece.from
        }
        parts.push(piece)
        length += piece.to - piece.from
        before = piece
        item += 1
        if (length >= size.all || written >= size.written) {
          return Result.succeed({ parts, length, isLast: false })
        }
      }
      item = 0
    }
    parts.push(text + END)
    return Result.succeed({ parts, length, isLast: true })
  }
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
