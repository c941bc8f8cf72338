/**
 * From what the SDK rejects with to a typed error.
 */
import { PeerSourceError, ServiceError } from "@route-server/core"
import { isThrottlingError, isTransientError } from "@smithy/core/retry"
import { Effect, Predicate } from "effect"
import { type Page, readAnswer } from "./answer.ts"
import { type Answer, BodyTooLong, type Exchange } from "./Exchange.ts"
import { excerpt } from "./excerpt.ts"
import type { Redactor } from "./redact.ts"

type Reason = PeerSourceError.TransportReason["_tag"]

type AnsweredFailure = ServiceError.ServiceError | PeerSourceError.MalformedResponse

const stringOf = (value: unknown, key: string): string | undefined =>
  Predicate.hasProperty(value, key) && Predicate.isString(value[key]) ? value[key] : undefined

/** An error and what it was caused by, outermost first; an error can be among its own causes. */
const chain = (error: unknown): ReadonlyArray<unknown> => {
  const links = new Set<unknown>()
  for (
    let link = error;
    Predicate.isObject(link) && !links.has(link);
    link = Predicate.hasProperty(link, "cause") ? link["cause"] : undefined
  ) {
    links.add(link)
  }
  return [...links]
}

/** What the SDK adds to errors about an answer; it points to a member that the copy does not have. */
const RESPONSE_HINT = /\n {2}Deserialization error: to see the raw response[^\n]*/g

/** Takes credentials out of a text. */
type Redact = (text: string) => string

/** Where an error comes from, without what it says. */
const framesOf = (error: unknown): ReadonlyArray<string> =>
  (stringOf(error, "stack") ?? "").split("\n").filter((line) => /^ {4}at /.test(line))

/**
 * A copy of an error for others to see: name, message, code, stack and causes,
 * with what else is known of it as the innermost. The errors of the SDK also
 * carry the response and, with it, what was sent.
 */
const toCause = (error: unknown, redact: Redact, innermost?: Error): Error =>
  chain(error).reduceRight<Error | undefined>((cause, link) => {
    const textOf = (key: string) => redact((stringOf(link, key) ?? "").replace(RESPONSE_HINT, ""))
    const copy = new Error(textOf("message"), cause === undefined ? {} : { cause })
    copy.name = textOf("name")
    copy.stack = [`${copy.name}: ${copy.message}`, ...framesOf(link)].join("\n")
    const code = stringOf(link, "code")
    return code === undefined ? copy : Object.assign(copy, { code: redact(code) })
  }, innermost) ?? new Error(redact(String(error)))

/**
 * A failure without the credentials that an answer might quote, and with its
 * cause: what is wrong with the answer, and what the SDK made of it.
 */
const published = (
  failure: AnsweredFailure,
  redactor: Redactor,
  error?: unknown,
): AnsweredFailure => {
  const redact = (text: string) => redactor.redact(text)
  const bySdk = error === undefined ? undefined : toCause(error, redact)
  const cause = failure.cause === undefined ? bySdk : toCause(failure.cause, redact, bySdk)
  const details = {
    message: redactor.redact(failure.message),
    ...(failure.requestId === undefined ? {} : { requestId: redactor.redact(failure.requestId) }),
    ...(cause === undefined ? {} : { cause }),
  }
  if (failure._tag === "MalformedResponse") {
    const { httpStatus, routeServerPeerId } = failure
    return new PeerSourceError.MalformedResponse({
      ...details,
      reason: failure.reason,
      path: failure.path,
      ...(httpStatus === undefined ? {} : { httpStatus }),
      ...(routeServerPeerId === undefined
        ? {}
        : { routeServerPeerId: redactor.redact(routeServerPeerId) }),
    })
  }
  const code = failure._tag === "OtherServiceError" ? redactor.redact(failure.code) : failure._tag
  const meaning = meaningOf(code)
  return ServiceError.fromCode(code, {
    ...details,
    httpStatus: failure.httpStatus,
    ...(meaning === undefined ? {} : { meaning }),
  })
}

/** What the SDK takes a code for, and retries, whatever the HTTP status. Which of its codes EC2 answers is not known. */
const meaningOf = (code: string): "Throttling" | "Transient" | undefined => {
  const error = { name: code, message: "" }
  if (isThrottlingError(error)) return "Throttling"
  return isTransientError(error) ? "Transient" : undefined
}

/** That credentials have expired is one failure, whether the SDK or the service noticed it. */
const expired = (failure: AnsweredFailure): AnsweredFailure | PeerSourceError.TransportError =>
  failure._tag === "OtherServiceError" && failure.code.startsWith("ExpiredToken")
    ? new PeerSourceError.TransportError({
        message: `${SUMMARY.CredentialsExpired}: ${failure.message}`,
        reason: { _tag: "CredentialsExpired" },
        cause: failure,
      })
    : failure

/** The same failure without credentials; what EC2 calls an error, it stays. */
const sameKind = (failure: AnsweredFailure, clean: AnsweredFailure): AnsweredFailure =>
  failure._tag === clean._tag ||
  failure._tag === "OtherServiceError" ||
  failure._tag === "MalformedResponse"
    ? clean
    : ServiceError.fromCode(failure._tag, {
        message: clean.message,
        httpStatus: failure.httpStatus,
        ...(clean.requestId === undefined ? {} : { requestId: clean.requestId }),
      })

/**
 * Reads an answer, and fails with what it is if it is no page; `error` is what
 * the SDK made of it.
 *
 * Credentials are taken out of all that an answer says before a message is made
 * of it: a message shows long values cut, and half a secret is not found any more.
 */
export const readPublicly = (
  answer: Answer,
  redactor: Redactor,
  error?: unknown,
): Effect.Effect<Page, AnsweredFailure | PeerSourceError.TransportError> =>
  readAnswer(answer).pipe(
    Effect.map(({ result, requestId }) => ({
      result,
      requestId: requestId && redactor.redactKnown(requestId),
    })),
    Effect.catch((failure) =>
      readAnswer(answer, (text) => redactor.redactKnown(text)).pipe(
        Effect.match({
          onFailure: (clean) => sameKind(failure, clean),
          onSuccess: () => failure,
        }),
        Effect.flatMap((clean) => Effect.fail(expired(published(clean, redactor, error)))),
      ),
    ),
  )

const CONNECTION_REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: "ConnectionRefused",
  ECONNRESET: "ConnectionReset",
  ECONNABORTED: "ConnectionReset",
  EPIPE: "ConnectionReset",
  ERR_STREAM_PREMATURE_CLOSE: "ConnectionReset",
  ETIMEDOUT: "Timeout",
  ESOCKETTIMEDOUT: "Timeout",
  EHOSTUNREACH: "Unreachable",
  ENETUNREACH: "Unreachable",
  EADDRNOTAVAIL: "Unreachable",
  EPROTO: "Tls",
}

const TLS_CODE =
  /^(?:ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|CRL_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|INVALID_CA|HOSTNAME_MISMATCH)/

const codeReason = (code: string): Reason | undefined => {
  const known = Object.hasOwn(CONNECTION_REASONS, code) ? CONNECTION_REASONS[code] : undefined
  if (known !== undefined) return known
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "Dns"
  if (code.startsWith("HPE_")) return "InvalidHttp"
  return TLS_CODE.test(code) ? "Tls" : undefined
}

const linkReason = (link: unknown): Reason | undefined => {
  const code = stringOf(link, "code")
  const byCode = code === undefined ? undefined : codeReason(code)
  if (byCode !== undefined) return byCode
  switch (stringOf(link, "name")) {
    case "TimeoutError":
      return "Timeout"
    case "AbortError":
      return "Aborted"
    default:
      return undefined
  }
}

const CREDENTIALS_ERROR = /^(?:CredentialsProviderError|TokenProviderError|ExpiredToken)/

/** A profile may have the word in its name. */
const EXPIRED = /\b(?:has|have|is|are|returned) expired\b/i

/**
 * Why nothing was sent. The SDK has no better word for it than the names and
 * texts of its errors; what fails before the credentials are there, and is no
 * matter of endpoint or region, failed in getting them, be it in code of the
 * user's or in a service that gives them out.
 */
const unsentReason = (
  links: ReadonlyArray<unknown>,
  { hasCredentials, credentialReasons }: Exchange,
): Reason | undefined => {
  const names = links.map((link) => stringOf(link, "name") ?? "")
  const texts = links.map((link) => stringOf(link, "message") ?? "")
  const isAbout = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  const isProvider = names.some((name) => CREDENTIALS_ERROR.test(name))
  if (
    !isProvider &&
    (names.includes("EndpointError") ||
      links.some((link) => stringOf(link, "code") === "ERR_INVALID_URL") ||
      isAbout(/^region (?:is missing|not accepted)/i))
  ) {
    return "InvalidConfiguration"
  }
  if (!isProvider && hasCredentials && !isAbout(/credential/i)) return undefined
  return isAbout(EXPIRED) ||
    names.some((name) => name.startsWith("ExpiredToken")) ||
    credentialReasons.some((text) => EXPIRED.test(text))
    ? "CredentialsExpired"
    : "CredentialsNotFound"
}

const TRANSIENT: ReadonlySet<Reason> = new Set([
  "Timeout",
  "ConnectionRefused",
  "ConnectionReset",
  "Unreachable",
  "Dns",
])

const SUMMARY: Readonly<Record<Reason, string>> = {
  Timeout: "The service did not answer in time",
  ConnectionRefused: "The connection was refused",
  ConnectionReset: "The connection broke before the answer was complete",
  Unreachable: "The service can't be reached",
  Dns: "The name of the service could not be resolved",
  Tls: "No secure connection could be made",
  InvalidHttp: "What came back is not HTTP",
  CredentialsNotFound: "No credentials could be had",
  CredentialsExpired: "The credentials have expired",
  InvalidConfiguration: "The client is not set up right",
  Aborted: "The request was aborted",
  Other: "The request failed",
}

/** Whether an error has a cause that passes: getting credentials can take requests of its own. */
const isTransient = (error: unknown): boolean =>
  chain(error).some((link) => TRANSIENT.has(linkReason(link) ?? "Other"))

/** The most reasons to tell of why there are no credentials. */
const MOST_REASONS = 8

const transportError = (
  reason: Reason,
  error: unknown,
  redact: Redact,
  credentialReasons: ReadonlyArray<string> = [],
): PeerSourceError.TransportError => {
  const cause = toCause(error, redact)
  // Node reports several addresses that were tried in vain with a code and no message.
  const detail = cause.message.trim() || stringOf(cause, "code") || cause.name
  const told = new Set(
    credentialReasons.map((text) => excerpt(redact(text.replace(RESPONSE_HINT, "")))),
  )
  told.delete(detail)
  const reasons = [...told].slice(0, MOST_REASONS)
  const because = reasons.length === 0 ? "" : ` (${reasons.join("; ")})`
  return new PeerSourceError.TransportError({
    message: `${SUMMARY[reason]}: ${detail}${because}`,
    reason:
      reason === "CredentialsNotFound"
        ? { _tag: reason, isTransient: isTransient(error) }
        : { _tag: reason },
    cause,
  })
}

/** What is wrong with how the client was set up, if it could not even be made. */
export const invalidConfiguration = (
  error: unknown,
  redactor: Redactor,
): PeerSourceError.TransportError =>
  transportError("InvalidConfiguration", error, (text) => redactor.redact(text))

/** Fails with what a call came to, from what the SDK rejected with and what went over the wire. */
export const fromRejection = Effect.fnUntraced(function* (
  error: unknown,
  exchange: Exchange,
): Effect.fn.Return<never, AnsweredFailure | PeerSourceError.TransportError> {
  const { answer, attempts, redactor } = exchange
  if (answer !== undefined) yield* readPublicly(answer, redactor, error)
  const links = chain(error)
  if (links.some((link) => link instanceof BodyTooLong)) {
    return yield* published(
      new PeerSourceError.MalformedResponse({
        message: stringOf(error, "message") ?? "The body of the answer is too long",
        reason: { _tag: "TooLong" },
      }),
      redactor,
      error,
    )
  }
  const reason =
    (attempts === 0 ? unsentReason(links, exchange) : undefined) ??
    links.map(linkReason).find((found) => found !== undefined) ??
    "Other"
  const isAboutCredentials = reason === "CredentialsNotFound" || reason === "CredentialsExpired"
  const credentialReasons = isAboutCredentials ? exchange.credentialReasons : []
  // Before credentials are there, others are sent for them, which nobody here knows.
  const redact = (text: string) =>
    exchange.hasCredentials ? redactor.redact(text) : redactor.redactForeign(text)
  return yield* transportError(reason, error, redact, credentialReasons)
})
