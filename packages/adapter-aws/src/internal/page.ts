/**
 * From EC2's XML to the JSON form of the result that the AWS CLI prints.
 *
 * Nothing is judged here and nothing is dropped: an element that is not what it
 * should be becomes a value that the schema of the result refuses, so the
 * refusal names the path and the peer. Elements that are not known are kept
 * under AWS's spelling, as text, lists of `item` and structures.
 */
import { DescribeRouteServerPeers, Shape } from "@route-server/core"
import type { XmlElement } from "./xml.ts"

type Read = (element: XmlElement) => unknown

type Members = ReadonlyMap<string, { readonly name: string; readonly read: Read }>

/** Whether a text is something else than what XML takes for white space. */
const isStray = (text: string): boolean => /[^ \t\r\n]/.test(text)

/** Whether all that there is of an element is its text. */
const isText = ({ children }: XmlElement): boolean => children.length === 0

const isList = ({ children, text }: XmlElement): boolean =>
  !isStray(text) && children.every(({ name }) => name === "item")

const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const put = (target: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === "__proto__") {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true })
  } else {
    target[name] = value
  }
}

const readStructure = (element: XmlElement, members?: Members): unknown => {
  const stray = isStray(element.text)
  if (stray && (isText(element) || members !== undefined)) return element.text
  const value: Record<string, unknown> = {}
  // An element that comes again makes a list of its values, which the schema of a known one refuses.
  const repeated = new Map<string, Array<unknown>>()
  for (const child of element.children) {
    const member = members?.get(child.name)
    const name = member?.name ?? capitalize(child.name)
    const next = (member?.read ?? readUnknown)(child)
    const all = repeated.get(name)
    if (all !== undefined) {
      all.push(next)
    } else if (Object.hasOwn(value, name)) {
      const both = [value[name], next]
      repeated.set(name, both)
      put(value, name, both)
    } else {
      put(value, name, next)
    }
  }
  if (stray) put(value, "#text", element.text)
  return value
}

const readUnknown: Read = (element) => {
  if (isText(element)) return element.text
  return isList(element) ? element.children.map(readUnknown) : readStructure(element)
}

/** Reads the value of a shape. */
export const readerOf = (shape: Shape.Shape): Read => {
  switch (shape.kind) {
    case "structure": {
      const members = new Map(
        shape.members.map(({ element, name, shape }) => [element, { name, read: readerOf(shape) }]),
      )
      return (element) => readStructure(element, members)
    }
    case "list": {
      const read = readerOf(shape.item)
      return (element) => (isList(element) ? element.children.map(read) : readStructure(element))
    }
    default: {
      const fromText = Shape.fromText[shape.kind]
      return (element) =>
        (isText(element) ? fromText(element.text) : undefined) ?? readUnknown(element)
    }
  }
}

const read = readerOf(Shape.of(DescribeRouteServerPeers.Result))

/**
 * The JSON form of a result, from the element that holds it. An absent list of
 * peers is empty and an empty token is none, as the SDKs read them (run); the
 * ID of the request is no part of the result.
 */
export const readResult = (element: XmlElement): unknown => {
  const tokens = element.children.filter(({ name }) => name === "nextToken")
  const isNoToken =
    tokens.length === 1 && tokens.every((token) => isText(token) && token.text === "")
  const children = element.children.filter(
    ({ name }) => name !== "requestId" && !(name === "nextToken" && isNoToken),
  )
  if (!children.some(({ name }) => name === "routeServerPeerSet")) {
    children.push({ name: "routeServerPeerSet", children: [], text: "" })
  }
  return read({ ...element, children })
}
