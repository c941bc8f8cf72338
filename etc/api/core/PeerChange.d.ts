import * as Schema from "effect/Schema";
import { type RouteServerPeer } from "./RouteServerPeer.ts";
export declare const PeerChange: Schema.TaggedUnion<{
    readonly Appeared: Schema.TaggedStruct<"Appeared", {
        readonly routeServerPeerId: Schema.String;
        readonly peer: import("./OpenStruct.ts").OpenStruct<{
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
        }>;
    }>;
    readonly BfdChanged: Schema.TaggedStruct<"BfdChanged", {
        routeServerPeerId: Schema.String;
        before: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
            readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
        }>>;
        after: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
            readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
        }>>;
    }>;
    readonly BgpChanged: Schema.TaggedStruct<"BgpChanged", {
        routeServerPeerId: Schema.String;
        before: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
            readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
        }>>;
        after: Schema.optionalKey<import("./OpenStruct.ts").OpenStruct<{
            readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
        }>>;
    }>;
    readonly Disappeared: Schema.TaggedStruct<"Disappeared", {
        readonly routeServerPeerId: Schema.String;
        readonly peer: import("./OpenStruct.ts").OpenStruct<{
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
        }>;
        readonly wasDeleting: Schema.Boolean;
    }>;
    readonly MembersChanged: Schema.TaggedStruct<"MembersChanged", {
        readonly routeServerPeerId: Schema.String;
        readonly members: Schema.$Array<Schema.String>;
        readonly before: import("./OpenStruct.ts").OpenStruct<{
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
        }>;
        readonly after: import("./OpenStruct.ts").OpenStruct<{
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
        }>;
    }>;
    readonly StateChanged: Schema.TaggedStruct<"StateChanged", {
        routeServerPeerId: Schema.String;
        before: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
        after: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
    }>;
    readonly TagsChanged: Schema.TaggedStruct<"TagsChanged", {
        routeServerPeerId: Schema.String;
        before: Schema.optionalKey<Schema.$Array<import("./OpenStruct.ts").OpenStruct<{
            readonly Key: Schema.String;
            readonly Value: Schema.optionalKey<Schema.String>;
        }>>>;
        after: Schema.optionalKey<Schema.$Array<import("./OpenStruct.ts").OpenStruct<{
            readonly Key: Schema.String;
            readonly Value: Schema.optionalKey<Schema.String>;
        }>>>;
    }>;
}>;
export type PeerChange = typeof PeerChange.Type;
type Snapshot = Iterable<RouteServerPeer>;
export declare const appeared: (peer: RouteServerPeer) => PeerChange;
export declare const apply: {
    (changes: Iterable<PeerChange>): (before: Snapshot) => ReadonlyArray<RouteServerPeer>;
    (before: Snapshot, changes: Iterable<PeerChange>): ReadonlyArray<RouteServerPeer>;
};
export declare const between: (before: RouteServerPeer, after: RouteServerPeer) => ReadonlyArray<PeerChange>;
export declare const diff: {
    (after: Snapshot): (before: Snapshot) => ReadonlyArray<PeerChange>;
    (before: Snapshot, after: Snapshot): ReadonlyArray<PeerChange>;
};
export declare const disappeared: (peer: RouteServerPeer, { wasDeleting }?: {
    readonly wasDeleting?: boolean | undefined;
}) => PeerChange;
export declare const format: (change: PeerChange) => string;
export declare const snapshotOf: (table: ReadonlyMap<string, RouteServerPeer>) => ReadonlyArray<RouteServerPeer>;
