/**
 * The two documents that the endpoint answers: a page of peers, and an error.
 *
 * Elements stand in the order of the service model, without indentation (docs).
 * Which there are is told by core's schema.
 */
import { DescribeRouteServerPeers, ServiceError, Shape } from "@route-server/core"
import { Predicate, Result } from "effect"
import * as XmlText from "./XmlText.ts"

const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/"

/** The length of a chunk, in characters, but for the last one: what is made in a fraction of a millisecond. */
const CHUNK = 32_768

/** The characters that are made in the time in which a length that is known is looked up. */
const LOOK_UP = 32

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

const START = `${DECLARATION}<DescribeRouteServerPeersResponse xmlns="${NAMESPACE}">`

const END = "</DescribeRouteServerPeersResponse>"

/** A list is written item by item. */
const members = Shape.of(DescribeRouteServerPeers.Result).members.map(
  ({ name, element, shape }) => ({
    name,
    element,
    write: elementWriter(element, writer(shape, `.${name}`)),
    writeItem: shape.kind === "list" ? elementWriter("item", writer(shape.item, "")) : undefined,
  }),
)

type Written = Result.Result<string, ServiceError.InternalError>

/** What is written in one go. */
interface Part {
  /** The peer that it is, if it is one. */
  readonly peer?: object
  readonly write: () => Written
}

const markup = (xml: string): Part => ({ write: () => Result.succeed(xml) })

const written = (whose: string, write: (report: Report) => string): Written => {
  let fault: string | undefined
  const xml = write((path, character) => {
    fault ??= `${path.slice(1)} ${whose} holds ${character}`
  })
  if (fault === undefined) return Result.succeed(xml)
  const message = `The answer can't be written: ${fault}, which XML 1.0 can't carry`
  return Result.fail(new ServiceError.InternalError({ message }))
}

function* partsOf(requestId: string, page: DescribeRouteServerPeers.Result): Generator<Part> {
  yield markup(START + XmlText.element("requestId", requestId))
  for (const { name, element, write, writeItem } of members) {
    const value = memberOf(page, name)
    if (value === undefined) continue
    if (writeItem === undefined || !Array.isArray(value) || value.length === 0) {
      yield { write: () => written("of the page", (report) => write(value, report)) }
      continue
    }
    yield markup(`<${element}>`)
    for (const peer of value) {
      const whose = `of the route server peer '${peer.RouteServerPeerId}'`
      yield { peer, write: () => written(whose, (report) => writeItem(peer, report)) }
    }
    yield markup(`</${element}>`)
  }
  yield markup(END)
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
export function* chunks(
  requestId: string,
  page: DescribeRouteServerPeers.Result,
): Generator<Result.Result<Uint8Array, ServiceError.InternalError>> {
  let chunk = ""
  for (const { write } of partsOf(requestId, page)) {
    const part = write()
    if (Result.isFailure(part)) return yield Result.fail(part.failure)
    chunk += part.success
    if (chunk.length < CHUNK) continue
    yield Result.succeed(encoder.encode(chunk))
    chunk = ""
  }
  yield Result.succeed(encoder.encode(chunk))
}

/** The lengths of peers that have been written before, in bytes. */
const known = new WeakMap<object, number>()

/** The length of a page in bytes, chunk by chunk, or why it can't be written. */
export function* lengths(
  requestId: string,
  page: DescribeRouteServerPeers.Result,
): Generator<Result.Result<number, ServiceError.InternalError>> {
  let [bytes, work] = [0, 0]
  for (const { peer, write } of partsOf(requestId, page)) {
    const before = peer && known.get(peer)
    bytes += before ?? 0
    work += LOOK_UP
    if (before === undefined) {
      const part = write()
      if (Result.isFailure(part)) return yield Result.fail(part.failure)
      const { length } = encoder.encode(part.success)
      if (peer !== undefined) known.set(peer, length)
      bytes += length
      work += length
    }
    if (work < CHUNK) continue
    yield Result.succeed(bytes)
    ;[bytes, work] = [0, 0]
  }
  yield Result.succeed(bytes)
}

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
