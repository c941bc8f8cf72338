import * as Schema from "effect/Schema";
declare class Answered extends Answered_base {
    get isThrottled(): boolean;
    get isRetryable(): boolean;
}
declare const Answered_base: Schema.Class<Answered, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly httpStatus: Schema.Int;
    readonly cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare class AuthFailure extends AuthFailure_base {
}
declare const AuthFailure_base: Schema.Class<AuthFailure, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"AuthFailure">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class DryRunOperation extends DryRunOperation_base {
}
declare const DryRunOperation_base: Schema.Class<DryRunOperation, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"DryRunOperation">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class FilterLimitExceeded extends FilterLimitExceeded_base {
}
declare const FilterLimitExceeded_base: Schema.Class<FilterLimitExceeded, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"FilterLimitExceeded">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class IncorrectState extends IncorrectState_base {
}
declare const IncorrectState_base: Schema.Class<IncorrectState, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"IncorrectState">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InternalError extends InternalError_base {
    get isRetryable(): boolean;
}
declare const InternalError_base: Schema.Class<InternalError, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InternalError">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidAction extends InvalidAction_base {
}
declare const InvalidAction_base: Schema.Class<InvalidAction, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidAction">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidFilter extends InvalidFilter_base {
}
declare const InvalidFilter_base: Schema.Class<InvalidFilter, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidFilter">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidMaxResults extends InvalidMaxResults_base {
}
declare const InvalidMaxResults_base: Schema.Class<InvalidMaxResults, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidMaxResults">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidNextToken extends InvalidNextToken_base {
}
declare const InvalidNextToken_base: Schema.Class<InvalidNextToken, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidNextToken">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidPaginationToken extends InvalidPaginationToken_base {
}
declare const InvalidPaginationToken_base: Schema.Class<InvalidPaginationToken, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidPaginationToken">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidParameterCombination extends InvalidParameterCombination_base {
}
declare const InvalidParameterCombination_base: Schema.Class<InvalidParameterCombination, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidParameterCombination">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidParameterValue extends InvalidParameterValue_base {
}
declare const InvalidParameterValue_base: Schema.Class<InvalidParameterValue, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidParameterValue">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidRouteServerPeerIdMalformed extends InvalidRouteServerPeerIdMalformed_base {
}
declare const InvalidRouteServerPeerIdMalformed_base: Schema.Class<InvalidRouteServerPeerIdMalformed, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidRouteServerPeerId.Malformed">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class InvalidRouteServerPeerIdNotFound extends InvalidRouteServerPeerIdNotFound_base {
}
declare const InvalidRouteServerPeerIdNotFound_base: Schema.Class<InvalidRouteServerPeerIdNotFound, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"InvalidRouteServerPeerId.NotFound">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class MissingAction extends MissingAction_base {
}
declare const MissingAction_base: Schema.Class<MissingAction, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"MissingAction">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class MissingParameter extends MissingParameter_base {
}
declare const MissingParameter_base: Schema.Class<MissingParameter, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"MissingParameter">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class OtherServiceError extends OtherServiceError_base {
    get isThrottled(): boolean;
    get isRetryable(): boolean;
}
declare const OtherServiceError_base: Schema.Class<OtherServiceError, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"OtherServiceError">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
    code: Schema.String;
    meaning: Schema.optionalKey<Schema.Literals<readonly ["Throttling", "Transient"]>>;
}>, Answered> & Pick<{}, never>;
export declare class RequestLimitExceeded extends RequestLimitExceeded_base {
    get isThrottled(): boolean;
}
declare const RequestLimitExceeded_base: Schema.Class<RequestLimitExceeded, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"RequestLimitExceeded">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare const ServiceError: Schema.Union<readonly [typeof DryRunOperation, typeof UnauthorizedOperation, typeof AuthFailure, typeof RequestLimitExceeded, typeof InvalidRouteServerPeerIdNotFound, typeof InvalidRouteServerPeerIdMalformed, typeof IncorrectState, typeof InvalidParameterValue, typeof InvalidParameterCombination, typeof MissingParameter, typeof UnknownParameter, typeof InvalidAction, typeof MissingAction, typeof InvalidNextToken, typeof InvalidPaginationToken, typeof InvalidMaxResults, typeof InvalidFilter, typeof FilterLimitExceeded, typeof InternalError, typeof Unavailable, typeof OtherServiceError]>;
export type ServiceError = typeof ServiceError.Type;
export declare class UnauthorizedOperation extends UnauthorizedOperation_base {
}
declare const UnauthorizedOperation_base: Schema.Class<UnauthorizedOperation, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"UnauthorizedOperation">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class Unavailable extends Unavailable_base {
    get isRetryable(): boolean;
}
declare const Unavailable_base: Schema.Class<Unavailable, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"Unavailable">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare class UnknownParameter extends UnknownParameter_base {
}
declare const UnknownParameter_base: Schema.Class<UnknownParameter, Schema.Struct<{
    readonly message: Schema.String;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
    _tag: Schema.tag<"UnknownParameter">;
    httpStatus: Schema.withConstructorDefault<Schema.Int>;
}>, Answered> & Pick<{}, never>;
export declare const fromCode: (code: string, details: {
    readonly message: string;
    readonly httpStatus: number;
    readonly requestId?: string;
    readonly cause?: unknown;
    readonly meaning?: "Throttling" | "Transient";
}) => ServiceError;
export declare const isTransientStatus: (status: number) => boolean;
export declare const known: readonly [typeof DryRunOperation, typeof UnauthorizedOperation, typeof AuthFailure, typeof RequestLimitExceeded, typeof InvalidRouteServerPeerIdNotFound, typeof InvalidRouteServerPeerIdMalformed, typeof IncorrectState, typeof InvalidParameterValue, typeof InvalidParameterCombination, typeof MissingParameter, typeof UnknownParameter, typeof InvalidAction, typeof MissingAction, typeof InvalidNextToken, typeof InvalidPaginationToken, typeof InvalidMaxResults, typeof InvalidFilter, typeof FilterLimitExceeded, typeof InternalError, typeof Unavailable];
