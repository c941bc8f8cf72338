/**
 * Everything that describing route server peers can fail with.
 *
 * {@link PeerSourceError} is a closed union. The errors that EC2 answers are
 * tagged with the AWS error code itself, so `Effect.catchTag` reads like the
 * AWS documentation. The others say that there was no answer
 * ({@link TransportError}), that there was one that can't be understood
 * ({@link MalformedResponse}), or that a listing does not get on
 * ({@link ListingStalled}).
 *
 * Every error says whether a retry can help. None holds a credential.
 *
 * **Example** (Handling a peer that does not exist)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { PeerSource } from "@route-server/core"
 *
 * const state = (id: string) =>
 *   PeerSource.get(id).pipe(
 *     Effect.map((peer) => peer.State),
 *     Effect.catchTag("InvalidRouteServerPeerId.NotFound", () => Effect.succeed("gone")),
 *   )
 * ```
 */
import { Effect, Schema } from "effect"

const integer = (value: number) =>
  Schema.Int.pipe(Schema.withConstructorDefault(Effect.succeed(value)))

const boolean = (value: boolean) =>
  Schema.Boolean.pipe(Schema.withConstructorDefault(Effect.succeed(value)))

/**
 * The members of every error that EC2 answers. The HTTP status is the one that
 * comes with the code unless an answer showed another.
 */
const answered = (httpStatus: number) => ({
  /** AWS's text. */
  message: Schema.String,
  /** The ID that AWS gave the request, if there was an answer from AWS. */
  requestId: Schema.optionalKey(Schema.String),
  /** The HTTP status of the answer. */
  httpStatus: integer(httpStatus),
  /** Whether sending the same request again can succeed. */
  retryable: boolean(httpStatus >= 500),
  /** What the error was made from. */
  cause: Schema.optionalKey(Schema.Defect()),
})

/**
 * The request was a dry run and the caller has the permissions it needs
 * (HTTP 412, docs).
 *
 * @category errors
 */
export class DryRunOperation extends Schema.TaggedError<DryRunOperation>()(
  "DryRunOperation",
  answered(412),
) {}

/**
 * The caller may not describe route server peers (docs; HTTP 403 is a guess).
 *
 * @category errors
 */
export class UnauthorizedOperation extends Schema.TaggedError<UnauthorizedOperation>()(
  "UnauthorizedOperation",
  answered(403),
) {}

/**
 * The credentials could not be validated (docs; HTTP 401 is a guess).
 *
 * @category errors
 */
export class AuthFailure extends Schema.TaggedError<AuthFailure>()("AuthFailure", answered(401)) {}

/**
 * The account's rate of requests is exceeded; a retry helps (HTTP 503, docs).
 *
 * @category errors
 */
export class RequestLimitExceeded extends Schema.TaggedError<RequestLimitExceeded>()(
  "RequestLimitExceeded",
  answered(503),
) {}

/**
 * A peer ID names no peer. One such ID fails the whole request (seen for a
 * sibling).
 *
 * @category errors
 */
export class InvalidRouteServerPeerIdNotFound extends Schema.TaggedError<InvalidRouteServerPeerIdNotFound>()(
  "InvalidRouteServerPeerId.NotFound",
  answered(400),
) {}

/**
 * A peer ID does not have the form of one (guess).
 *
 * @category errors
 */
export class InvalidRouteServerPeerIdMalformed extends Schema.TaggedError<InvalidRouteServerPeerIdMalformed>()(
  "InvalidRouteServerPeerId.Malformed",
  answered(400),
) {}

/**
 * A peer is in a state that does not allow the operation (seen, on deletion).
 *
 * @category errors
 */
export class IncorrectState extends Schema.TaggedError<IncorrectState>()(
  "IncorrectState",
  answered(400),
) {}

/**
 * A parameter has a value that is not valid (docs).
 *
 * @category errors
 */
export class InvalidParameterValue extends Schema.TaggedError<InvalidParameterValue>()(
  "InvalidParameterValue",
  answered(400),
) {}

/**
 * Two parameters can't be used together (docs).
 *
 * @category errors
 */
export class InvalidParameterCombination extends Schema.TaggedError<InvalidParameterCombination>()(
  "InvalidParameterCombination",
  answered(400),
) {}

/**
 * A parameter that is required is missing (docs).
 *
 * @category errors
 */
export class MissingParameter extends Schema.TaggedError<MissingParameter>()(
  "MissingParameter",
  answered(400),
) {}

/**
 * A parameter is not one of the operation's (docs).
 *
 * @category errors
 */
export class UnknownParameter extends Schema.TaggedError<UnknownParameter>()(
  "UnknownParameter",
  answered(400),
) {}

/**
 * The action is not one of the service's (docs).
 *
 * @category errors
 */
export class InvalidAction extends Schema.TaggedError<InvalidAction>()(
  "InvalidAction",
  answered(400),
) {}

/**
 * The request names no action (docs).
 *
 * @category errors
 */
export class MissingAction extends Schema.TaggedError<MissingAction>()(
  "MissingAction",
  answered(400),
) {}

/**
 * A page token is not valid (docs).
 *
 * @category errors
 */
export class InvalidNextToken extends Schema.TaggedError<InvalidNextToken>()(
  "InvalidNextToken",
  answered(400),
) {}

/**
 * A page token is not valid or has expired (docs).
 *
 * @category errors
 */
export class InvalidPaginationToken extends Schema.TaggedError<InvalidPaginationToken>()(
  "InvalidPaginationToken",
  answered(400),
) {}

/**
 * The value of MaxResults is not valid (docs).
 *
 * @category errors
 */
export class InvalidMaxResults extends Schema.TaggedError<InvalidMaxResults>()(
  "InvalidMaxResults",
  answered(400),
) {}

/**
 * A filter is not valid (docs).
 *
 * @category errors
 */
export class InvalidFilter extends Schema.TaggedError<InvalidFilter>()(
  "InvalidFilter",
  answered(400),
) {}

/**
 * The request has too many filters or filter values (docs).
 *
 * @category errors
 */
export class FilterLimitExceeded extends Schema.TaggedError<FilterLimitExceeded>()(
  "FilterLimitExceeded",
  answered(400),
) {}

/**
 * The service failed; a retry helps (HTTP 500, docs).
 *
 * @category errors
 */
export class InternalError extends Schema.TaggedError<InternalError>()(
  "InternalError",
  answered(500),
) {}

/**
 * The service is overloaded; a retry helps (HTTP 503, docs).
 *
 * @category errors
 */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", answered(503)) {}

/**
 * EC2 answered an error whose code is none of those above.
 *
 * @category errors
 */
export class OtherServiceError extends Schema.TaggedError<OtherServiceError>()(
  "OtherServiceError",
  {
    ...answered(400),
    /** AWS's error code. */
    code: Schema.String,
    /** Whether sending the same request again can succeed; the code alone does not tell. */
    retryable: Schema.Boolean,
  },
) {}

/**
 * Why there was no answer.
 *
 * - `Timeout`: the connection, or the answer, took longer than the client waits.
 * - `ConnectionRefused`: nothing listens at the address.
 * - `ConnectionReset`: the connection broke before the answer was complete.
 * - `Unreachable`: there is no route to the address.
 * - `Dns`: the name of the service could not be resolved.
 * - `Tls`: no secure connection could be agreed, or the certificate is not trusted.
 * - `InvalidHttp`: what came back is not HTTP.
 * - `CredentialsNotFound`: no credentials could be had, so nothing was sent.
 * - `CredentialsExpired`: the credentials at hand have expired, so nothing was sent.
 * - `InvalidConfiguration`: the client lacks a setting, such as the region, or has
 *   one that is invalid.
 * - `Aborted`: somebody other than the caller ended the request.
 * - `Other`: none of these.
 *
 * @category schemas
 */
export const TransportReason = Schema.Literals([
  "Timeout",
  "ConnectionRefused",
  "ConnectionReset",
  "Unreachable",
  "Dns",
  "Tls",
  "InvalidHttp",
  "CredentialsNotFound",
  "CredentialsExpired",
  "InvalidConfiguration",
  "Aborted",
  "Other",
])
/** @category models */
export type TransportReason = typeof TransportReason.Type

/**
 * There was no answer: the request could not be sent, or the answer did not
 * arrive.
 *
 * @category errors
 */
export class TransportError extends Schema.TaggedError<TransportError>()("TransportError", {
  /** What failed. */
  message: Schema.String,
  /** Why, for programs to act on. Default: `Other`. */
  reason: TransportReason.pipe(Schema.withConstructorDefault(Effect.succeed("Other" as const))),
  /** Whether sending the same request again can succeed. */
  retryable: Schema.Boolean,
  /** What the error was made from. */
  cause: Schema.optionalKey(Schema.Defect()),
}) {}

/**
 * Why an answer can't be understood.
 *
 * - `Empty`: it has no body.
 * - `Truncated`: it is XML that breaks off before its end; a retry can help.
 * - `Html`: it is a page of HTML, as proxies and load balancers send.
 * - `NotXml`: it is something else that is not XML in UTF-8.
 * - `InvalidXml`: it is XML that is not well formed, or that has a document type,
 *   which is refused.
 * - `UnexpectedDocument`: it is XML, and neither the operation's result nor an
 *   error of EC2.
 * - `InvalidResult`: it is a result with something in it that does not belong
 *   there; `path` says where.
 * - `TooLong`: it is longer than the user allows.
 *
 * @category schemas
 */
export const MalformedReason = Schema.Literals([
  "Empty",
  "Truncated",
  "Html",
  "NotXml",
  "InvalidXml",
  "UnexpectedDocument",
  "InvalidResult",
  "TooLong",
])
/** @category models */
export type MalformedReason = typeof MalformedReason.Type

/**
 * There was an answer, and it can't be understood. It is never taken for an
 * empty one, and no part of it is dropped.
 *
 * @category errors
 */
export class MalformedResponse extends Schema.TaggedError<MalformedResponse>()(
  "MalformedResponse",
  {
    /** What was expected and what was there. */
    message: Schema.String,
    /** Why, for programs to act on. Default: `InvalidResult`. */
    reason: MalformedReason.pipe(
      Schema.withConstructorDefault(Effect.succeed("InvalidResult" as const)),
    ),
    /** Where in the answer: a path such as `RouteServerPeers[3].BgpOptions.PeerAsn`; empty for the answer as a whole. */
    path: Schema.String,
    /** The ID of the peer that can't be understood, if it is known. */
    routeServerPeerId: Schema.optionalKey(Schema.String),
    /** The ID that AWS gave the request, if the answer shows it. */
    requestId: Schema.optionalKey(Schema.String),
    /** The HTTP status of the answer, if there is one. */
    httpStatus: Schema.optionalKey(Schema.Int),
    /** Whether sending the same request again can succeed. */
    retryable: boolean(false),
    /** What the error was made from. */
    cause: Schema.optionalKey(Schema.Defect()),
  },
) {}

/**
 * A listing does not come to its end: a page token came for the second time, so
 * that it would go round in circles for ever, or there were more pages than the
 * caller allows. The pages up to here were delivered.
 *
 * @category errors
 */
export class ListingStalled extends Schema.TaggedError<ListingStalled>()("ListingStalled", {
  /** What keeps the listing from its end. */
  message: Schema.String,
  /** The token that was not followed. */
  nextToken: Schema.String,
  /** The number of pages that were delivered. */
  pages: Schema.Int,
  /** Whether sending the same request again can succeed. */
  retryable: boolean(false),
}) {}

const known = [
  DryRunOperation,
  UnauthorizedOperation,
  AuthFailure,
  RequestLimitExceeded,
  InvalidRouteServerPeerIdNotFound,
  InvalidRouteServerPeerIdMalformed,
  IncorrectState,
  InvalidParameterValue,
  InvalidParameterCombination,
  MissingParameter,
  UnknownParameter,
  InvalidAction,
  MissingAction,
  InvalidNextToken,
  InvalidPaginationToken,
  InvalidMaxResults,
  InvalidFilter,
  FilterLimitExceeded,
  InternalError,
  Unavailable,
] as const

/**
 * An error that EC2 answers.
 *
 * @category schemas
 */
export const ServiceError = Schema.Union([...known, OtherServiceError])
/** @category models */
export type ServiceError = typeof ServiceError.Type

/**
 * Everything that describing route server peers can fail with.
 *
 * @category schemas
 */
export const PeerSourceError = Schema.Union([
  ...known,
  OtherServiceError,
  TransportError,
  MalformedResponse,
  ListingStalled,
])
/** @category models */
export type PeerSourceError = typeof PeerSourceError.Type

const byCode = new Map<string, (typeof known)[number]>(
  known.map((ServiceError) => [ServiceError.identifier, ServiceError]),
)

/**
 * The codes, beside those that have a tag, that the JavaScript SDK takes for
 * throttling or a time-out, and retries, whatever the HTTP status: its own list,
 * of version 3.1169. Which of them EC2 answers is not known.
 */
const transientCodes: ReadonlySet<string> = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
])

/**
 * Whether an HTTP status says that the same request can succeed later: 429, and
 * 500 to 599.
 *
 * @category predicates
 */
export const isTransientStatus = (status: number): boolean =>
  status === 429 || (status >= 500 && status <= 599)

/**
 * The error that an AWS error code stands for: the one that is tagged with the
 * code, or {@link OtherServiceError} for any code beside those. A retry of the
 * latter can help if the JavaScript SDK takes the code for throttling or a time-out, or if
 * the HTTP status says so: 429, or 500 to 599.
 *
 * **Example** (Reading an error that AWS answered)
 *
 * ```ts
 * import { PeerSourceError } from "@route-server/core"
 *
 * const throttled = PeerSourceError.fromCode("RequestLimitExceeded", {
 *   message: "Request limit exceeded.",
 *   httpStatus: 503,
 * })
 *
 * throttled._tag // => "RequestLimitExceeded"
 * throttled.retryable // => true
 * ```
 *
 * @category constructors
 */
export const fromCode = (
  code: string,
  details: {
    /** AWS's text. */
    readonly message: string
    /** The HTTP status of the answer. */
    readonly httpStatus: number
    /** The ID that AWS gave the request. */
    readonly requestId?: string
    /** What the error is made from. */
    readonly cause?: unknown
  },
): ServiceError => {
  const Known = byCode.get(code)
  return Known === undefined
    ? new OtherServiceError({
        ...details,
        code,
        retryable: transientCodes.has(code) || isTransientStatus(details.httpStatus),
      })
    : new Known(details)
}
