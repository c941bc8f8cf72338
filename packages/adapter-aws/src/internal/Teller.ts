/**
 * What may be said of an answer, and the errors that are made of it.
 *
 * Nothing that an answer says is quoted but code and message of an error of EC2,
 * without credentials, and what is too short to be one. What else it is, is told
 * by its status, its type, its length and its first tag.
 */
import { type DescribeRouteServerPeers, PeerSourceError, ServiceError } from "@route-server/core"
import type * as Retry from "@smithy/core/retry"
import * as Predicate from "effect/Predicate"
import type { Found } from "../AwsPeerSource.ts"
import { SHORT } from "./Told.ts"

/** An answer as it came. */
export interface Answer {
  readonly status: number
  /** The headers, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Uint8Array
}

/** How to read. */
export interface Reading {
  /** The greatest length of an answer, in bytes. */
  readonly maxResponseBytes: number
  /** Takes credentials out of a text. */
  readonly redact: (text: string) => string
  /** Whether errors show what strangers wrote. */
  readonly rawErrors: boolean
  readonly unreadable: DescribeRouteServerPeers.Unreadable
}

const REQUEST_ID_HEADERS = ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]

/** In bytes; enough to tell what a body is. */
export const BEGINNING = 4096

/** The media types that are called by their name. */
const TYPES = ["text/html", "text/plain", "text/xml", "application/xml", "application/json"]

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** What is at fault in a result, where it is too short to be a credential. */
export const valueAt = (input: unknown, path: ReadonlyArray<PropertyKey>): string => {
  const value = path.reduce<unknown>(
    (value, key) => (Predicate.hasProperty(value, key) ? value[key] : undefined),
    input,
  )
  if (Predicate.isObjectOrArray(value) || value === undefined) return ""
  return Predicate.isString(value) && value.length > SHORT
    ? `, got a text of ${value.length} characters`
    : `, got ${JSON.stringify(value)}`
}

/** What the SDK takes a code for, and retries, whatever the HTTP status. Which of its codes EC2 answers is not known. */
const meaningOf = (
  code: string,
  { isThrottlingError, isTransientError }: typeof Retry,
): "Throttling" | "Transient" | undefined => {
  const error = { name: code, message: "" }
  if (isThrottlingError(error)) return "Throttling"
  return isTransientError(error) ? "Transient" : undefined
}

/** A code without its middle, if it is endless. */
const withoutMiddle = (code: string): string =>
  code.length <= 300 ? code : `${code.slice(0, 220)}…${code.slice(-80)}`.toWellFormed()

const isKnown = (code: string): boolean =>
  ServiceError.known.some(({ identifier }) => identifier === code)

/** Where a redirect leads, as far as its host, if that is too short to hold a credential. */
const hostIn = (location: string | undefined): string | undefined =>
  /^https?:\/\/(?=[^/]{1,40}(?:\/|$))(?:[a-z\d-]{1,15}\.)*[a-z\d-]{1,15}(?:\/|$)/.exec(
    location ?? "",
  )?.[0]

/** What may be said of an answer, and how the errors that it comes to are made. */
export class Teller {
  readonly #answer: Answer
  readonly #reading: Reading
  /** The ID of the request that the document shows, once it is read. */
  idWithin: string | undefined

  constructor(answer: Answer, reading: Reading) {
    this.#answer = answer
    this.#reading = reading
  }

  /** A text without credentials. */
  quote(text: string): string {
    return this.#reading.rawErrors ? text : this.#reading.redact(text)
  }

  /** The name of an element, which may be anything. */
  name(text: string): string {
    return this.quote(text.replace(/[^\w:.-]+/g, "…").replace(/^(.{40}).+/, "$1…"))
  }

  /** An identifier, if it has the form of one. */
  identifier(text: string | undefined, longest: number): string | undefined {
    if (text === undefined || text.length > longest || !/^[\w-]+$/.test(text)) return undefined
    // Most are too short to be a credential, or of AWS's own form, and cost nothing.
    return text.length <= SHORT || UUID.test(text) ? text : this.quote(text)
  }

  get requestId(): string | undefined {
    const { headers } = this.#answer
    const id = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((id) => id)
    return this.identifier(id ?? this.idWithin, 64)
  }

  /** The answer by what can be told of it. */
  get body(): string {
    const { headers, body } = this.#answer
    const type = headers.get("content-type")?.replace(/;.*/, "").toLowerCase()
    const beginning = new TextDecoder().decode(body.subarray(0, BEGINNING))
    const tag = /<([^\s!?<>/][^\s<>/]*)/.exec(beginning)?.[1]
    const first = tag === undefined ? "" : `, first tag <${this.name(tag)}>`
    const text = this.#reading.rawErrors ? `: ${beginning}` : ""
    const known = type === undefined ? "no type" : TYPES.find((known) => known === type)
    return `${known ?? "another type"}, ${body.length} bytes${first}${text}`
  }

  malformed(
    reason: PeerSourceError.MalformedReason,
    fault: string,
    {
      path = [],
      id,
      cause,
    }: {
      readonly path?: PeerSourceError.MalformedResponse["path"]
      readonly id?: string | undefined
      readonly cause?: unknown
    } = {},
  ): PeerSourceError.MalformedResponse {
    const routeServerPeerId = this.identifier(id, 32)
    const { status } = this.#answer
    return new PeerSourceError.MalformedResponse({
      message:
        path.length === 0
          ? `The answer (HTTP ${status}${this.#whither}) ${fault}`
          : `${PeerSourceError.formatPath(path)}: ${fault}`,
      reason,
      path,
      httpStatus: status,
      ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
      ...(this.requestId === undefined ? {} : { requestId: this.requestId }),
      ...(cause === undefined || !this.#reading.rawErrors ? {} : { cause }),
    })
  }

  get #whither(): string {
    const location = this.#answer.headers.get("location")
    const host = this.#reading.rawErrors ? location : hostIn(location)
    return host === undefined ? "" : ` that leads to ${this.quote(host)}`
  }

  notAResult(found: Found, fault: string): PeerSourceError.MalformedResponse {
    return this.malformed({ _tag: "NotAResult", found }, fault)
  }

  /** An error of EC2, of which `retry` knows whether the SDK asks again. */
  refused(
    { code: raw, message }: { readonly code: string; readonly message: string },
    retry: typeof Retry,
  ): ServiceError.ServiceError {
    // A code that is known stays one, be it like a credential.
    const code = isKnown(raw) ? raw : withoutMiddle(this.quote(raw))
    const meaning = meaningOf(code, retry)
    return ServiceError.fromCode(code, {
      message: this.quote(message),
      httpStatus: this.#answer.status,
      ...(this.requestId === undefined ? {} : { requestId: this.requestId }),
      ...(meaning === undefined ? {} : { meaning }),
    })
  }
}
