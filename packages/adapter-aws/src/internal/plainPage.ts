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
const deviation = new Error("The document is not of EC2's own form")

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
  readonly #hasReferences: boolean
  at: number
  elements = 1

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

  /** Goes past what an expression matches here. */
  match(expression: RegExp): RegExpExecArray {
    expression.lastIndex = this.at
    const groups = expression.exec(this.xml)
    if (groups === null) throw deviation
    this.at = expression.lastIndex
    return groups
  }

  text(written: string): string {
    return this.#hasReferences && written.includes("&")
      ? written.replace(REFERENCE, referred)
      : own(written)
  }
}

/** A member in an expression: its part of that, and what it is by what the groups have found. */
interface Part {
  readonly name: string
  readonly source: string
  readonly read: (groups: RegExpExecArray, cursor: Cursor) => unknown
}

const scalarOf: Readonly<Record<Shape.Scalar["kind"], (text: string) => unknown>> = {
  text: (text) => text,
  number: (text) => {
    if (!/^[0-9]+$/.test(text)) throw deviation
    return Number(text)
  },
  boolean: (text) => {
    if (text !== "true" && text !== "false") throw deviation
    return text === "true"
  },
}

/** The part of a member, unless there is a list in it; its groups come after so many others. */
const partOf = (
  { element, name, shape }: Pick<Shape.Member, "element" | "name" | "shape">,
  before: number,
): Part | undefined => {
  if (shape.kind === "list") return undefined
  const group = before + 1
  const source = (content: string) => `(?:${BLANK}<${element}(/>|>${content}</${element}>))?`
  if (shape.kind !== "structure") {
    const scalar = scalarOf[shape.kind]
    return {
      name,
      source: source(TEXT),
      read: (groups, cursor) => {
        const found = groups[group]
        if (found === undefined) return undefined
        cursor.elements += 1
        // `/>`, or the text between `>` and the end tag.
        return scalar(found === "/>" ? "" : cursor.text(found.slice(1, -element.length - 3)))
      },
    }
  }
  const parts: Array<Part> = []
  for (const member of shape.members) {
    const part = partOf(member, group + groupsIn(parts))
    if (part === undefined) return undefined
    parts.push(part)
  }
  return {
    name,
    source: source(parts.map((part) => part.source).join("") + BLANK),
    read: (groups, cursor) => {
      if (groups[group] === undefined) return undefined
      cursor.elements += 1
      return put({}, parts, groups, cursor)
    },
  }
}

/** Each group begins an element, or ends one that is empty. */
const groupsIn = (parts: ReadonlyArray<Part>): number =>
  parts.reduce((sum, { source }) => sum + source.split("(/>|").length - 1, 0)

const put = (
  target: Record<string, unknown>,
  parts: ReadonlyArray<Part>,
  groups: RegExpExecArray,
  cursor: Cursor,
): Record<string, unknown> => {
  for (const { name, read } of parts) {
    const value = read(groups, cursor)
    if (value !== undefined) target[name] = value
  }
  return target
}

/** Reads something of a structure. */
type Step = (cursor: Cursor, target: Record<string, unknown>) => void

const stepOf = (parts: ReadonlyArray<Part>): Step => {
  const expression = new RegExp(parts.map(({ source }) => source).join(""), "y")
  return (cursor, target) => {
    put(target, parts, cursor.match(expression), cursor)
  }
}

/** Reads the members of a structure, those without lists together. */
const membersOf = ({ members }: Shape.Structure): ((cursor: Cursor) => Record<string, unknown>) => {
  const steps: Array<Step> = []
  let parts: Array<Part> = []
  for (const member of members) {
    const part = partOf(member, groupsIn(parts))
    if (part !== undefined) {
      parts.push(part)
      continue
    }
    steps.push(stepOf(parts), elementOf(member))
    parts = []
  }
  steps.push(stepOf(parts))
  return (cursor) => {
    const value = {}
    for (const step of steps) step(cursor, value)
    return value
  }
}

/** Reads a member in which there is a list. */
const elementOf = ({ element, name, shape }: Shape.Member): Step => {
  const read = contentOf(shape)
  return (cursor, target) => {
    if (cursor.passes(`<${element}/>`)) target[name] = shape.kind === "list" ? [] : {}
    else if (cursor.passes(`<${element}>`)) {
      target[name] = read(cursor)
      cursor.expect(`</${element}>`)
    } else return
    cursor.elements += 1
  }
}

const contentOf = (shape: Shape.Shape): ((cursor: Cursor) => unknown) => {
  if (shape.kind === "structure") return membersOf(shape)
  if (shape.kind !== "list")
    return () => {
      throw deviation
    }
  const item = contentOf(shape.item)
  return (cursor) => {
    const items: Array<unknown> = []
    while (cursor.passes("<item>")) {
      items.push(item(cursor))
      cursor.expect("</item>")
    }
    cursor.elements += items.length
    return items
  }
}

const REQUEST_ID = "requestId"

/** What the root has: the ID of the request, and what a result has. */
const root = membersOf({
  kind: "structure",
  members: [
    {
      name: REQUEST_ID,
      element: REQUEST_ID,
      isOptional: true,
      shape: { kind: "text", known: undefined, expected: undefined, awsDefault: undefined },
    },
    ...Shape.of(DescribeRouteServerPeers.Result).members,
  ],
})

/** Reads a document, if it is of the form. */
export const readPlainPage = (document: Uint8Array): PlainPage | undefined => {
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
