/**
 * From the XML that EC2 answers to a tree.
 *
 * The SDK's own reader is made to be forgiving: it drops entities that it does
 * not know, cuts references beyond the basic plane in half, loses text that is
 * a line break, and reads a list that holds something else as an empty list. A
 * listing of network peers must not lose anything that way, so documents are
 * read by Effect's decoder, which reads what is well formed and refuses the
 * rest. A document type, which it would let pass, is refused here.
 */
import * as Effect from "effect/Effect"
import * as Xml from "effect/encoding/Xml"
import * as Stream from "effect/Stream"

/** An element: the elements in it, and all of its own text. Attributes are left out. */
export interface XmlElement {
  readonly name: string
  readonly children: ReadonlyArray<XmlElement>
  readonly text: string
}

interface OpenElement extends XmlElement {
  readonly children: Array<OpenElement>
  text: string
}

const LIMITS: Xml.DecodeOptions = {
  // Far deeper than any answer of EC2, and shallow enough to walk by recursion.
  maxDepth: 64,
  // The answer as a whole is bounded already.
  maxTokenSize: Number.POSITIVE_INFINITY,
}

/**
 * In bytes; no answer of EC2 has more elements than one in so many. A tag with a
 * key and a value of one character each takes 41 for three.
 */
const BYTES_PER_ELEMENT = 12

/**
 * In bytes. All events of a slice are made before the first is used, and nothing
 * else runs meanwhile; yet each slice in the middle of a token makes the decoder
 * read that again, so there are no more than so many.
 */
const SHORTEST_SLICE = 131_072
const MOST_SLICES = 64

function* slices(document: Uint8Array): Iterable<Uint8Array> {
  const length = Math.max(SHORTEST_SLICE, Math.ceil(document.length / MOST_SLICES))
  for (let at = 0; at < document.length; at += length) yield document.subarray(at, at + length)
}

/**
 * A text that does not keep alive the document that it was cut out of. V8 cuts texts of
 * 13 characters and more by pointing into the whole; one that is put together is copied
 * when it is cut.
 */
export const own = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1))

/** The greatest number of elements in an answer of so many bytes. */
export const mostElements = (longest: number): number => Math.ceil(longest / BYTES_PER_ELEMENT)

/** A document that was read. */
export interface XmlDocument {
  readonly root: XmlElement
  /** The name of the first element that has a namespace prefix, if one has. */
  readonly prefixed: string | undefined
}

const limit = (message: string) => new Xml.XmlError({ kind: "Limit", message })

/** What is wrong with a document, and whether it is only that the rest is missing. */
export interface XmlFault {
  readonly error: Xml.XmlError
  readonly isTruncated: boolean
}

/**
 * Reads a document in UTF-8, of which `longest` bytes are allowed; fails with
 * what is wrong with it and where.
 */
export const parse = (
  document: Uint8Array,
  longest: number,
): Effect.Effect<XmlDocument, XmlFault> =>
  Effect.suspend(() => {
    const most = mostElements(longest)
    const top: OpenElement = { name: "", children: [], text: "" }
    const ancestors: Array<OpenElement> = []
    let current = top
    let elements = 0
    let prefixed: string | undefined
    let isRead = false
    const end = Effect.sync(() => {
      isRead = true
    })
    return Stream.fromIterable(slices(document), { chunkSize: 1 }).pipe(
      Stream.concat(Stream.fromEffectDrain(end)),
      Stream.pipeThroughChannel(Xml.decode(LIMITS)),
      Stream.runForEachArray((events) => {
        for (const event of events) {
          switch (event._tag) {
            case "Doctype":
              return new Xml.XmlError({
                kind: "Unsupported",
                message: "a document type, which is refused",
              })
            case "StartElement": {
              elements += 1
              if (elements > most) return limit(`it has more than ${most} elements`)
              if (event.name.includes(":")) prefixed ??= event.name
              const element: OpenElement = { name: event.name, children: [], text: "" }
              current.children.push(element)
              ancestors.push(current)
              current = element
              break
            }
            case "EndElement":
              current = ancestors.pop() ?? top
              break
            case "Text":
              current.text += own(event.text)
          }
        }
        // A long document must not keep timers and interruptions waiting.
        return Effect.yieldNow
      }),
      Effect.mapBoth({
        onFailure: (error) => ({
          error,
          // All that is there was taken for the beginning of a document.
          isTruncated: isRead && (current !== top || top.children.length === 0),
        }),
        onSuccess: () => ({ root: top.children[0] ?? top, prefixed }),
      }),
    )
  })

/** The first child that has one of these names. */
export const childOf = (element: XmlElement | undefined, ...names: ReadonlyArray<string>) =>
  element?.children.find(({ name }) => names.includes(name))

/** Nothing but what XML takes for white space. */
export const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text)

/** The text of an element, if there is any. */
export const textOf = (element: XmlElement | undefined): string | undefined =>
  element === undefined || isBlank(element.text) ? undefined : element.text.trim()
