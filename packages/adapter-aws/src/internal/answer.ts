/**
 * From an answer as it came to a page, or to the error that it is.
 */
import {
  DescribeRouteServerPeers,
  type PeerSourceError,
  type ServiceError,
} from "@route-server/core"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Found } from "../AwsPeerSource.ts"
import { readResult } from "./page.ts"
import { readPlainPage } from "./plainPage.ts"
import { type Answer, BEGINNING, type Reading, Teller, valueAt } from "./Teller.ts"
import { property } from "./Told.ts"
import {
  childOf,
  isBlank,
  mostElements,
  parse,
  textOf,
  type XmlDocument,
  type XmlElement,
} from "./xml.ts"

/** An answer that was read, with the ID that AWS gave the request. */
export interface Page {
  readonly result: DescribeRouteServerPeers.Result
  readonly requestId: string | undefined
}

/** An answer that is no page. */
export interface NoPage {
  readonly error: ServiceError.ServiceError | PeerSourceError.MalformedResponse
  /** Code and message of an error of EC2 as they came, which may hold anything. */
  readonly raw?: { readonly code: string; readonly message: string } | undefined
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

/** What is wrong with an element that is the operation's result by its name, if anything is. */
const faultIn = (root: XmlElement): string | undefined => {
  const element = foreignIn(root)
  if (element !== undefined) return `has <${element.name}> where there is no such element`
  if (!isBlank(root.text)) return "has text beside its elements"
  return childOf(root, "routeServerPeerSet") === undefined && !isPlainlyEmpty(root)
    ? "has no routeServerPeerSet"
    : undefined
}

/** The peers that are decoded at once; between, others have their turn. */
const BATCH = 256

/**
 * Decodes a page, batch by batch; `tell` makes the errors of peers that can't be
 * understood.
 */
const decodePage = Effect.fnUntraced(function* (
  input: unknown,
  { rawErrors, unreadable }: Reading,
  tell: (
    failure: PeerSourceError.MalformedResponse,
    path: PeerSourceError.MalformedResponse["path"],
  ) => PeerSourceError.MalformedResponse,
) {
  const decode = (page: unknown, first: number) =>
    DescribeRouteServerPeers.decodeResult(page, {
      unreadable: "report",
      reportInput: rawErrors,
    }).pipe(
      Result.map(({ unreadable = [], ...result }) => ({
        result,
        reports: unreadable.map((failure) =>
          tell(failure, failure.path.with(1, first + Number(failure.path[1]))),
        ),
      })),
      Result.mapError((failure) => tell(failure, failure.path)),
      Effect.fromResult,
    )
  const peers = property(input, "RouteServerPeers")
  const [first = peers, ...rest] = Array.isArray(peers) ? Arr.chunksOf(peers, BATCH) : []
  const { result, reports } = yield* decode({ ...Object(input), RouteServerPeers: first }, 0)
  const RouteServerPeers = [...result.RouteServerPeers]
  for (const [at, batch] of rest.entries()) {
    yield* Effect.yieldNow
    const more = yield* decode({ RouteServerPeers: batch }, (at + 1) * BATCH)
    RouteServerPeers.push(...more.result.RouteServerPeers)
    reports.push(...more.reports)
  }
  const [failure] = reports
  if (failure !== undefined && unreadable === "fail") return yield* failure
  return { ...result, RouteServerPeers, ...(reports.length === 0 ? {} : { unreadable: reports }) }
})

/** The document that an answer is, or why it is none. */
const readDocument = (
  { body }: Answer,
  tell: Teller,
  { maxResponseBytes, rawErrors }: Reading,
): Effect.Effect<XmlDocument, PeerSourceError.MalformedResponse> => {
  const unreadable = (found: Found, fault: string) =>
    Effect.fail(tell.notAResult(found, `can't be read: ${fault}`))
  if (body.length === 0) return unreadable("Empty", "it is empty")
  const beginning = new TextDecoder().decode(body.subarray(0, BEGINNING))
  if (/^\s*(?:<!doctype\s+html|<html[\s>])/i.test(beginning)) {
    return unreadable("Html", `it is a page of HTML, as proxies send (${tell.body})`)
  }
  if (/^\s*[^\s<]/.test(beginning)) {
    return unreadable("NotXml", `it is not XML in UTF-8 (${tell.body})`)
  }
  return Effect.mapError(parse(body, maxResponseBytes), ({ error, isTruncated }) => {
    // A long word may be a credential; those of the decoder itself are short.
    const fault = rawErrors ? error.message : tell.quote(error.message.replace(/\S{16,}/g, "…"))
    const reason = isTruncated
      ? ({ _tag: "Truncated" } as const)
      : error.kind === "Limit"
        ? ({ _tag: "TooLong" } as const)
        : ({ _tag: "NotAResult", found: "InvalidXml" } as const)
    const what = isTruncated ? "its XML breaks off" : "its XML is refused"
    return tell.malformed(reason, `can't be read: ${what}: ${fault}`, { cause: error })
  })
}

/** Code and message of the error that EC2 answered, if a document is one: `Response`, `Errors`, `Error` (docs). */
const refusalIn = (root: XmlElement): NoPage["raw"] => {
  const error = root.name === "Error" ? root : childOf(childOf(root, "Errors") ?? root, "Error")
  const code = textOf(childOf(error, "Code"))
  return code === undefined
    ? undefined
    : { code, message: childOf(error, "Message", "message")?.text ?? "" }
}

const readPage = Effect.fnUntraced(function* (
  { root, prefixed }: XmlDocument,
  { status }: Answer,
  tell: Teller,
  reading: Reading,
): Effect.fn.Return<Page, PeerSourceError.MalformedResponse> {
  if (status !== 200 || root.name !== RESULT) {
    const fault = `is neither a result nor an error of EC2: its root element is <${tell.name(root.name)}> (${tell.body})`
    return yield* tell.notAResult("UnexpectedDocument", fault)
  }
  const fault =
    prefixed === undefined
      ? faultIn(root)
      : `has <${tell.name(prefixed)}>, an element with a namespace prefix, which EC2 never sends`
  if (fault !== undefined) return yield* tell.malformed({ _tag: "InvalidResult", fault }, fault)
  const input = readResult(root)
  const result = yield* decodePage(
    input,
    reading,
    ({ reason, message, routeServerPeerId: id, cause }, path) => {
      const expected = reason._tag === "InvalidResult" ? reason.fault : message
      const fault = reading.rawErrors ? expected : expected + valueAt(input, path)
      return tell.malformed({ _tag: "InvalidResult", fault }, fault, { path, id, cause })
    },
  )
  return { result, requestId: tell.requestId }
})

/** A page in the form in which EC2 writes it, of which nothing is to be told. */
export const readPlain = (answer: Answer, reading: Reading): Page | undefined => {
  const page = answer.status === 200 ? readPlainPage(answer.body) : undefined
  if (page === undefined || page.elements > mostElements(reading.maxResponseBytes)) return undefined
  const result = Result.getOrUndefined(DescribeRouteServerPeers.decodeResult(page.input))
  // An empty token is none, as the general reader knows.
  if (result === undefined || result.NextToken === "") return undefined
  const tell = new Teller(answer, reading)
  tell.idWithin = page.requestId?.trim()
  return { result, requestId: tell.requestId }
}

/** Reads an answer of any form. What is no page of peers from beginning to end is a failure. */
export const readAny = Effect.fnUntraced(function* (
  answer: Answer,
  reading: Reading,
): Effect.fn.Return<Page, NoPage> {
  const tell = new Teller(answer, reading)
  const noPage = (error: PeerSourceError.MalformedResponse): NoPage => ({ error })
  const document = yield* Effect.mapError(readDocument(answer, tell, reading), noPage)
  tell.idWithin = textOf(childOf(document.root, "requestId", "RequestID", "RequestId"))
  const raw = refusalIn(document.root)
  if (raw !== undefined) {
    // It takes a while to load, and few answers are errors.
    const retry = yield* Effect.promise(() => import("@smithy/core/retry"))
    return yield* Effect.fail({ raw, error: tell.refused(raw, retry) })
  }
  return yield* Effect.mapError(readPage(document, answer, tell, reading), noPage)
})
