import { Schema } from "effect";
export declare class AuthFailure extends AuthFailure_base {
}
declare const AuthFailure_base: Schema.Class<AuthFailure, Schema.TaggedStruct<"AuthFailure", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class DryRunOperation extends DryRunOperation_base {
}
declare const DryRunOperation_base: Schema.Class<DryRunOperation, Schema.TaggedStruct<"DryRunOperation", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class FilterLimitExceeded extends FilterLimitExceeded_base {
}
declare const FilterLimitExceeded_base: Schema.Class<FilterLimitExceeded, Schema.TaggedStruct<"FilterLimitExceeded", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class IncorrectState extends IncorrectState_base {
}
declare const IncorrectState_base: Schema.Class<IncorrectState, Schema.TaggedStruct<"IncorrectState", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InternalError extends InternalError_base {
}
declare const InternalError_base: Schema.Class<InternalError, Schema.TaggedStruct<"InternalError", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidAction extends InvalidAction_base {
}
declare const InvalidAction_base: Schema.Class<InvalidAction, Schema.TaggedStruct<"InvalidAction", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidFilter extends InvalidFilter_base {
}
declare const InvalidFilter_base: Schema.Class<InvalidFilter, Schema.TaggedStruct<"InvalidFilter", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidMaxResults extends InvalidMaxResults_base {
}
declare const InvalidMaxResults_base: Schema.Class<InvalidMaxResults, Schema.TaggedStruct<"InvalidMaxResults", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidNextToken extends InvalidNextToken_base {
}
declare const InvalidNextToken_base: Schema.Class<InvalidNextToken, Schema.TaggedStruct<"InvalidNextToken", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidPaginationToken extends InvalidPaginationToken_base {
}
declare const InvalidPaginationToken_base: Schema.Class<InvalidPaginationToken, Schema.TaggedStruct<"InvalidPaginationToken", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidParameterCombination extends InvalidParameterCombination_base {
}
declare const InvalidParameterCombination_base: Schema.Class<InvalidParameterCombination, Schema.TaggedStruct<"InvalidParameterCombination", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidParameterValue extends InvalidParameterValue_base {
}
declare const InvalidParameterValue_base: Schema.Class<InvalidParameterValue, Schema.TaggedStruct<"InvalidParameterValue", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidRouteServerPeerIdMalformed extends InvalidRouteServerPeerIdMalformed_base {
}
declare const InvalidRouteServerPeerIdMalformed_base: Schema.Class<InvalidRouteServerPeerIdMalformed, Schema.TaggedStruct<"InvalidRouteServerPeerId.Malformed", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class InvalidRouteServerPeerIdNotFound extends InvalidRouteServerPeerIdNotFound_base {
}
declare const InvalidRouteServerPeerIdNotFound_base: Schema.Class<InvalidRouteServerPeerIdNotFound, Schema.TaggedStruct<"InvalidRouteServerPeerId.NotFound", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class ListingStalled extends ListingStalled_base {
}
declare const ListingStalled_base: Schema.Class<ListingStalled, Schema.TaggedStruct<"ListingStalled", {
    readonly message: Schema.String;
    readonly nextToken: Schema.String;
    readonly pages: Schema.Int;
    readonly retryable: Schema.withConstructorDefault<Schema.Boolean>;
}>, import("effect/Cause").YieldableError>;
export declare const MalformedReason: Schema.Literals<readonly ["Empty", "Truncated", "Html", "NotXml", "InvalidXml", "UnexpectedDocument", "InvalidResult", "TooLong"]>;
export type MalformedReason = typeof MalformedReason.Type;
export declare class MalformedResponse extends MalformedResponse_base {
}
declare const MalformedResponse_base: Schema.Class<MalformedResponse, Schema.TaggedStruct<"MalformedResponse", {
    readonly message: Schema.String;
    readonly reason: Schema.withConstructorDefault<Schema.Literals<readonly ["Empty", "Truncated", "Html", "NotXml", "InvalidXml", "UnexpectedDocument", "InvalidResult", "TooLong"]>>;
    readonly path: Schema.String;
    readonly routeServerPeerId: Schema.optionalKey<Schema.String>;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly httpStatus: Schema.optionalKey<Schema.Int>;
    readonly retryable: Schema.withConstructorDefault<Schema.Boolean>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class MissingAction extends MissingAction_base {
}
declare const MissingAction_base: Schema.Class<MissingAction, Schema.TaggedStruct<"MissingAction", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class MissingParameter extends MissingParameter_base {
}
declare const MissingParameter_base: Schema.Class<MissingParameter, Schema.TaggedStruct<"MissingParameter", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class OtherServiceError extends OtherServiceError_base {
}
declare const OtherServiceError_base: Schema.Class<OtherServiceError, Schema.TaggedStruct<"OtherServiceError", {
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly httpStatus: Schema.withConstructorDefault<Schema.Int>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    readonly code: Schema.String;
    readonly retryable: Schema.Boolean;
}>, import("effect/Cause").YieldableError>;
export declare const PeerSourceError: Schema.Union<readonly [typeof DryRunOperation, typeof UnauthorizedOperation, typeof AuthFailure, typeof RequestLimitExceeded, typeof InvalidRouteServerPeerIdNotFound, typeof InvalidRouteServerPeerIdMalformed, typeof IncorrectState, typeof InvalidParameterValue, typeof InvalidParameterCombination, typeof MissingParameter, typeof UnknownParameter, typeof InvalidAction, typeof MissingAction, typeof InvalidNextToken, typeof InvalidPaginationToken, typeof InvalidMaxResults, typeof InvalidFilter, typeof FilterLimitExceeded, typeof InternalError, typeof Unavailable, typeof OtherServiceError, typeof TransportError, typeof MalformedResponse, typeof ListingStalled]>;
export type PeerSourceError = typeof PeerSourceError.Type;
export declare class RequestLimitExceeded extends RequestLimitExceeded_base {
}
declare const RequestLimitExceeded_base: Schema.Class<RequestLimitExceeded, Schema.TaggedStruct<"RequestLimitExceeded", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare const ServiceError: Schema.Union<readonly [typeof DryRunOperation, typeof UnauthorizedOperation, typeof AuthFailure, typeof RequestLimitExceeded, typeof InvalidRouteServerPeerIdNotFound, typeof InvalidRouteServerPeerIdMalformed, typeof IncorrectState, typeof InvalidParameterValue, typeof InvalidParameterCombination, typeof MissingParameter, typeof UnknownParameter, typeof InvalidAction, typeof MissingAction, typeof InvalidNextToken, typeof InvalidPaginationToken, typeof InvalidMaxResults, typeof InvalidFilter, typeof FilterLimitExceeded, typeof InternalError, typeof Unavailable, typeof OtherServiceError]>;
export type ServiceError = typeof ServiceError.Type;
export declare class TransportError extends TransportError_base {
}
declare const TransportError_base: Schema.Class<TransportError, Schema.TaggedStruct<"TransportError", {
    readonly message: Schema.String;
    readonly reason: Schema.withConstructorDefault<Schema.Literals<readonly ["Timeout", "ConnectionRefused", "ConnectionReset", "Unreachable", "Dns", "Tls", "InvalidHttp", "CredentialsNotFound", "CredentialsExpired", "InvalidConfiguration", "Aborted", "Other"]>>;
    readonly retryable: Schema.Boolean;
    readonly cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare const TransportReason: Schema.Literals<readonly ["Timeout", "ConnectionRefused", "ConnectionReset", "Unreachable", "Dns", "Tls", "InvalidHttp", "CredentialsNotFound", "CredentialsExpired", "InvalidConfiguration", "Aborted", "Other"]>;
export type TransportReason = typeof TransportReason.Type;
export declare class UnauthorizedOperation extends UnauthorizedOperation_base {
}
declare const UnauthorizedOperation_base: Schema.Class<UnauthorizedOperation, Schema.TaggedStruct<"UnauthorizedOperation", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class Unavailable extends Unavailable_base {
}
declare const Unavailable_base: Schema.Class<Unavailable, Schema.TaggedStruct<"Unavailable", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class UnknownParameter extends UnknownParameter_base {
}
declare const UnknownParameter_base: Schema.Class<UnknownParameter, Schema.TaggedStruct<"UnknownParameter", {
    message: Schema.String;
    requestId: Schema.optionalKey<Schema.String>;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    retryable: Schema.withConstructorDefault<Schema.Boolean>;
    cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare const fromCode: (code: string, details: {
    readonly message: string;
    readonly httpStatus: number;
    readonly requestId?: string;
    readonly cause?: unknown;
}) => ServiceError;
export declare const isTransientStatus: (status: number) => boolean;
