/**
 * From an answer as it came to a result, or to the error that it is.
 */
import {
  type DescribeRouteServerPeersResult,
  decodeDescribeRouteServerPeersResult,
  PeerSourceError,
} from "@route-server/core"
import { Effect, Result } from "effect"
import type { Answer } from "./Exchange.ts"
import { excerpt } from "./excerpt.ts"
import { readResult } from "./page.ts"
import { parse, type XmlElement } from "./xml.ts"

type Failure = PeerSourceError.ServiceError | PeerSourceError.MalformedResponse

const childOf = (element: XmlElement | undefined, ...names: ReadonlyArray<string>) =>
  element?.children.find(({ name }) => names.includes(name))

/** Nothing but what XML takes for white space. */
const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text)

const textOf = (element: XmlElement | undefined): string | undefined =>
  element === undefined || isBlank(element.text) ? undefined : element.text.trim()

const REQUEST_ID_HEADERS = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]

const requestIdOf = ({ headers }: Answer, root?: XmlElement): string | undefined =>
  REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((id) => id) ??
  textOf(childOf(root, "requestId", "RequestID", "RequestId"))

/** In bytes; enough to tell what a body is that is no document. */
const BEGINNING = 1024

/** What is done to every text before a message is made of it. */
type Clean = (text: string) => string

const cleanTree = ({ name, children, text }: XmlElement, clean: Clean): XmlElement => ({
  name: clean(name),
  children: children.map((child) => cleanTree(child, clean)),
  text: clean(text),
})

const document = ({ body }: Answer, clean: Clean): Effect.Effect<XmlElement, string> => {
  if (body.length === 0) return Effect.fail("it is empty")
  const beginning = new TextDecoder().decode(body.subarray(0, BEGINNING))
  if (/^\s*(?:<!doctype\s+html|<html[\s>])/i.test(beginning)) {
    return Effect.fail("it is a page of HTML, as proxies send")
  }
  if (/^\s*[^\s<]/.test(beginning)) return Effect.fail("it is not XML in UTF-8")
  return parse(body).pipe(
    Effect.map((root) => cleanTree(root, clean)),
    Effect.mapError(({ message }) => `its XML is refused: ${excerpt(clean(message))}`),
  )
}

const malformed = (answer: Answer, message: string, root?: XmlElement) => {
  const requestId = requestIdOf(answer, root)
  return new PeerSourceError.MalformedResponse({
    message,
    path: "",
    httpStatus: answer.status,
    retryable: PeerSourceError.isTransientStatus(answer.status),
    ...(requestId === undefined ? {} : { requestId }),
  })
}

/** The error that EC2 answered, if the document is one: `Response`, `Errors`, `Error` (docs). */
const serviceError = (
  answer: Answer,
  root: XmlElement,
): PeerSourceError.ServiceError | undefined => {
  const error = root.name === "Error" ? root : childOf(childOf(root, "Errors") ?? root, "Error")
  const code = textOf(childOf(error, "Code"))
  if (code === undefined) return undefined
  const requestId = requestIdOf(answer, root)
  return PeerSourceError.fromCode(excerpt(code), {
    message: childOf(error, "Message", "message")?.text ?? "",
    httpStatus: answer.status,
    ...(requestId === undefined ? {} : { requestId }),
  })
}

const RESULT = "DescribeRouteServerPeersResponse"

/**
 * Whether an element that shows no list of peers is EC2's word that there are
 * none. To the SDKs an absent list is an empty one (run), yet an element with
 * nothing in it, or with something else, is what a stub or a broken proxy
 * sends; EC2 gives at least the ID of the request (model).
 */
const isPlainlyEmpty = (root: XmlElement): boolean =>
  textOf(childOf(root, "requestId")) !== undefined &&
  root.children.every(({ name }) => name === "requestId" || name === "nextToken")

const MEMBERS = ["requestId", "routeServerPeerSet", "nextToken"]

/** An element of a result that says it is none, or that only looks like one of its members. */
const foreignIn = ({ children }: XmlElement): XmlElement | undefined =>
  children.find(
    (child) =>
      /^errors?$/i.test(child.name) ||
      (child.name === "requestId" && child.children.length > 0) ||
      MEMBERS.some(
        (member) => member !== child.name && member.toLowerCase() === child.name.toLowerCase(),
      ),
  )

const withAnswer = (
  failure: PeerSourceError.MalformedResponse,
  answer: Answer,
  root: XmlElement,
): PeerSourceError.MalformedResponse => {
  const requestId = requestIdOf(answer, root)
  const { message, path, routeServerPeerId } = failure
  return new PeerSourceError.MalformedResponse({
    message,
    path,
    httpStatus: answer.status,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
    ...(requestId === undefined ? {} : { requestId }),
  })
}

/** An answer that was read, with the ID that AWS gave the request. */
export interface Page {
  readonly result: DescribeRouteServerPeersResult
  readonly requestId: string | undefined
}

/**
 * Reads an answer. What is no page of peers from beginning to end is a failure.
 * `clean` is applied to all that the answer says before a message shows a part of it.
 */
export const readAnswer = Effect.fnUntraced(function* (
  received: Answer,
  clean: Clean = (text) => text,
): Effect.fn.Return<Page, Failure> {
  const headers = new Map([...received.headers].map(([name, value]) => [name, clean(value)]))
  const answer: Answer = { ...received, headers }
  const { status } = answer
  const location = answer.headers.get("location")
  const where = location === undefined ? "" : ` that leads to ${excerpt(location)}`
  const root = yield* Effect.mapError(document(answer, clean), (fault) =>
    malformed(answer, `The answer (HTTP ${status}${where}) can't be read: ${fault}`),
  )
  const error = serviceError(answer, root)
  if (error !== undefined) return yield* error
  if (status !== 200 || root.name !== RESULT) {
    return yield* malformed(
      answer,
      `The answer (HTTP ${status}) is neither a result nor an error of EC2: its root element is <${excerpt(root.name)}>`,
      root,
    )
  }
  const foreign = foreignIn(root)
  if (foreign !== undefined) {
    return yield* malformed(
      answer,
      `The answer (HTTP ${status}) has <${excerpt(foreign.name)}> where there is no such element`,
      root,
    )
  }
  if (!isBlank(root.text)) {
    return yield* malformed(
      answer,
      `The answer (HTTP ${status}) has text beside its elements`,
      root,
    )
  }
  if (childOf(root, "routeServerPeerSet") === undefined && !isPlainlyEmpty(root)) {
    return yield* malformed(answer, `The answer (HTTP ${status}) has no routeServerPeerSet`, root)
  }
  const result = yield* Effect.fromResult(
    Result.mapError(decodeDescribeRouteServerPeersResult(readResult(root)), (failure) =>
      withAnswer(failure, answer, root),
    ),
  )
  return { result, requestId: requestIdOf(answer, root) }
})
