/**
 * The bytes of a body, whatever handler of requests it comes from, up to a length.
 */
import * as Predicate from "effect/Predicate"
import { OwnFault } from "./Told.ts"

/** The name of the fault that an answer is longer than it may be. */
export const BODY_TOO_LONG = "BodyTooLong"

const bounded = (length: number, longest: number): void => {
  if (length <= longest) return
  throw new OwnFault(
    BODY_TOO_LONG,
    `The body of the answer is longer than the ${longest} bytes that maxResponseBytes allows`,
  )
}

const join = (chunks: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** A stream of Node's that nobody has read yet. */
interface NodeStream {
  readonly on: (event: string, listener: (value: Uint8Array) => void) => unknown
  readonly destroy: () => unknown
}

/** One that has come to its end, or broke off, is not readable: it tells no more of it. */
const isNodeStream = (value: object): value is NodeStream =>
  Predicate.hasProperty(value, "readable") && value.readable === true

/** What Node says of a stream that closes before its end. */
const brokenOff = () =>
  Object.assign(new OwnFault("Error", "the answer broke off"), {
    code: "ERR_STREAM_PREMATURE_CLOSE",
  })

/** By its events: an iteration over it would take as long as all else that is done for a small page. */
const readNodeStream = (stream: NodeStream, longest: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Array<Uint8Array> = []
    let length = 0
    let isWhole = false
    stream.on("data", (chunk) => {
      length += chunk.length
      chunks.push(chunk)
      try {
        bounded(length, longest)
      } catch (fault) {
        reject(fault)
        stream.destroy()
      }
    })
    stream.on("end", () => {
      isWhole = true
      resolve(join(chunks, length))
    })
    stream.on("error", reject)
    stream.on("close", () => {
      if (!isWhole) reject(brokenOff())
    })
  })

const isAsyncIterable = (value: object): value is AsyncIterable<Uint8Array> =>
  Predicate.hasProperty(value, Symbol.asyncIterator)

const readIterable = async (
  body: AsyncIterable<Uint8Array>,
  longest: number,
): Promise<Uint8Array> => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    // Leaving the loop closes the stream, and with it the socket.
    bounded(length, longest)
    chunks.push(chunk)
  }
  return join(chunks, length)
}

/** Reads a body; `streamCollector` is the client's, for what only that can read. */
export const read = async (
  body: unknown,
  longest: number,
  streamCollector: (body: unknown) => Promise<Uint8Array>,
): Promise<Uint8Array> => {
  if (body === undefined || body === null) return new Uint8Array()
  if (!(body instanceof Uint8Array)) {
    if (Predicate.isObject(body)) {
      if (isNodeStream(body)) return readNodeStream(body, longest)
      if (isAsyncIterable(body)) return readIterable(body, longest)
    }
    const whole = await streamCollector(body)
    bounded(whole.length, longest)
    return whole
  }
  bounded(body.length, longest)
  return body
}
