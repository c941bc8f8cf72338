/**
 * A page as EC2 writes it, read in one pass straight into peers.
 *
 * EC2's answer has one form: the elements of the service model in its order, without
 * attributes but for the namespace, each once or not at all. To read just that is a
 * matter of looking what comes next, and takes a fraction of the time of a tree. A
 * document that deviates from it anywhere (in a comment, an element that is not known or
 * comes in another order or again, an entity that XML does not have, a character that
 * it forbids, a number that is none) is not read here at all, but as a whole by the
 * general reader: it says what is lost on nobody, and what is wrong.
 */
import { DescribeRouteServerPeers, Shape } from "@route-server/core"
import { own } from "./xml.ts"

/** What a document of the form says. */
export interface PlainPage {
  /** The JSON form of the result. */
  readonly input: unknown
  readonly requestId: string | undefined
  /** How many elements there are. */
  readonly elements: number
}

/** In bytes; what is longer is left to the general reader, which lets others have their turn. */
const LONGEST = 4_194_304

/** Thrown where a document deviates from the form; without a stack it costs next to nothing. */
const deviation = new Error("The document is not of EC2's own form")

const ROOT =
  /^(?:<\?xml version="1\.0" encoding="(?:UTF-8|utf-8)"\?>)?[ \t\n]*<DescribeRouteServerPeersResponse xmlns="[^"<&]*">/

const END = "</DescribeRouteServerPeersResponse>"

/** What no XML may hold, a carriage return, which is read as another character, and the end of a section. */
const FORBIDDEN = /[^\t\n\x20-\ufffd]|\]\]>/

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));|&/g

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
}

const CHARACTER = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]$/u

const referred = (_: string, entity?: string, decimal?: string, hexadecimal = ""): string => {
  if (entity !== undefined) return ENTITIES[entity] ?? ""
  const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal)
  const character = String.fromCodePoint(code)
  if (!CHARACTER.test(character)) throw deviation
  return character
}

/** A document and how far it is read. */
class Cursor {
  readonly xml: string
  at: number
  elements = 1
  /** Where the next reference is, if there is one. */
  #reference: number

  constructor(xml: string, at: number) {
    this.xml = xml
    this.at = at
    this.#reference = xml.indexOf("&")
  }

  /** Goes to what comes after white space. */
  skipBlank(): void {
    let code = this.xml.charCodeAt(this.at)
    while (code === 0x20 || code === 0xa || code === 0x9) {
      this.at += 1
      code = this.xml.charCodeAt(this.at)
    }
  }

  /** Goes past a tag, which is what comes. */
  expect(tag: string): void {
    this.skipBlank()
    if (!this.xml.startsWith(tag, this.at)) throw deviation
    this.at += tag.length
  }

  /** The text up to an end tag, which is next among tags. */
  text(endTag: string): string {
    const from = this.at
    const to = this.xml.indexOf("<", from)
    if (!this.xml.startsWith(endTag, to)) throw deviation
    this.at = to + endTag.length
    const text = this.xml.slice(from, to)
    if (this.#reference < 0 || this.#reference >= to) return own(text)
    const reference = this.#reference
    this.#reference = this.xml.indexOf("&", to)
    // One between elements would be text where there is none.
    if (reference < from) throw deviation
    return text.replace(REFERENCE, referred)
  }
}

/** Reads an element, if it is what comes. */
type Read = (cursor: Cursor) => unknown

const element = (name: string, shape: Shape.Shape): Read => {
  const [start, end, empty] = [`<${name}>`, `</${name}>`, `<${name}/>`]
  const content = contentOf(shape, end)
  const nothing = nothingOf(shape)
  return (cursor) => {
    cursor.skipBlank()
    const { xml, at } = cursor
    if (xml.startsWith(start, at)) {
      cursor.at = at + start.length
      cursor.elements += 1
      return content(cursor)
    }
    if (!xml.startsWith(empty, at)) return undefined
    cursor.at = at + empty.length
    cursor.elements += 1
    return nothing()
  }
}

/** What an element says in which nothing is. */
const nothingOf = (shape: Shape.Shape): (() => unknown) => {
  switch (shape.kind) {
    case "text":
      return () => ""
    case "list":
      return () => []
    case "structure":
      return () => ({})
    default:
      return () => {
        throw deviation
      }
  }
}

/** Reads what is in an element, and its end. */
const contentOf = (shape: Shape.Shape, end: string): Read => {
  switch (shape.kind) {
    case "text":
      return (cursor) => cursor.text(end)
    case "number":
      return (cursor) => {
        const digits = cursor.text(end)
        if (!/^[0-9]+$/.test(digits)) throw deviation
        return Number(digits)
      }
    case "boolean":
      return (cursor) => {
        const text = cursor.text(end)
        if (text !== "true" && text !== "false") throw deviation
        return text === "true"
      }
    case "list": {
      const item = element("item", shape.item)
      return (cursor) => {
        const items: Array<unknown> = []
        for (let next = item(cursor); next !== undefined; next = item(cursor)) items.push(next)
        cursor.expect(end)
        return items
      }
    }
    case "structure": {
      const members = membersOf(shape)
      return (cursor) => {
        const value = members(cursor)
        cursor.expect(end)
        return value
      }
    }
  }
}

const membersOf = (shape: Shape.Structure): Read => {
  const members = shape.members.map((member) => ({
    name: member.name,
    read: element(member.element, member.shape),
  }))
  return (cursor) => {
    const value: Record<string, unknown> = {}
    for (const { name, read } of members) {
      const member = read(cursor)
      if (member !== undefined) value[name] = member
    }
    return value
  }
}

const requestId = element("requestId", {
  kind: "text",
  known: undefined,
  expected: undefined,
  awsDefault: undefined,
})

const result = membersOf(Shape.of(DescribeRouteServerPeers.Result))

/** Reads a document, if it is of the form. */
export const readPlainPage = (document: Uint8Array): PlainPage | undefined => {
  if (document.length > LONGEST) return undefined
  try {
    const xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(document)
    const [root = ""] = ROOT.exec(xml) ?? []
    if (root === "" || FORBIDDEN.test(xml)) return undefined
    const cursor = new Cursor(xml, root.length)
    const id = requestId(cursor)
    const input = result(cursor)
    cursor.expect(END)
    cursor.skipBlank()
    if (cursor.at < xml.length) return undefined
    return {
      input,
      requestId: typeof id === "string" ? id : undefined,
      elements: cursor.elements,
    }
  } catch {
    // Beside deviations: bytes that are no UTF-8, and a reference to no character.
    return undefined
  }
}
