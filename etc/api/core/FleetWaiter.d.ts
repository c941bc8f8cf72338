import * as Effect from "effect/Effect";
import * as Fleet from "./Fleet.ts";
import * as Schema from "effect/Schema";
import type * as Waiter from "./Waiter.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
export declare class FleetPeersNotFound extends FleetPeersNotFound_base {
}
declare const FleetPeersNotFound_base: Schema.Class<FleetPeersNotFound, Schema.TaggedStruct<"FleetPeersNotFound", {
    readonly message: Schema.String;
    readonly goal: Schema.String;
    readonly routeServerPeerIds: Schema.$Array<Schema.String>;
}>, import("effect/Cause").YieldableError>;
export declare class FleetTimedOut extends FleetTimedOut_base {
}
declare const FleetTimedOut_base: Schema.Class<FleetTimedOut, Schema.TaggedStruct<"FleetTimedOut", {
    readonly message: Schema.String;
    readonly goal: Schema.String;
    readonly targets: Schema.$Array<Schema.Struct<{
        readonly target: Schema.Struct<{
            readonly name: Schema.NonEmptyString;
            readonly account: Schema.optionalKey<Schema.String>;
            readonly region: Schema.NonEmptyString;
            readonly labels: Schema.optionalKey<Schema.$Record<Schema.String, Schema.String>>;
            readonly request: Schema.optionalKey<Schema.Struct<{
                readonly RouteServerPeerIds: Schema.optionalKey<Schema.$Array<Schema.String>>;
                readonly Filters: Schema.optionalKey<Schema.$Array<Schema.Struct<{
                    readonly Name: Schema.optional<Schema.String>;
                    readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
                }>>>;
            }>>;
        }>;
        readonly isMet: Schema.Boolean;
        readonly sightings: Schema.$Array<Schema.Struct<{
            readonly routeServerPeerId: Schema.String;
            readonly standing: Schema.Literals<readonly ["Found", "NotFound", "Unreadable", "Unknown"]>;
            readonly peer: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                readonly RouteServerPeerId: import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
                readonly RouteServerEndpointId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
                readonly RouteServerId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
                readonly VpcId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
                readonly SubnetId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
                readonly State: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
                readonly FailureReason: Schema.optionalKey<Schema.String>;
                readonly EndpointEniId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
                readonly EndpointEniAddress: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly PeerAddress: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly BgpOptions: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                    readonly PeerAsn: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
                    readonly PeerLivenessDetection: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"bfd" | "bgp-keepalive">>;
                }>>;
                readonly BgpStatus: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
                }>>;
                readonly BfdStatus: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
                }>>;
                readonly Tags: Schema.optionalKey<Schema.$Array<import("./OpenStruct.ts").OpenStruct<{
                    readonly Key: Schema.String;
                    readonly Value: Schema.optionalKey<Schema.String>;
                }>>>;
            }>>;
            readonly age: Schema.optionalKey<Schema.Finite>;
        }>>;
        readonly lastFailure: Schema.optionalKey<Schema.Union<readonly [typeof import("./ServiceError.ts").DryRunOperation, typeof import("./ServiceError.ts").UnauthorizedOperation, typeof import("./ServiceError.ts").AuthFailure, typeof import("./ServiceError.ts").RequestLimitExceeded, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdNotFound, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdMalformed, typeof import("./ServiceError.ts").IncorrectState, typeof import("./ServiceError.ts").InvalidParameterValue, typeof import("./ServiceError.ts").InvalidParameterCombination, typeof import("./ServiceError.ts").MissingParameter, typeof import("./ServiceError.ts").UnknownParameter, typeof import("./ServiceError.ts").InvalidAction, typeof import("./ServiceError.ts").MissingAction, typeof import("./ServiceError.ts").InvalidNextToken, typeof import("./ServiceError.ts").InvalidPaginationToken, typeof import("./ServiceError.ts").InvalidMaxResults, typeof import("./ServiceError.ts").InvalidFilter, typeof import("./ServiceError.ts").FilterLimitExceeded, typeof import("./ServiceError.ts").InternalError, typeof import("./ServiceError.ts").Unavailable, typeof import("./ServiceError.ts").OtherServiceError, typeof import("./PeerSourceError.ts").TransportError, typeof import("./PeerSourceError.ts").MalformedResponse, typeof import("./PeerSourceError.ts").ListingStalled]>>;
    }>>;
    readonly waited: Schema.Finite;
}>, import("effect/Cause").YieldableError>;
export declare const FleetWaiterError: Schema.Union<readonly [typeof TargetFailed, typeof FleetPeersNotFound, typeof FleetTimedOut]>;
export type FleetWaiterError = typeof FleetWaiterError.Type;
export interface Options extends Omit<Waiter.Options, "onPoll">, Fleet.Effort {
    readonly onPoll?: ((targets: ReadonlyArray<TargetSighting>) => Effect.Effect<unknown>) | undefined;
}
export declare class TargetFailed extends TargetFailed_base {
}
declare const TargetFailed_base: Schema.Class<TargetFailed, Schema.TaggedStruct<"TargetFailed", {
    readonly message: Schema.String;
    readonly target: Schema.Struct<{
        readonly name: Schema.NonEmptyString;
        readonly account: Schema.optionalKey<Schema.String>;
        readonly region: Schema.NonEmptyString;
        readonly labels: Schema.optionalKey<Schema.$Record<Schema.String, Schema.String>>;
        readonly request: Schema.optionalKey<Schema.Struct<{
            readonly RouteServerPeerIds: Schema.optionalKey<Schema.$Array<Schema.String>>;
            readonly Filters: Schema.optionalKey<Schema.$Array<Schema.Struct<{
                readonly Name: Schema.optional<Schema.String>;
                readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
            }>>>;
        }>>;
    }>;
    readonly error: Schema.Union<readonly [Schema.Union<readonly [typeof Waiter.RouteServerPeerFailed, typeof Waiter.RouteServerPeerDeleted, typeof Waiter.RouteServerPeerNotFound, typeof Waiter.WaiterTimedOut]>, Schema.Union<readonly [typeof import("./ServiceError.ts").DryRunOperation, typeof import("./ServiceError.ts").UnauthorizedOperation, typeof import("./ServiceError.ts").AuthFailure, typeof import("./ServiceError.ts").RequestLimitExceeded, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdNotFound, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdMalformed, typeof import("./ServiceError.ts").IncorrectState, typeof import("./ServiceError.ts").InvalidParameterValue, typeof import("./ServiceError.ts").InvalidParameterCombination, typeof import("./ServiceError.ts").MissingParameter, typeof import("./ServiceError.ts").UnknownParameter, typeof import("./ServiceError.ts").InvalidAction, typeof import("./ServiceError.ts").MissingAction, typeof import("./ServiceError.ts").InvalidNextToken, typeof import("./ServiceError.ts").InvalidPaginationToken, typeof import("./ServiceError.ts").InvalidMaxResults, typeof import("./ServiceError.ts").InvalidFilter, typeof import("./ServiceError.ts").FilterLimitExceeded, typeof import("./ServiceError.ts").InternalError, typeof import("./ServiceError.ts").Unavailable, typeof import("./ServiceError.ts").OtherServiceError, typeof import("./PeerSourceError.ts").TransportError, typeof import("./PeerSourceError.ts").MalformedResponse, typeof import("./PeerSourceError.ts").ListingStalled]>]>;
}>, import("effect/Cause").YieldableError>;
export declare const TargetSighting: Schema.Struct<{
    readonly target: Schema.Struct<{
        readonly name: Schema.NonEmptyString;
        readonly account: Schema.optionalKey<Schema.String>;
        readonly region: Schema.NonEmptyString;
        readonly labels: Schema.optionalKey<Schema.$Record<Schema.String, Schema.String>>;
        readonly request: Schema.optionalKey<Schema.Struct<{
            readonly RouteServerPeerIds: Schema.optionalKey<Schema.$Array<Schema.String>>;
            readonly Filters: Schema.optionalKey<Schema.$Array<Schema.Struct<{
                readonly Name: Schema.optional<Schema.String>;
                readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
            }>>>;
        }>>;
    }>;
    readonly isMet: Schema.Boolean;
    readonly sightings: Schema.$Array<Schema.Struct<{
        readonly routeServerPeerId: Schema.String;
        readonly standing: Schema.Literals<readonly ["Found", "NotFound", "Unreadable", "Unknown"]>;
        readonly peer: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
            readonly RouteServerPeerId: import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
            readonly RouteServerEndpointId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
            readonly RouteServerId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
            readonly VpcId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
            readonly SubnetId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
            readonly State: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
            readonly FailureReason: Schema.optionalKey<Schema.String>;
            readonly EndpointEniId: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
            readonly EndpointEniAddress: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
            readonly PeerAddress: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
            readonly BgpOptions: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                readonly PeerAsn: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
                readonly PeerLivenessDetection: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"bfd" | "bgp-keepalive">>;
            }>>;
            readonly BgpStatus: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
            }>>;
            readonly BfdStatus: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
                readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
            }>>;
            readonly Tags: Schema.optionalKey<Schema.$Array<import("./OpenStruct.ts").OpenStruct<{
                readonly Key: Schema.String;
                readonly Value: Schema.optionalKey<Schema.String>;
            }>>>;
        }>>;
        readonly age: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly lastFailure: Schema.optionalKey<Schema.Union<readonly [typeof import("./ServiceError.ts").DryRunOperation, typeof import("./ServiceError.ts").UnauthorizedOperation, typeof import("./ServiceError.ts").AuthFailure, typeof import("./ServiceError.ts").RequestLimitExceeded, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdNotFound, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdMalformed, typeof import("./ServiceError.ts").IncorrectState, typeof import("./ServiceError.ts").InvalidParameterValue, typeof import("./ServiceError.ts").InvalidParameterCombination, typeof import("./ServiceError.ts").MissingParameter, typeof import("./ServiceError.ts").UnknownParameter, typeof import("./ServiceError.ts").InvalidAction, typeof import("./ServiceError.ts").MissingAction, typeof import("./ServiceError.ts").InvalidNextToken, typeof import("./ServiceError.ts").InvalidPaginationToken, typeof import("./ServiceError.ts").InvalidMaxResults, typeof import("./ServiceError.ts").InvalidFilter, typeof import("./ServiceError.ts").FilterLimitExceeded, typeof import("./ServiceError.ts").InternalError, typeof import("./ServiceError.ts").Unavailable, typeof import("./ServiceError.ts").OtherServiceError, typeof import("./PeerSourceError.ts").TransportError, typeof import("./PeerSourceError.ts").MalformedResponse, typeof import("./PeerSourceError.ts").ListingStalled]>>;
}>;
export interface TargetSighting extends Schema.Schema.Type<typeof TargetSighting> {
}
export interface UntilOptions extends Options, Omit<Waiter.UntilOptions, keyof Options> {
}
type Waiting = Effect.Effect<ReadonlyArray<Fleet.FleetPeer>, FleetWaiterError, Fleet.Fleet>;
export declare const until: (request: Fleet.Request, predicate: (peer: RouteServerPeer) => boolean, options?: UntilOptions) => Waiting;
export declare const untilAvailable: (request: Fleet.Request, options?: Options) => Waiting;
export declare const untilEstablished: (request: Fleet.Request, options?: Options) => Waiting;
export declare const untilGone: (request: Fleet.Request, options?: Options) => Waiting;
