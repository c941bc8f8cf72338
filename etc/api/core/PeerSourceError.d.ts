import * as Schema from "effect/Schema";
import { OtherServiceError } from "./ServiceError.ts";
export declare class ListingStalled extends ListingStalled_base {
    get isRetryable(): boolean;
}
declare const ListingStalled_base: Schema.Class<ListingStalled, Schema.TaggedStruct<"ListingStalled", {
    readonly message: Schema.String;
    readonly pages: Schema.Int;
}>, import("effect/Cause").YieldableError>;
export declare const MalformedReason: Schema.TaggedUnion<{
    readonly ContractBroken: Schema.TaggedStruct<"ContractBroken", {
        readonly rule: Schema.Literals<readonly ["DryRun", "Filters", "MaxResults", "RouteServerPeerIds", "UniquePeers"]>;
    }>;
    readonly InvalidResult: Schema.TaggedStruct<"InvalidResult", {
        readonly fault: Schema.String;
    }>;
    readonly NotAResult: Schema.TaggedStruct<"NotAResult", {
        readonly found: Schema.String;
    }>;
    readonly TooLong: Schema.TaggedStruct<"TooLong", {}>;
    readonly Truncated: Schema.TaggedStruct<"Truncated", {}>;
}>;
export type MalformedReason = typeof MalformedReason.Type;
export declare class MalformedResponse extends MalformedResponse_base {
    get isRetryable(): boolean;
}
declare const MalformedResponse_base: Schema.Class<MalformedResponse, Schema.TaggedStruct<"MalformedResponse", {
    readonly message: Schema.String;
    readonly reason: Schema.TaggedUnion<{
        readonly ContractBroken: Schema.TaggedStruct<"ContractBroken", {
            readonly rule: Schema.Literals<readonly ["DryRun", "Filters", "MaxResults", "RouteServerPeerIds", "UniquePeers"]>;
        }>;
        readonly InvalidResult: Schema.TaggedStruct<"InvalidResult", {
            readonly fault: Schema.String;
        }>;
        readonly NotAResult: Schema.TaggedStruct<"NotAResult", {
            readonly found: Schema.String;
        }>;
        readonly TooLong: Schema.TaggedStruct<"TooLong", {}>;
        readonly Truncated: Schema.TaggedStruct<"Truncated", {}>;
    }>;
    readonly path: Schema.withConstructorDefault<Schema.$Array<Schema.Union<readonly [Schema.String, Schema.Int]>>>;
    readonly routeServerPeerId: Schema.optionalKey<Schema.String>;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly httpStatus: Schema.optionalKey<Schema.Int>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare const PeerSourceError: Schema.Union<readonly [typeof import("./ServiceError.ts").DryRunOperation, typeof import("./ServiceError.ts").UnauthorizedOperation, typeof import("./ServiceError.ts").AuthFailure, typeof import("./ServiceError.ts").RequestLimitExceeded, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdNotFound, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdMalformed, typeof import("./ServiceError.ts").IncorrectState, typeof import("./ServiceError.ts").InvalidParameterValue, typeof import("./ServiceError.ts").InvalidParameterCombination, typeof import("./ServiceError.ts").MissingParameter, typeof import("./ServiceError.ts").UnknownParameter, typeof import("./ServiceError.ts").InvalidAction, typeof import("./ServiceError.ts").MissingAction, typeof import("./ServiceError.ts").InvalidNextToken, typeof import("./ServiceError.ts").InvalidPaginationToken, typeof import("./ServiceError.ts").InvalidMaxResults, typeof import("./ServiceError.ts").InvalidFilter, typeof import("./ServiceError.ts").FilterLimitExceeded, typeof import("./ServiceError.ts").InternalError, typeof import("./ServiceError.ts").Unavailable, typeof OtherServiceError, typeof TransportError, typeof MalformedResponse, typeof ListingStalled]>;
export type PeerSourceError = typeof PeerSourceError.Type;
export declare class TransportError extends TransportError_base {
    get isRetryable(): boolean;
}
declare const TransportError_base: Schema.Class<TransportError, Schema.TaggedStruct<"TransportError", {
    readonly message: Schema.String;
    readonly reason: Schema.TaggedUnion<{
        readonly Aborted: Schema.TaggedStruct<"Aborted", {}>;
        readonly ConnectionRefused: Schema.TaggedStruct<"ConnectionRefused", {}>;
        readonly ConnectionReset: Schema.TaggedStruct<"ConnectionReset", {}>;
        readonly CredentialsExpired: Schema.TaggedStruct<"CredentialsExpired", {}>;
        readonly CredentialsNotFound: Schema.TaggedStruct<"CredentialsNotFound", {
            readonly isTransient: Schema.Boolean;
        }>;
        readonly Dns: Schema.TaggedStruct<"Dns", {}>;
        readonly InvalidConfiguration: Schema.TaggedStruct<"InvalidConfiguration", {}>;
        readonly InvalidHttp: Schema.TaggedStruct<"InvalidHttp", {}>;
        readonly Other: Schema.TaggedStruct<"Other", {}>;
        readonly Timeout: Schema.TaggedStruct<"Timeout", {}>;
        readonly Tls: Schema.TaggedStruct<"Tls", {}>;
        readonly Unreachable: Schema.TaggedStruct<"Unreachable", {}>;
    }>;
    readonly requestId: Schema.optionalKey<Schema.String>;
    readonly cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
export declare const TransportReason: Schema.TaggedUnion<{
    readonly Aborted: Schema.TaggedStruct<"Aborted", {}>;
    readonly ConnectionRefused: Schema.TaggedStruct<"ConnectionRefused", {}>;
    readonly ConnectionReset: Schema.TaggedStruct<"ConnectionReset", {}>;
    readonly CredentialsExpired: Schema.TaggedStruct<"CredentialsExpired", {}>;
    readonly CredentialsNotFound: Schema.TaggedStruct<"CredentialsNotFound", {
        readonly isTransient: Schema.Boolean;
    }>;
    readonly Dns: Schema.TaggedStruct<"Dns", {}>;
    readonly InvalidConfiguration: Schema.TaggedStruct<"InvalidConfiguration", {}>;
    readonly InvalidHttp: Schema.TaggedStruct<"InvalidHttp", {}>;
    readonly Other: Schema.TaggedStruct<"Other", {}>;
    readonly Timeout: Schema.TaggedStruct<"Timeout", {}>;
    readonly Tls: Schema.TaggedStruct<"Tls", {}>;
    readonly Unreachable: Schema.TaggedStruct<"Unreachable", {}>;
}>;
export type TransportReason = typeof TransportReason.Type;
export declare const codeOf: (error: PeerSourceError) => string;
export declare const formatPath: (path: ReadonlyArray<PropertyKey>) => string;
