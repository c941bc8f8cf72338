import { Schema } from "effect";
export declare const ChangeRecord: Schema.Struct<{
    readonly sequence: Schema.Int;
    readonly id: Schema.String;
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
    readonly at: Schema.Finite;
    readonly change: Schema.TaggedUnion<{
        readonly Appeared: Schema.TaggedStruct<"Appeared", {
            readonly routeServerPeerId: Schema.String;
            readonly peer: import("@route-server/core/OpenStruct").OpenStruct<{
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
                readonly RouteServerEndpointId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
                readonly RouteServerId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
                readonly VpcId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
                readonly SubnetId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
                readonly State: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
                readonly FailureReason: Schema.optionalKey<Schema.String>;
                readonly EndpointEniId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
                readonly EndpointEniAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly PeerAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly BgpOptions: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly PeerAsn: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
                    readonly PeerLivenessDetection: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"bfd" | "bgp-keepalive">>;
                }>>;
                readonly BgpStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly BfdStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly Tags: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Key: Schema.String;
                    readonly Value: Schema.optionalKey<Schema.String>;
                }>>>;
            }>;
        }>;
        readonly BfdChanged: Schema.TaggedStruct<"BfdChanged", {
            routeServerPeerId: Schema.String;
            before: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
            }>>;
            after: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
            }>>;
        }>;
        readonly BgpChanged: Schema.TaggedStruct<"BgpChanged", {
            routeServerPeerId: Schema.String;
            before: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
            }>>;
            after: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
            }>>;
        }>;
        readonly Disappeared: Schema.TaggedStruct<"Disappeared", {
            readonly routeServerPeerId: Schema.String;
            readonly peer: import("@route-server/core/OpenStruct").OpenStruct<{
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
                readonly RouteServerEndpointId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
                readonly RouteServerId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
                readonly VpcId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
                readonly SubnetId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
                readonly State: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
                readonly FailureReason: Schema.optionalKey<Schema.String>;
                readonly EndpointEniId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
                readonly EndpointEniAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly PeerAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly BgpOptions: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly PeerAsn: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
                    readonly PeerLivenessDetection: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"bfd" | "bgp-keepalive">>;
                }>>;
                readonly BgpStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly BfdStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly Tags: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Key: Schema.String;
                    readonly Value: Schema.optionalKey<Schema.String>;
                }>>>;
            }>;
            readonly wasDeleting: Schema.Boolean;
        }>;
        readonly MembersChanged: Schema.TaggedStruct<"MembersChanged", {
            readonly routeServerPeerId: Schema.String;
            readonly members: Schema.$Array<Schema.String>;
            readonly before: import("@route-server/core/OpenStruct").OpenStruct<{
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
                readonly RouteServerEndpointId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
                readonly RouteServerId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
                readonly VpcId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
                readonly SubnetId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
                readonly State: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
                readonly FailureReason: Schema.optionalKey<Schema.String>;
                readonly EndpointEniId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
                readonly EndpointEniAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly PeerAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly BgpOptions: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly PeerAsn: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
                    readonly PeerLivenessDetection: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"bfd" | "bgp-keepalive">>;
                }>>;
                readonly BgpStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly BfdStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly Tags: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Key: Schema.String;
                    readonly Value: Schema.optionalKey<Schema.String>;
                }>>>;
            }>;
            readonly after: import("@route-server/core/OpenStruct").OpenStruct<{
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
                readonly RouteServerEndpointId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
                readonly RouteServerId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
                readonly VpcId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
                readonly SubnetId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
                readonly State: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
                readonly FailureReason: Schema.optionalKey<Schema.String>;
                readonly EndpointEniId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
                readonly EndpointEniAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly PeerAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
                readonly BgpOptions: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly PeerAsn: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
                    readonly PeerLivenessDetection: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"bfd" | "bgp-keepalive">>;
                }>>;
                readonly BgpStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly BfdStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
                }>>;
                readonly Tags: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
                    readonly Key: Schema.String;
                    readonly Value: Schema.optionalKey<Schema.String>;
                }>>>;
            }>;
        }>;
        readonly StateChanged: Schema.TaggedStruct<"StateChanged", {
            routeServerPeerId: Schema.String;
            before: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
            after: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
        }>;
        readonly TagsChanged: Schema.TaggedStruct<"TagsChanged", {
            routeServerPeerId: Schema.String;
            before: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
                readonly Key: Schema.String;
                readonly Value: Schema.optionalKey<Schema.String>;
            }>>>;
            after: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
                readonly Key: Schema.String;
                readonly Value: Schema.optionalKey<Schema.String>;
            }>>>;
        }>;
    }>;
    readonly peer: import("@route-server/core/OpenStruct").OpenStruct<{
        readonly RouteServerPeerId: import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
        readonly RouteServerEndpointId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
        readonly RouteServerId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
        readonly VpcId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
        readonly SubnetId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
        readonly State: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
        readonly FailureReason: Schema.optionalKey<Schema.String>;
        readonly EndpointEniId: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
        readonly EndpointEniAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
        readonly PeerAddress: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
        readonly BgpOptions: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
            readonly PeerAsn: Schema.optionalKey<import("@route-server/core/OpenFormat").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
            readonly PeerLivenessDetection: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"bfd" | "bgp-keepalive">>;
        }>>;
        readonly BgpStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
            readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
        }>>;
        readonly BfdStatus: Schema.optionalKey<import("@route-server/core/OpenStruct").OpenStruct<{
            readonly Status: Schema.optionalKey<import("@route-server/core/OpenEnum").OpenEnum<"down" | "up">>;
        }>>;
        readonly Tags: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
            readonly Key: Schema.String;
            readonly Value: Schema.optionalKey<Schema.String>;
        }>>>;
    }>;
}>;
export interface ChangeRecord extends Schema.Schema.Type<typeof ChangeRecord> {
}
export declare const sentenceOf: ({ change, peer, target }: ChangeRecord) => string;
