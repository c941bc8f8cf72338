/**
 * A reader for the XML that EC2 answers.
 *
 * The SDK's own reader is made to be forgiving: it drops entities that it does
 * not know, cuts references beyond the basic plane in half, loses text that is
 * a line break, and reads a list that holds something else as an empty list. A
 * listing of network peers must not lose anything that way, so this one reads
 * well-formed documents whole and refuses all others. It has no entities but
 * the five of XML, no external ones and no document types, so there is nothing
 * in it that a hostile document could blow up.
 */
import { Result } from "effect"

/** An element: the elements in it, and all of its own text. Attributes are left out. */
export interface XmlElement {
  readonly name: string
  readonly children: ReadonlyArray<XmlElement>
  readonly text: string
}

interface OpenElement extends XmlElement {
  readonly children: Array<XmlElement>
  text: string
}

/** Far deeper than any answer of EC2, and shallow enough to walk by recursion. */
const DEEPEST = 64

// A start tag takes three patterns: one alone would keep every attribute in mind, to go back to.
const TAG_NAME = /<([^\s/>=<"'&!?]+)/y
const ATTRIBUTE = /\s+[^\s/>=<"'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*')/y
const TAG_END = /\s*(\/?)>/y

const FALSE_REFERENCE = /&(?!(?:#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);)/
const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));/g

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
}

/** The character of a number, or `undefined` if there is none: NUL, a surrogate, or beyond Unicode. */
const character = (code: number): string | undefined =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
    ? undefined
    : String.fromCodePoint(code)

/** A text with its references replaced, or `undefined` if one stands for nothing. */
const dereference = (text: string): string | undefined => {
  if (!text.includes("&")) return text
  if (FALSE_REFERENCE.test(text)) return undefined
  let valid = true
  const result = text.replace(REFERENCE, (_, hex?: string, decimal?: string, name?: string) => {
    const replacement =
      name === undefined
        ? character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
        : ENTITIES[name]
    if (replacement === undefined) valid = false
    return replacement ?? ""
  })
  return valid ? result : undefined
}

const startTag = (document: string, at: number) => {
  TAG_NAME.lastIndex = at
  const [, name] = TAG_NAME.exec(document) ?? []
  if (name === undefined) return undefined
  let end = TAG_NAME.lastIndex
  for (ATTRIBUTE.lastIndex = end; ATTRIBUTE.test(document); ) end = ATTRIBUTE.lastIndex
  TAG_END.lastIndex = end
  const [, slash] = TAG_END.exec(document) ?? []
  return slash === undefined ? undefined : { name, isEmpty: slash !== "", end: TAG_END.lastIndex }
}

/** Reads a document, or says what is wrong with it and where. */
export const parse = (source: string): Result.Result<XmlElement, string> => {
  const document = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source
  const fault = (what: string, at: number) => Result.fail(`${what} at character ${at}`)
  const open: Array<OpenElement> = []
  let root: XmlElement | undefined
  let at = 0
  while (at < document.length) {
    const found = document.indexOf("<", at)
    const markup = found === -1 ? document.length : found
    const parent = open.at(-1)
    if (markup > at) {
      const text = document.slice(at, markup)
      if (parent !== undefined) {
        const value = dereference(text)
        if (value === undefined) return fault("a reference to no character", at)
        parent.text += value
      } else if (text.trim() !== "") {
        return fault("text outside of the root element", at)
      }
      at = markup
      if (found === -1) break
    }

    if (document.startsWith("</", at)) {
      const end = document.indexOf(">", at)
      if (end === -1) return fault("the document ends inside a tag", at)
      if (parent === undefined || document.slice(at + 2, end).trimEnd() !== parent.name) {
        return fault("an end tag that ends nothing", at)
      }
      open.pop()
      at = end + 1
    } else if (document.startsWith("<!--", at)) {
      const end = document.indexOf("-->", at + 4)
      if (end === -1) return fault("a comment without an end", at)
      at = end + 3
    } else if (document.startsWith("<?", at)) {
      const end = document.indexOf("?>", at)
      if (end === -1) return fault("a processing instruction without an end", at)
      at = end + 2
    } else if (document.startsWith("<![CDATA[", at)) {
      const end = document.indexOf("]]>", at)
      if (parent === undefined || end === -1) return fault("a CDATA section out of place", at)
      parent.text += document.slice(at + 9, end)
      at = end + 3
    } else if (document.startsWith("<!", at)) {
      return fault("a document type, which is refused,", at)
    } else {
      const tag = startTag(document, at)
      if (tag === undefined) {
        return document.includes(">", at)
          ? fault("a malformed tag", at)
          : fault("the document ends inside a tag", at)
      }
      const element: OpenElement = { name: tag.name, children: [], text: "" }
      if (parent !== undefined) parent.children.push(element)
      else if (root === undefined) root = element
      else return fault("a second root element", at)
      if (!tag.isEmpty) open.push(element)
      if (open.length > DEEPEST) return fault("elements nested too deep", at)
      at = tag.end
    }
  }
  const unfinished = open.at(-1)
  if (unfinished !== undefined) return Result.fail(`the document ends inside <${unfinished.name}>`)
  return root === undefined ? Result.fail("no root element") : Result.succeed(root)
}
