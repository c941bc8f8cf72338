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
import { Effect, Stream } from "effect"
import { Xml } from "effect/encoding"

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
 * In bytes. All events of a slice are made before the first is used, which for
 * a whole document could be more than the memory holds; and each slice in the
 * middle of a token can make the decoder read that again, so there are few.
 */
const SLICE = 1_048_576

function* slices(document: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < document.length; at += SLICE) yield document.subarray(at, at + SLICE)
}

/** What is wrong with a document, and whether it is only that the rest is missing. */
export interface XmlFault {
  readonly error: Xml.XmlError
  readonly isTruncated: boolean
}

/** Reads a document in UTF-8; fails with what is wrong with it and where. */
export const parse = (document: Uint8Array): Effect.Effect<XmlElement, XmlFault> =>
  Effect.suspend(() => {
    const top: OpenElement = { name: "", children: [], text: "" }
    const ancestors: Array<OpenElement> = []
    let current = top
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
              current.text += event.text
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
        onSuccess: () => top.children[0] ?? top,
      }),
    )
  })
