/**
 * From EC2's XML to the JSON form of the result that the AWS CLI prints.
 *
 * Nothing is judged here and nothing is dropped: an element that is not what it
 * should be becomes a value that the schema of the result refuses, so the
 * refusal names the path and the peer. Elements that are not known are kept
 * under AWS's spelling, as text, lists of `item` and structures.
 */
import type { XmlElement } from "./xml.ts"

type Shape =
  | { readonly kind: "text" | "number" | "unknown" }
  | { readonly kind: "list"; readonly item: Shape }
  | { readonly kind: "structure"; readonly members: ReadonlyMap<string, Member> }

interface Member {
  readonly name: string
  readonly shape: Shape
}

const text: Shape = { kind: "text" }
const number: Shape = { kind: "number" }
const unknown: Shape = { kind: "unknown" }
const list = (item: Shape): Shape => ({ kind: "list", item })

const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** A structure whose members go by their element's name, capitalized, unless another is given. */
const structure = (members: Readonly<Record<string, Shape | readonly [string, Shape]>>): Shape => ({
  kind: "structure",
  members: new Map(
    Object.entries(members).map(([element, member]) => {
      const [name, shape] = "kind" in member ? [capitalize(element), member] : member
      return [element, { name, shape }]
    }),
  ),
})

const peer = structure({
  routeServerPeerId: text,
  routeServerEndpointId: text,
  routeServerId: text,
  vpcId: text,
  subnetId: text,
  state: text,
  failureReason: text,
  endpointEniId: text,
  endpointEniAddress: text,
  peerAddress: text,
  bgpOptions: structure({ peerAsn: number, peerLivenessDetection: text }),
  bgpStatus: structure({ status: text }),
  bfdStatus: structure({ status: text }),
  tagSet: ["Tags", list(structure({ key: text, value: text }))],
})

const result = structure({
  routeServerPeerSet: ["RouteServerPeers", list(peer)],
  nextToken: text,
})

/** Whether a text is something else than what XML takes for white space. */
const isStray = (text: string): boolean => /[^ \t\r\n]/.test(text)

/** Whether all that there is of an element is its text. */
const isText = ({ children }: XmlElement): boolean => children.length === 0

const put = (target: Record<string, unknown>, name: string, value: unknown): void => {
  if (name === "__proto__") {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true })
  } else {
    target[name] = value
  }
}

const readStructure = (
  element: XmlElement,
  members?: ReadonlyMap<string, Member>,
): Readonly<Record<string, unknown>> | string => {
  const stray = isStray(element.text)
  if (stray && (isText(element) || members !== undefined)) return element.text
  const value: Record<string, unknown> = {}
  // An element that comes again makes a list of its values, which the schema of a known one refuses.
  const repeated = new Map<string, Array<unknown>>()
  for (const child of element.children) {
    const member = members?.get(child.name)
    const name = member?.name ?? capitalize(child.name)
    const next = read(child, member?.shape ?? unknown)
    if (!Object.hasOwn(value, name)) {
      put(value, name, next)
      continue
    }
    const all = repeated.get(name)
    if (all === undefined) {
      const both = [value[name], next]
      repeated.set(name, both)
      put(value, name, both)
    } else {
      all.push(next)
    }
  }
  if (stray) put(value, "#text", element.text)
  return value
}

const isList = ({ children, text }: XmlElement): boolean =>
  !isStray(text) && children.every(({ name }) => name === "item")

const read = (element: XmlElement, shape: Shape): unknown => {
  switch (shape.kind) {
    case "structure":
      return readStructure(element, shape.members)
    case "list":
      return isList(element)
        ? element.children.map((item) => read(item, shape.item))
        : readStructure(element)
    case "number":
      return isText(element) && /^[0-9]+$/.test(element.text)
        ? Number(element.text)
        : read(element, unknown)
    case "text":
    case "unknown":
      if (isText(element)) return element.text
      return isList(element)
        ? element.children.map((item) => read(item, unknown))
        : readStructure(element)
  }
}

const isEmpty = (element: XmlElement): boolean => isText(element) && element.text === ""

/**
 * The JSON form of a result, from the element that holds it. An absent list of
 * peers is empty and an empty token is none, as the SDKs read them (run); the
 * ID of the request is no part of the result.
 */
export const readResult = (element: XmlElement): unknown => {
  const tokens = element.children.filter(({ name }) => name === "nextToken")
  const children = element.children.filter(
    (child) =>
      child.name !== "requestId" &&
      !(child.name === "nextToken" && tokens.length === 1 && isEmpty(child)),
  )
  if (!children.some(({ name }) => name === "routeServerPeerSet")) {
    children.push({ name: "routeServerPeerSet", children: [], text: "" })
  }
  return read({ ...element, children }, result)
}
