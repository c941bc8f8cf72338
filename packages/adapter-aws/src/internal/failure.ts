/**
 * From what the SDK rejects with to a typed error.
 */
import { PeerSourceError, type ServiceError } from "@route-server/core"
import { BODY_TOO_LONG } from "./body.ts"
import type { Reason } from "./CredentialTrail.ts"
import type { Exchange } from "./Exchange.ts"
import {
  chain,
  OwnFault,
  type Telling,
  textOf,
  toCause,
  told,
  toldOf,
  toldOfRegion,
} from "./Told.ts"

type Tag = PeerSourceError.TransportReason["_tag"]

const CONNECTION_REASONS: Readonly<Record<string, Tag>> = {
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

const codeReason = (code: string): Tag | undefined => {
  const known = Object.hasOwn(CONNECTION_REASONS, code) ? CONNECTION_REASONS[code] : undefined
  if (known !== undefined) return known
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "Dns"
  if (code.startsWith("HPE_")) return "InvalidHttp"
  return TLS_CODE.test(code) ? "Tls" : undefined
}

const linkReason = (link: unknown): Tag | undefined => {
  const code = textOf(link, "code")
  const byCode = code === undefined ? undefined : codeReason(code)
  if (byCode !== undefined) return byCode
  // The SDK takes it for transient, too (run).
  const isRefused =
    code === "ERR_HTTP2_STREAM_ERROR" &&
    textOf(link, "message")?.includes("NGHTTP2_REFUSED_STREAM") === true
  if (isRefused) return "ConnectionReset"
  switch (textOf(link, "name")) {
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
 * Why nothing was sent, if it is a matter of settings or of credentials. The SDK
 * has no better word for it than the names and texts of its errors; what fails
 * while it gets the credentials, and is no matter of endpoint or region, failed
 * in getting them, be it in code of the user's or in a service that gives them out.
 */
const unsentReason = (
  links: ReadonlyArray<unknown>,
  { isWithoutCredentials, credentialReasons }: Exchange,
): Tag | undefined => {
  const names = links.map((link) => textOf(link, "name") ?? "")
  const texts = links.map((link) => textOf(link, "message") ?? "")
  const isAbout = (pattern: RegExp) => texts.some((text) => pattern.test(text))
  const isProvider = names.some((name) => CREDENTIALS_ERROR.test(name))
  if (
    !isProvider &&
    (names.includes("EndpointError") ||
      links.some((link) => textOf(link, "code") === "ERR_INVALID_URL") ||
      isAbout(/^region (?:is missing|not accepted)/i))
  ) {
    return "InvalidConfiguration"
  }
  if (!isWithoutCredentials) {
    return isAbout(/^Resolved credential object is not valid$/) ? "CredentialsNotFound" : undefined
  }
  return isAbout(EXPIRED) ||
    names.some((name) => name.startsWith("ExpiredToken")) ||
    credentialReasons.some(({ text }) => EXPIRED.test(text))
    ? "CredentialsExpired"
    : "CredentialsNotFound"
}

const TRANSIENT: ReadonlySet<Tag | undefined> = new Set([
  "Timeout",
  "ConnectionRefused",
  "ConnectionReset",
  "Unreachable",
  "Dns",
])

const SUMMARY: Readonly<Record<Tag, string>> = {
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

/** The most reasons to tell of why there are no credentials. */
const MOST_REASONS = 8

/** What could not be sent, or was not answered, from an error that says why. */
const transportError = (
  tag: Tag,
  error: unknown,
  telling: Telling,
  credentialReasons: ReadonlyArray<Reason> = [],
  detail = told(error, telling),
): PeerSourceError.TransportError => {
  const because = new Set(credentialReasons.map((reason) => toldOf(reason, telling)))
  because.delete(detail)
  const reasons = [...because].slice(0, MOST_REASONS)
  // Getting credentials can take requests of its own.
  const isTransient = chain(error).some((link) => TRANSIENT.has(linkReason(link)))
  return new PeerSourceError.TransportError({
    message: `${SUMMARY[tag]}: ${detail}${reasons.length === 0 ? "" : ` (${reasons.join("; ")})`}`,
    reason: { _tag: tag, isTransient },
    cause: toCause(error, telling),
  })
}

/** What is wrong with how the client was set up, if it could not even be made. */
export const invalidConfiguration = (
  error: unknown,
  telling: Telling,
): PeerSourceError.TransportError => transportError("InvalidConfiguration", error, telling)

/** What is wrong with the Region that the client was set up with. */
export const invalidRegion = (error: unknown, telling: Telling): PeerSourceError.TransportError =>
  transportError("InvalidConfiguration", error, telling, [], toldOfRegion(error, telling))

type Answered = ServiceError.ServiceError | PeerSourceError.MalformedResponse

/** That credentials have expired is one failure, whether the SDK or the service noticed it. */
const expired = (error: Answered): Answered | PeerSourceError.TransportError =>
  error._tag === "OtherServiceError" && error.code.startsWith("ExpiredToken")
    ? new PeerSourceError.TransportError({
        message: `${SUMMARY.CredentialsExpired}: ${error.message}`,
        reason: { _tag: "CredentialsExpired" },
        ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        cause: error,
      })
    : error

/** What a call came to that rejected with an error, from what went over the wire. */
export const fromRejection = (
  error: unknown,
  exchange: Exchange,
): Answered | PeerSourceError.TransportError => {
  const { noPage, attempts, connection } = exchange
  if (noPage !== undefined) return expired(noPage.error)
  const links = chain(error)
  const tooLong = links.filter(OwnFault.is).find(({ name }) => name === BODY_TOO_LONG)
  if (tooLong !== undefined) {
    const { message } = tooLong
    return new PeerSourceError.MalformedResponse({ message, reason: { _tag: "TooLong" } })
  }
  const tag =
    (attempts === 0 ? unsentReason(links, exchange) : undefined) ??
    links.map(linkReason).find((found) => found !== undefined) ??
    "Other"
  const isAboutCredentials = tag === "CredentialsNotFound" || tag === "CredentialsExpired"
  return transportError(
    tag,
    error,
    connection,
    isAboutCredentials ? exchange.credentialReasons : [],
  )
}
