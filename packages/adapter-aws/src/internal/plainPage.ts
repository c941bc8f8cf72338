/**
 * A page as EC2 writes it, read in one pass straight into peers.
 *
 * EC2's answer has one form: the elements of the service model in its order, without
 * attributes but for the namespace, each once or not at all. So the members of a
 * structure, as many as come before a list, are one regular expression, made from the
 * shape, with a group for each; to find them all takes a fraction of the time that a
 * tree of elements takes. The expressions have no two ways to read anything, so they
 * never take long.
 *
 * A document that deviates from the form anywhere (in a comment, an element that is not
 * known or comes in another order or again, an entity that XML does not have, a character
 * that it forbids, a number that is none) is not read here at all, but as a whole by the
 * general reader, which loses nothing and says what is wrong.
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

/** Thrown where a document deviates from the form; made once, for a stack is dear. */
const deviation = new Error()

const ROOT =
  /^(?:<\?xml version="1\.0" encoding="(?:UTF-8|utf-8)"\?>)?[ \t\n]*<DescribeRouteServerPeersResponse xmlns="[ !#-%'-;=-~]*">/

const END = "</DescribeRouteServerPeersResponse>"

/** White space between elements. EC2 writes none, or a line feed and a few spaces (docs). */
const BLANK = "[ \\t\\n]{0,64}"

/** What a text may have in it: all characters of XML but a tag, and a carriage return, which is read as another. */
const TEXT = "[\\t\\n\\x20-;=-\\ufffd]*"

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));|&/g

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
}

const CHARACTER = /[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u

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
  readonly #hasReferences: boolean
  at: number
  elements = 1
  /** What the groups of the last expression have found. */
  groups: ReadonlyArray<string | undefined> = []

  constructor(xml: string, at: number) {
    this.xml = xml
    this.#hasReferences = xml.includes("&")
    this.at = at
  }

  skipBlank(): void {
    let code = this.xml.charCodeAt(this.at)
    while (code === 0x20 || code === 0xa || code === 0x9) {
      this.at += 1
      code = this.xml.charCodeAt(this.at)
    }
  }

  /** Goes past a tag, if it is what comes. */
  passes(tag: string): boolean {
    this.skipBlank()
    if (!this.xml.startsWith(tag, this.at)) return false
    this.at += tag.length
    return true
  }

  expect(tag: string): void {
    if (!this.passes(tag)) throw deviation
  }

  /** Goes past what an expression matches here, if it does. */
  finds(expression: RegExp): boolean {
    expression.lastIndex = this.at
    const groups = expression.exec(this.xml)
    if (groups === null) return false
    this.groups = groups
    this.at = expression.lastIndex
    return true
  }

  text(written: string): string {
    return this.#hasReferences && written.includes("&")
      ? written.replace(REFERENCE, referred)
      : own(written)
  }
}

type Read = (cursor: Cursor) => unknown

/** A member in an expression: its part of that, and what it is by what the groups have found. */
interface Part {
  readonly source: string
  readonly read: Read
}

/** The part of a member, unless there is a list in it; its groups come after so many others. */
const partOf = ({ element, shape }: Shape.Member, before: number): Part | undefined => {
  if (shape.kind === "list") return undefined
  const group = before + 1
  const source = (content: string) => `(?:${BLANK}<${element}(/>|>${content}</${element}>))?`
  if (shape.kind !== "structure") {
    const fromText = Shape.fromText[shape.kind]
    const end = -element.length - 3
    return {
      source: source(TEXT),
      read: (cursor) => {
        const found = cursor.groups[group]
        if (found === undefined) return undefined
        cursor.elements += 1
        // The text between `>` and the end tag; none in `/>`.
        const value = fromText(cursor.text(found.slice(1, end)))
        if (value === undefined) throw deviation
        return value
      },
    }
  }
  const flat = flatOf(shape, group)
  return (
    flat && {
      source: source(flat.source + BLANK),
      read: (cursor) => {
        if (cursor.groups[group] === undefined) return undefined
        cursor.elements += 1
        return flat.read(cursor)
      },
    }
  )
}

/** The part of all members of a structure, unless there is a list in one. */
const flatOf = (shape: Shape.Structure, before = 0): Part | undefined => {
  const parts: Array<Part> = []
  for (const member of shape.members) {
    const part = partOf(member, before + groupsIn(parts))
    if (part === undefined) return undefined
    parts.push(part)
  }
  const reads = parts.map(({ read }) => read)
  return { source: sourceOf(parts), read: Shape.reader(shape, reads) }
}

const sourceOf = (parts: ReadonlyArray<Part>): string => parts.map(({ source }) => source).join("")

/** Each group begins an element, or ends one that is empty. */
const groupsIn = (parts: ReadonlyArray<Part>): number => sourceOf(parts).split("(/>|").length - 1

/** Has the first of some members find all of them. */
const together = ([first, ...others]: ReadonlyArray<Part>): ReadonlyArray<Read> => {
  if (first === undefined) return []
  const expression = new RegExp(sourceOf([first, ...others]), "y")
  const read = (cursor: Cursor) => {
    if (!cursor.finds(expression)) throw deviation
    return first.read(cursor)
  }
  return [read, ...others.map((part) => part.read)]
}

/** Reads the members of a structure, those without lists together. */
const membersOf = (shape: Shape.Structure): ((cursor: Cursor) => Record<string, unknown>) => {
  const reads: Array<Read> = []
  let parts: Array<Part> = []
  for (const member of shape.members) {
    const part = partOf(member, groupsIn(parts))
    if (part !== undefined) {
      parts.push(part)
      continue
    }
    reads.push(...together(parts), elementOf(member))
    parts = []
  }
  return Shape.reader(shape, [...reads, ...together(parts)])
}

/** Reads a member in which there is a list. */
const elementOf = ({ element, shape }: Shape.Member): Read => {
  const empty = `<${element}/>`
  const start = `<${element}>`
  const end = `</${element}>`
  const read = contentOf(shape)
  return (cursor) => {
    if (cursor.passes(start)) {
      cursor.elements += 1
      const content = read(cursor)
      cursor.expect(end)
      return content
    }
    if (!cursor.passes(empty)) return undefined
    cursor.elements += 1
    return shape.kind === "list" ? [] : {}
  }
}

const contentOf = (shape: Shape.Shape): Read => {
  if (shape.kind === "structure") return membersOf(shape)
  if (shape.kind === "list") return itemsOf(shape.item)
  return () => {
    throw deviation
  }
}

const itemsOf = (shape: Shape.Shape): Read => {
  const flat = shape.kind === "structure" ? flatOf(shape) : undefined
  if (flat === undefined) {
    const content = contentOf(shape)
    return (cursor) => {
      const items: Array<unknown> = []
      while (cursor.passes("<item>")) {
        items.push(content(cursor))
        cursor.expect("</item>")
      }
      cursor.elements += items.length
      return items
    }
  }
  // An item without lists is one expression.
  const whole = new RegExp(`${BLANK}<item>${flat.source}${BLANK}</item>`, "y")
  return (cursor) => {
    const items: Array<unknown> = []
    while (cursor.finds(whole)) items.push(flat.read(cursor))
    cursor.elements += items.length
    return items
  }
}

const REQUEST_ID = "requestId"

/** Makes a reader of documents of the form whose root has the ID of the request and these members. */
export const readerOf = ({ kind, members }: Shape.Structure) => {
  const requestId: Shape.Member = {
    name: REQUEST_ID,
    element: REQUEST_ID,
    parameter: REQUEST_ID,
    isOptional: true,
    shape: { kind: "text", known: undefined, expected: undefined, awsDefault: undefined },
  }
  const root = membersOf({ kind, members: [requestId, ...members] })
  return (document: Uint8Array): PlainPage | undefined => {
    if (document.length > LONGEST) return undefined
    try {
      const xml = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(document)
      const [beginning] = ROOT.exec(xml) ?? []
      if (beginning === undefined || xml.includes("]]>")) return undefined
      const cursor = new Cursor(xml, beginning.length)
      const { [REQUEST_ID]: id, ...input } = root(cursor)
      cursor.expect(END)
      cursor.skipBlank()
      if (cursor.at < xml.length) return undefined
      const requestId = typeof id === "string" ? id : undefined
      return { input, requestId, elements: cursor.elements }
    } catch {
      // Beside deviations: bytes that are no UTF-8, and a reference to no character.
      return undefined
    }
  }
}

/** Reads a document, if it is of the form. */
export const readPlainPage = readerOf(Shape.of(DescribeRouteServerPeers.Result))
