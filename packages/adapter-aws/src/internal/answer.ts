/**
 * From an answer as it came to a result, or to the error that it is.
 */
import { DescribeRouteServerPeers, PeerSourceError, ServiceError } from "@route-server/core"
import { Effect, Result } from "effect"
import type { Answer } from "./Exchange.ts"
import { excerpt } from "./excerpt.ts"
import { readResult } from "./page.ts"
import { parse, type XmlElement } from "./xml.ts"

type Failure = ServiceError.ServiceError | PeerSourceError.MalformedResponse

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

/** In bytes; enough to tell what a body is, and to hold any credential that begins where it does. */
const BEGINNING = 65_536

/** What is done to every text before a message is made of it. */
type Clean = (text: string) => string

/** How a body begins that is no page of peers, for a person to see what it is. */
class UnexpectedBody extends Error {
  override readonly name = "UnexpectedBody"
}

const unexpected = ({ body }: Answer, clean: Clean): UnexpectedBody =>
  new UnexpectedBody(excerpt(clean(new TextDecoder().decode(body.subarray(0, BEGINNING)))))

const cleanTree = ({ name, children, text }: XmlElement, clean: Clean): XmlElement => ({
  name: clean(name),
  children: children.map((child) => cleanTree(child, clean)),
  text: clean(text),
})

/** What an answer is instead of a result. */
export type Found = "Empty" | "Html" | "NotXml" | "InvalidXml" | "UnexpectedDocument"

const notAResult = (found: Found): PeerSourceError.MalformedReason => ({
  _tag: "NotAResult",
  found,
})

/** Why a body is no document. */
interface Unreadable {
  readonly found: Found | "Truncated"
  readonly fault: string
  readonly cause?: unknown
}

const document = (answer: Answer, clean: Clean): Effect.Effect<XmlElement, Unreadable> => {
  const { body } = answer
  if (body.length === 0) return Effect.fail({ found: "Empty", fault: "it is empty" })
  const beginning = new TextDecoder().decode(body.subarray(0, BEGINNING))
  if (/^\s*(?:<!doctype\s+html|<html[\s>])/i.test(beginning)) {
    const fault = "it is a page of HTML, as proxies send"
    return Effect.fail({ found: "Html", fault, cause: unexpected(answer, clean) })
  }
  if (/^\s*[^\s<]/.test(beginning)) {
    const fault = "it is not XML in UTF-8"
    return Effect.fail({ found: "NotXml", fault, cause: unexpected(answer, clean) })
  }
  return parse(body).pipe(
    Effect.mapBoth({
      onFailure: ({ error, isTruncated }): Unreadable => {
        const fault = excerpt(clean(error.message))
        return isTruncated
          ? { found: "Truncated", fault: `its XML breaks off: ${fault}`, cause: error }
          : { found: "InvalidXml", fault: `its XML is refused: ${fault}`, cause: error }
      },
      onSuccess: (root) => cleanTree(root, clean),
    }),
  )
}

const malformed = (
  answer: Answer,
  reason: PeerSourceError.MalformedReason,
  message: string,
  { root, cause }: { readonly root?: XmlElement; readonly cause?: unknown } = {},
) => {
  const requestId = requestIdOf(answer, root)
  return new PeerSourceError.MalformedResponse({
    message,
    reason,
    httpStatus: answer.status,
    ...(requestId === undefined ? {} : { requestId }),
    ...(cause === undefined ? {} : { cause }),
  })
}

/** The error that EC2 answered, if the document is one: `Response`, `Errors`, `Error` (docs). */
const serviceError = (answer: Answer, root: XmlElement): ServiceError.ServiceError | undefined => {
  const error = root.name === "Error" ? root : childOf(childOf(root, "Errors") ?? root, "Error")
  const code = textOf(childOf(error, "Code"))
  if (code === undefined) return undefined
  const requestId = requestIdOf(answer, root)
  return ServiceError.fromCode(excerpt(code), {
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
  const { message, reason, path, routeServerPeerId, cause } = failure
  return new PeerSourceError.MalformedResponse({
    message,
    reason,
    path,
    httpStatus: answer.status,
    cause,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
    ...(requestId === undefined ? {} : { requestId }),
  })
}

/** Why an element is neither a result of the operation nor an error of EC2. */
const foreign = (
  { status }: Answer,
  root: XmlElement,
): readonly [PeerSourceError.MalformedReason, fault: string] | undefined => {
  const invalid = (fault: string) => [{ _tag: "InvalidResult", fault }, fault] as const
  if (status !== 200 || root.name !== RESULT) {
    const fault = `is neither a result nor an error of EC2: its root element is <${excerpt(root.name)}>`
    return [notAResult("UnexpectedDocument"), fault]
  }
  const element = foreignIn(root)
  if (element !== undefined) {
    return invalid(`has <${excerpt(element.name)}> where there is no such element`)
  }
  if (!isBlank(root.text)) return invalid("has text beside its elements")
  return childOf(root, "routeServerPeerSet") === undefined && !isPlainlyEmpty(root)
    ? invalid("has no routeServerPeerSet")
    : undefined
}

/** An answer that was read, with the ID that AWS gave the request. */
export interface Page {
  readonly result: DescribeRouteServerPeers.Result
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
  const root = yield* Effect.mapError(document(answer, clean), ({ found, fault, cause }) =>
    malformed(
      answer,
      found === "Truncated" ? { _tag: found } : notAResult(found),
      `The answer (HTTP ${status}${where}) can't be read: ${fault}`,
      {
        cause,
      },
    ),
  )
  const error = serviceError(answer, root)
  if (error !== undefined) return yield* error
  const [reason, fault] = foreign(answer, root) ?? []
  if (reason !== undefined) {
    return yield* malformed(answer, reason, `The answer (HTTP ${status}) ${fault}`, {
      root,
      cause: unexpected(answer, clean),
    })
  }
  const result = yield* Effect.fromResult(
    Result.mapError(DescribeRouteServerPeers.decodeResult(readResult(root)), (failure) =>
      withAnswer(failure, answer, root),
    ),
  )
  return { result, requestId: requestIdOf(answer, root) }
})
