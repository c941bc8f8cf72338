/**
 * The two documents that the endpoint answers: a page of peers, and an error.
 *
 * Elements stand in the order of the service model, without indentation (docs).
 * Which there are is told by core's schema.
 */
import { DescribeRouteServerPeers, RouteServerPeer, ServiceError, Shape } from "@route-server/core"
import { Predicate, Result } from "effect"
import * as XmlText from "./XmlText.ts"

const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`

const NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/"

/** The length of a chunk, in characters, but for the last one: what is made in a fraction of a millisecond. */
const CHUNK = 32_768

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

/** Some of a document in UTF-8, or why it can't be written. */
export type Chunk = Result.Result<Uint8Array, ServiceError.InternalError>

const cantBeWritten = (fault: string): Result.Result<never, ServiceError.InternalError> =>
  Result.fail(
    new ServiceError.InternalError({
      message: `The answer can't be written: ${fault}, which XML 1.0 can't carry`,
    }),
  )

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
): Generator<Chunk> {
  let fault: string | undefined
  const reporting =
    (whose: () => string): Report =>
    (path, character) => {
      fault ??= `${path.slice(1)} ${whose()} holds ${character}`
    }
  const reportPage = reporting(() => "of the page")
  let xml = START + XmlText.element("requestId", requestId)
  for (const { name, element, write, writeItem } of members) {
    const value = memberOf(result, name)
    if (value === undefined) continue
    if (writeItem === undefined || !Array.isArray(value) || value.length === 0) {
      xml += write(value, reportPage)
      continue
    }
    xml += `<${element}>`
    for (const peer of value) {
      const reportPeer = reporting(() => `of the route server peer '${peer.RouteServerPeerId}'`)
      xml += writeItem(peer, reportPeer)
      if (fault !== undefined) return yield cantBeWritten(fault)
      if (xml.length < CHUNK) continue
      yield Result.succeed(encoder.encode(xml))
      xml = ""
    }
    xml += `</${element}>`
  }
  yield fault === undefined ? Result.succeed(encoder.encode(xml + END)) : cantBeWritten(fault)
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
  let fault: string | undefined
  const xml = writePeer(each, (path, character) => {
    fault ??= `${path.slice(1)} of the route server peer '${each.RouteServerPeerId}' holds ${character}`
  })
  return fault === undefined
    ? Result.succeed(start(action) + XmlText.element("requestId", requestId) + xml + end(action))
    : cantBeWritten(fault)
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
