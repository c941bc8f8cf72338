/**
 * Everything that describing route server peers can fail with.
 *
 * {@link PeerSourceError} is a closed union of the errors that EC2 answers, which
 * stand in `ServiceError`, and of a source's own: there was no answer
 * ({@link TransportError}), there was one that can't be understood
 * ({@link MalformedResponse}), or a listing does not get on
 * ({@link ListingStalled}). Reasons are tagged, for `Effect.catchReason`.
 *
 * Every error says whether a retry can help. None holds a credential.
 *
 * **Example** (Handling a peer that does not exist, and a service that is slow)
 *
 * ```ts
 * import { Effect } from "effect"
 * import { Listing } from "@route-server/core"
 *
 * const state = (id: string) =>
 *   Listing.get(id).pipe(
 *     Effect.map((peer) => peer.State),
 *     Effect.catchTag("InvalidRouteServerPeerId.NotFound", () => Effect.succeed("gone")),
 *     Effect.catchReason("TransportError", "Timeout", () => Effect.succeed("not known")),
 *   )
 * ```
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { formatPath as format } from "./internal/path.ts"
import { isTransientStatus, known, OtherServiceError } from "./ServiceError.ts"

/**
 * Why there was no answer.
 *
 * @category schemas
 */
export const TransportReason = Schema.TaggedUnion({
  /** The connection, or the answer, took longer than the client waits. */
  Timeout: {},
  /** Nothing listens at the address. */
  ConnectionRefused: {},
  /** The connection broke before the answer was complete. */
  ConnectionReset: {},
  /** There is no route to the address. */
  Unreachable: {},
  /** The name of the service could not be resolved. */
  Dns: {},
  /** No secure connection could be agreed, or the certificate is not trusted. */
  Tls: {},
  /** What came back is not HTTP. */
  InvalidHttp: {},
  /** No credentials could be had, so nothing was sent. */
  CredentialsNotFound: {
    /** Whether what kept them away passes, such as a service that did not answer. */
    isTransient: Schema.Boolean,
  },
  /** The credentials at hand have expired, as the client found or the service said. */
  CredentialsExpired: {},
  /** The client lacks a setting, such as the region, or has one that is invalid. */
  InvalidConfiguration: {},
  /** Somebody other than the caller ended the request. */
  Aborted: {},
  /** None of these. */
  Other: {},
})
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
  /** Why, for programs to act on. */
  reason: TransportReason,
  /** The ID that AWS gave the request, if it was answered that the credentials have expired. */
  requestId: Schema.optionalKey(Schema.String),
  /** What the error was made from. */
  cause: Schema.optionalKey(Schema.Defect()),
}) {
  /** Whether sending the same request again can succeed. */
  get isRetryable(): boolean {
    switch (this.reason._tag) {
      case "Timeout":
      case "ConnectionRefused":
      case "ConnectionReset":
      case "Unreachable":
      case "Dns":
        return true
      case "CredentialsNotFound":
        return this.reason.isTransient
      default:
        return false
    }
  }
}

/**
 * Why an answer can't be understood.
 *
 * @category schemas
 */
export const MalformedReason = Schema.TaggedUnion({
  /** It is a result with something in it that does not belong there. */
  InvalidResult: {
    /** What is wrong there, without the place. */
    fault: Schema.String,
  },
  /** It breaks off before its end; a retry can help. */
  Truncated: {},
  /** It is longer, or nested deeper, than its reader allows. */
  TooLong: {},
  /** It is no result at all. */
  NotAResult: {
    /** What it is instead, in the words of the source. */
    found: Schema.String,
  },
  /** It is a result that no service gives that keeps to its contract. */
  ContractBroken: {
    /** The part of the contract: the member of the request, or that no peer comes twice. */
    rule: Schema.Literals(["DryRun", "Filters", "MaxResults", "RouteServerPeerIds", "UniquePeers"]),
  },
})
/** @category models */
export type MalformedReason = typeof MalformedReason.Type

/**
 * A path as JavaScript writes it: `RouteServerPeers[3].BgpOptions.PeerAsn`.
 *
 * @category formatting
 */
export const formatPath: (path: ReadonlyArray<PropertyKey>) => string = format

/**
 * There was an answer, and it can't be understood. It is never taken for an
 * empty one, and no part of it is dropped.
 *
 * @category errors
 */
export class MalformedResponse extends Schema.TaggedError<MalformedResponse>()(
  "MalformedResponse",
  {
    /** What was expected and what was there, with the place. */
    message: Schema.String,
    /** Why, for programs to act on. */
    reason: MalformedReason,
    /** The place in the result, such as `["RouteServerPeers", 3, "PeerAddress"]`. Default: empty, for the result as a whole. */
    path: Schema.Array(Schema.Union([Schema.String, Schema.Int])).pipe(
      Schema.withConstructorDefault(Effect.succeed([])),
    ),
    /** The ID of the peer that can't be understood, if it is known. */
    routeServerPeerId: Schema.optionalKey(Schema.String),
    /** The ID that AWS gave the request, if the answer shows it. */
    requestId: Schema.optionalKey(Schema.String),
    /** The HTTP status of the answer, if there is one. */
    httpStatus: Schema.optionalKey(Schema.Int),
    /** What the error was made from. */
    cause: Schema.optionalKey(Schema.Defect()),
  },
) {
  /** Whether sending the same request again can succeed. */
  get isRetryable(): boolean {
    return (
      this.reason._tag === "Truncated" ||
      (this.httpStatus !== undefined && isTransientStatus(this.httpStatus))
    )
  }
}

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
  /** The number of pages that were delivered. */
  pages: Schema.Int,
}) {
  /** Whether sending the same request again can succeed. */
  get isRetryable(): boolean {
    return false
  }
}

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

/**
 * The error in a word: AWS's code, or why there was no answer, such as `Timeout`, or
 * `MalformedResponse` or `ListingStalled`.
 *
 * @category getters
 */
export const codeOf = (error: PeerSourceError): string => {
  switch (error._tag) {
    case "OtherServiceError":
      return error.code
    case "TransportError":
      return error.reason._tag
    default:
      return error._tag
  }
}
