import * as Schema from "effect/Schema";
export declare class RouteServerPeerDeleted extends RouteServerPeerDeleted_base {
}
declare const RouteServerPeerDeleted_base: Schema.Class<RouteServerPeerDeleted, Schema.TaggedStruct<"RouteServerPeerDeleted", {
    readonly message: Schema.String;
    readonly goal: Schema.String;
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
    readonly routeServerPeerIds: Schema.$Array<Schema.String>;
}>, import("effect/Cause").YieldableError>;
export declare class RouteServerPeerFailed extends RouteServerPeerFailed_base {
}
declare const RouteServerPeerFailed_base: Schema.Class<RouteServerPeerFailed, Schema.TaggedStruct<"RouteServerPeerFailed", {
    readonly message: Schema.String;
    readonly goal: Schema.String;
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
    readonly routeServerPeerIds: Schema.$Array<Schema.String>;
    readonly failureReason: Schema.optionalKey<Schema.String>;
}>, import("effect/Cause").YieldableError>;
export declare class RouteServerPeerNotFound extends RouteServerPeerNotFound_base {
}
declare const RouteServerPeerNotFound_base: Schema.Class<RouteServerPeerNotFound, Schema.TaggedStruct<"RouteServerPeerNotFound", {
    readonly message: Schema.String;
    readonly goal: Schema.String;
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
    readonly routeServerPeerIds: Schema.$Array<Schema.String>;
}>, import("effect/Cause").YieldableError>;
export declare const Sighting: Schema.Struct<{
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
}>;
export interface Sighting extends Schema.Schema.Type<typeof Sighting> {
}
export declare const WaiterError: Schema.Union<readonly [typeof RouteServerPeerFailed, typeof RouteServerPeerDeleted, typeof RouteServerPeerNotFound, typeof WaiterTimedOut]>;
export type WaiterError = typeof WaiterError.Type;
export declare class WaiterTimedOut extends WaiterTimedOut_base {
}
declare const WaiterTimedOut_base: Schema.Class<WaiterTimedOut, Schema.TaggedStruct<"WaiterTimedOut", {
    readonly message: Schema.String;
    readonly goal: Schema.String;
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
    readonly waited: Schema.Finite;
    readonly lastFailure: Schema.optionalKey<Schema.Union<readonly [typeof import("./ServiceError.ts").DryRunOperation, typeof import("./ServiceError.ts").UnauthorizedOperation, typeof import("./ServiceError.ts").AuthFailure, typeof import("./ServiceError.ts").RequestLimitExceeded, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdNotFound, typeof import("./ServiceError.ts").InvalidRouteServerPeerIdMalformed, typeof import("./ServiceError.ts").IncorrectState, typeof import("./ServiceError.ts").InvalidParameterValue, typeof import("./ServiceError.ts").InvalidParameterCombination, typeof import("./ServiceError.ts").MissingParameter, typeof import("./ServiceError.ts").UnknownParameter, typeof import("./ServiceError.ts").InvalidAction, typeof import("./ServiceError.ts").MissingAction, typeof import("./ServiceError.ts").InvalidNextToken, typeof import("./ServiceError.ts").InvalidPaginationToken, typeof import("./ServiceError.ts").InvalidMaxResults, typeof import("./ServiceError.ts").InvalidFilter, typeof import("./ServiceError.ts").FilterLimitExceeded, typeof import("./ServiceError.ts").InternalError, typeof import("./ServiceError.ts").Unavailable, typeof import("./ServiceError.ts").OtherServiceError, typeof import("./PeerSourceError.ts").TransportError, typeof import("./PeerSourceError.ts").MalformedResponse, typeof import("./PeerSourceError.ts").ListingStalled]>>;
}>, import("effect/Cause").YieldableError>;
