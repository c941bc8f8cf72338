/**
 * The errors that EC2 answers, each tagged with AWS's code, so that
 * `Effect.catchTag` reads like the AWS documentation.
 *
 * **Example** (Reading an error that AWS answered)
 *
 * ```ts
 * import { ServiceError } from "@route-server/core"
 *
 * const throttled = ServiceError.fromCode("RequestLimitExceeded", {
 *   message: "Request limit exceeded.",
 *   httpStatus: 503,
 * })
 *
 * throttled._tag // => "RequestLimitExceeded"
 * throttled.isThrottled // => true
 * throttled.isRetryable // => true
 * ```
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/**
 * Whether an HTTP status says that the same request can succeed later: 429, and
 * 500 to 599.
 *
 * @category predicates
 */
export const isTransientStatus = (status: number): boolean =>
  status === 429 || (status >= 500 && status <= 599)

/** What every error that EC2 answers has. */
class Answered extends /* @__PURE__ */ Schema.Error<Answered>("ServiceError")({
  /** AWS's text. */
  message: Schema.String,
  /** The ID that AWS gave the request, if there was an answer from AWS. */
  requestId: /* @__PURE__ */ Schema.optionalKey(Schema.String),
  /** The HTTP status of the answer; without an answer, the one that comes with the code. */
  httpStatus: Schema.Int,
  /** What the error was made from. */
  cause: /* @__PURE__ */ Schema.optionalKey(/* @__PURE__ */ Schema.Defect()),
}) {
  /** Whether the code means that there were too many requests, whatever the HTTP status. */
  get isThrottled(): boolean {
    return false
  }
  /** Whether sending the same request again can succeed. */
  get isRetryable(): boolean {
    return this.isThrottled || isTransientStatus(this.httpStatus)
  }
}

/* @__NO_SIDE_EFFECTS__ */
const statusOr = (usual: number) =>
  Schema.Int.pipe(Schema.withConstructorDefault(Effect.succeed(usual)))

/** An error that has AWS's code as its tag, and the HTTP status that comes with it. */
/* @__NO_SIDE_EFFECTS__ */
const coded =
  <Self>() =>
  <const Code extends string>(code: Code, httpStatus = 400) =>
    Answered.extend<Self>(code)({ _tag: Schema.tag(code), httpStatus: statusOr(httpStatus) })

/**
 * The request was a dry run and the caller has the permissions it needs
 * (HTTP 412, docs).
 *
 * @category errors
 */
export class DryRunOperation extends /* @__PURE__ */ coded<DryRunOperation>()(
  "DryRunOperation",
  412,
) {}

/**
 * The caller may not describe route server peers (docs; HTTP 403 is a guess).
 *
 * @category errors
 */
export class UnauthorizedOperation extends /* @__PURE__ */ coded<UnauthorizedOperation>()(
  "UnauthorizedOperation",
  403,
) {}

/**
 * The credentials could not be validated (docs; HTTP 401 is a guess).
 *
 * @category errors
 */
export class AuthFailure extends /* @__PURE__ */ coded<AuthFailure>()("AuthFailure", 401) {}

/**
 * The account's rate of requests is exceeded; a retry helps (HTTP 503, docs).
 *
 * @category errors
 */
export class RequestLimitExceeded extends /* @__PURE__ */ coded<RequestLimitExceeded>()(
  "RequestLimitExceeded",
  503,
) {
  override get isThrottled(): boolean {
    return true
  }
}

/**
 * A peer ID names no peer. One such ID fails the whole request (seen for a
 * sibling).
 *
 * @category errors
 */
export class InvalidRouteServerPeerIdNotFound extends /* @__PURE__ */ coded<InvalidRouteServerPeerIdNotFound>()(
  "InvalidRouteServerPeerId.NotFound",
) {}

/**
 * A peer ID does not have the form of one (guess).
 *
 * @category errors
 */
export class InvalidRouteServerPeerIdMalformed extends /* @__PURE__ */ coded<InvalidRouteServerPeerIdMalformed>()(
  "InvalidRouteServerPeerId.Malformed",
) {}

/**
 * A peer is in a state that does not allow the operation (seen, on deletion).
 *
 * @category errors
 */
export class IncorrectState extends /* @__PURE__ */ coded<IncorrectState>()("IncorrectState") {}

/**
 * A parameter has a value that is not valid (docs).
 *
 * @category errors
 */
export class InvalidParameterValue extends /* @__PURE__ */ coded<InvalidParameterValue>()(
  "InvalidParameterValue",
) {}

/**
 * Two parameters can't be used together (docs).
 *
 * @category errors
 */
export class InvalidParameterCombination extends /* @__PURE__ */ coded<InvalidParameterCombination>()(
  "InvalidParameterCombination",
) {}

/**
 * A parameter that is required is missing (docs).
 *
 * @category errors
 */
export class MissingParameter extends /* @__PURE__ */ coded<MissingParameter>()(
  "MissingParameter",
) {}

/**
 * A parameter is not one of the operation's (docs).
 *
 * @category errors
 */
export class UnknownParameter extends /* @__PURE__ */ coded<UnknownParameter>()(
  "UnknownParameter",
) {}

/**
 * The action is not one of the service's (docs).
 *
 * @category errors
 */
export class InvalidAction extends /* @__PURE__ */ coded<InvalidAction>()("InvalidAction") {}

/**
 * The request names no action (docs).
 *
 * @category errors
 */
export class MissingAction extends /* @__PURE__ */ coded<MissingAction>()("MissingAction") {}

/**
 * A page token is not valid (docs).
 *
 * @category errors
 */
export class InvalidNextToken extends /* @__PURE__ */ coded<InvalidNextToken>()(
  "InvalidNextToken",
) {}

/**
 * A page token is not valid or has expired (docs).
 *
 * @category errors
 */
export class InvalidPaginationToken extends /* @__PURE__ */ coded<InvalidPaginationToken>()(
  "InvalidPaginationToken",
) {}

/**
 * The value of MaxResults is not valid (docs).
 *
 * @category errors
 */
export class InvalidMaxResults extends /* @__PURE__ */ coded<InvalidMaxResults>()(
  "InvalidMaxResults",
) {}

/**
 * A filter is not valid (docs).
 *
 * @category errors
 */
export class InvalidFilter extends /* @__PURE__ */ coded<InvalidFilter>()("InvalidFilter") {}

/**
 * The request has too many filters or filter values (docs).
 *
 * @category errors
 */
export class FilterLimitExceeded extends /* @__PURE__ */ coded<FilterLimitExceeded>()(
  "FilterLimitExceeded",
) {}

/**
 * The service failed; a retry helps (HTTP 500, docs).
 *
 * @category errors
 */
export class InternalError extends /* @__PURE__ */ coded<InternalError>()("InternalError", 500) {
  override get isRetryable(): boolean {
    return true
  }
}

/**
 * The service is overloaded; a retry helps (HTTP 503, docs).
 *
 * @category errors
 */
export class Unavailable extends /* @__PURE__ */ coded<Unavailable>()("Unavailable", 503) {
  override get isRetryable(): boolean {
    return true
  }
}

/* @__NO_SIDE_EFFECTS__ */
const uncoded = () => ({
  _tag: Schema.tag("OtherServiceError"),
  httpStatus: statusOr(400),
  /** AWS's error code. */
  code: Schema.String,
  /** What the source knows of the code: that it means throttling, or something else that passes. */
  meaning: Schema.optionalKey(Schema.Literals(["Throttling", "Transient"])),
})

/**
 * EC2 answered an error whose code is none of those above.
 *
 * @category errors
 */
export class OtherServiceError extends /* @__PURE__ */ Answered.extend<OtherServiceError>(
  "OtherServiceError",
)(uncoded()) {
  override get isThrottled(): boolean {
    return this.meaning === "Throttling"
  }
  override get isRetryable(): boolean {
    return this.meaning !== undefined || super.isRetryable
  }
}

/** The errors that have AWS's code as their tag. */
export const known = [
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
export const ServiceError = /* @__PURE__ */ (() => Schema.Union([...known, OtherServiceError]))()
/** @category models */
export type ServiceError = typeof ServiceError.Type

const byCode = /* @__PURE__ */ new Map<string, (typeof known)[number]>(
  /* @__PURE__ */ known.map((Known) => [Known.identifier, Known]),
)

/**
 * The error that an AWS error code stands for: the one that is tagged with the
 * code, or {@link OtherServiceError} for any code beside those.
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
    /** What is known of a code that has no tag of its own. */
    readonly meaning?: "Throttling" | "Transient"
  },
): ServiceError => {
  const { meaning, ...known } = details
  const Known = byCode.get(code)
  return Known === undefined ? new OtherServiceError({ ...details, code }) : new Known(known)
}
