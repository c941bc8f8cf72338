import * as ChangeRecord from "./ChangeRecord.ts";
import { Schema } from "effect";
export declare const WebhookEvent: Schema.Struct<{
    readonly type: Schema.Literals<("route_server_peer.appeared" | "route_server_peer.bfd_changed" | "route_server_peer.bgp_changed" | "route_server_peer.disappeared" | "route_server_peer.members_changed" | "route_server_peer.state_changed" | "route_server_peer.tags_changed")[]>;
    readonly timestamp: Schema.String;
    readonly data: Schema.Struct<{
        readonly version: Schema.Literal<1>;
        readonly id: Schema.String;
        readonly sequence: Schema.Int;
        readonly target: Schema.Struct<{
            readonly name: Schema.NonEmptyString;
            readonly account: Schema.optionalKey<Schema.String>;
            readonly region: Schema.NonEmptyString;
            readonly labels: Schema.optionalKey<Schema.$Record<Schema.String, Schema.String>>;
        }>;
        readonly health: Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>;
        readonly sentence: Schema.String;
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
}>;
export interface WebhookEvent extends Schema.Schema.Type<typeof WebhookEvent> {
}
export declare const encode: (input: {
    readonly type: "route_server_peer.appeared" | "route_server_peer.bfd_changed" | "route_server_peer.bgp_changed" | "route_server_peer.disappeared" | "route_server_peer.members_changed" | "route_server_peer.state_changed" | "route_server_peer.tags_changed";
    readonly timestamp: string;
    readonly data: {
        readonly version: 1;
        readonly id: string;
        readonly sequence: number;
        readonly target: {
            readonly name: string;
            readonly account?: string;
            readonly region: string;
            readonly labels?: {
                readonly [x: string]: string;
            };
        };
        readonly health: "changing" | "gone" | "good" | "trouble" | "unknown";
        readonly sentence: string;
        readonly change: {
            readonly _tag: "Appeared";
            readonly routeServerPeerId: string;
            readonly peer: {
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerPeerId">);
                readonly RouteServerEndpointId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerEndpointId">);
                readonly RouteServerId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerId">);
                readonly VpcId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"VpcId">);
                readonly SubnetId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"SubnetId">);
                readonly State?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
                readonly FailureReason?: string;
                readonly EndpointEniId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"NetworkInterfaceId">);
                readonly EndpointEniAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly PeerAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly BgpOptions?: {
                    readonly PeerAsn?: import("@route-server/core/OpenFormat").UnknownValue<number> | (number & import("effect/Brand").Brand<"Asn">);
                    readonly PeerLivenessDetection?: "bfd" | "bgp-keepalive" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BgpStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BfdStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly Tags?: readonly {
                    readonly Key: string;
                    readonly Value?: string;
                }[];
            };
        } | {
            readonly _tag: "BfdChanged";
            readonly routeServerPeerId: string;
            readonly before?: {
                readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
            };
            readonly after?: {
                readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
            };
        } | {
            readonly _tag: "BgpChanged";
            readonly routeServerPeerId: string;
            readonly before?: {
                readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
            };
            readonly after?: {
                readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
            };
        } | {
            readonly _tag: "Disappeared";
            readonly routeServerPeerId: string;
            readonly peer: {
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerPeerId">);
                readonly RouteServerEndpointId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerEndpointId">);
                readonly RouteServerId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerId">);
                readonly VpcId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"VpcId">);
                readonly SubnetId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"SubnetId">);
                readonly State?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
                readonly FailureReason?: string;
                readonly EndpointEniId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"NetworkInterfaceId">);
                readonly EndpointEniAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly PeerAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly BgpOptions?: {
                    readonly PeerAsn?: import("@route-server/core/OpenFormat").UnknownValue<number> | (number & import("effect/Brand").Brand<"Asn">);
                    readonly PeerLivenessDetection?: "bfd" | "bgp-keepalive" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BgpStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BfdStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly Tags?: readonly {
                    readonly Key: string;
                    readonly Value?: string;
                }[];
            };
            readonly wasDeleting: boolean;
        } | {
            readonly _tag: "MembersChanged";
            readonly routeServerPeerId: string;
            readonly members: readonly string[];
            readonly before: {
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerPeerId">);
                readonly RouteServerEndpointId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerEndpointId">);
                readonly RouteServerId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerId">);
                readonly VpcId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"VpcId">);
                readonly SubnetId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"SubnetId">);
                readonly State?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
                readonly FailureReason?: string;
                readonly EndpointEniId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"NetworkInterfaceId">);
                readonly EndpointEniAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly PeerAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly BgpOptions?: {
                    readonly PeerAsn?: import("@route-server/core/OpenFormat").UnknownValue<number> | (number & import("effect/Brand").Brand<"Asn">);
                    readonly PeerLivenessDetection?: "bfd" | "bgp-keepalive" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BgpStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BfdStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly Tags?: readonly {
                    readonly Key: string;
                    readonly Value?: string;
                }[];
            };
            readonly after: {
                readonly RouteServerPeerId: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerPeerId">);
                readonly RouteServerEndpointId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerEndpointId">);
                readonly RouteServerId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerId">);
                readonly VpcId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"VpcId">);
                readonly SubnetId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"SubnetId">);
                readonly State?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
                readonly FailureReason?: string;
                readonly EndpointEniId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"NetworkInterfaceId">);
                readonly EndpointEniAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly PeerAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
                readonly BgpOptions?: {
                    readonly PeerAsn?: import("@route-server/core/OpenFormat").UnknownValue<number> | (number & import("effect/Brand").Brand<"Asn">);
                    readonly PeerLivenessDetection?: "bfd" | "bgp-keepalive" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BgpStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly BfdStatus?: {
                    readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
                };
                readonly Tags?: readonly {
                    readonly Key: string;
                    readonly Value?: string;
                }[];
            };
        } | {
            readonly _tag: "StateChanged";
            readonly routeServerPeerId: string;
            readonly before?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
            readonly after?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
        } | {
            readonly _tag: "TagsChanged";
            readonly routeServerPeerId: string;
            readonly before?: readonly {
                readonly Key: string;
                readonly Value?: string;
            }[];
            readonly after?: readonly {
                readonly Key: string;
                readonly Value?: string;
            }[];
        };
        readonly peer: {
            readonly RouteServerPeerId: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerPeerId">);
            readonly RouteServerEndpointId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerEndpointId">);
            readonly RouteServerId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"RouteServerId">);
            readonly VpcId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"VpcId">);
            readonly SubnetId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"SubnetId">);
            readonly State?: "available" | "deleted" | "deleting" | "failed" | "failing" | "pending" | import("@route-server/core/OpenFormat").UnknownValue;
            readonly FailureReason?: string;
            readonly EndpointEniId?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"NetworkInterfaceId">);
            readonly EndpointEniAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
            readonly PeerAddress?: import("@route-server/core/OpenFormat").UnknownValue<string> | (string & import("effect/Brand").Brand<"Ipv4Address">);
            readonly BgpOptions?: {
                readonly PeerAsn?: import("@route-server/core/OpenFormat").UnknownValue<number> | (number & import("effect/Brand").Brand<"Asn">);
                readonly PeerLivenessDetection?: "bfd" | "bgp-keepalive" | import("@route-server/core/OpenFormat").UnknownValue;
            };
            readonly BgpStatus?: {
                readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
            };
            readonly BfdStatus?: {
                readonly Status?: "down" | "up" | import("@route-server/core/OpenFormat").UnknownValue;
            };
            readonly Tags?: readonly {
                readonly Key: string;
                readonly Value?: string;
            }[];
        };
    };
}, options?: import("effect/SchemaAST").ParseOptions) => import("effect/Effect").Effect<string, Schema.SchemaError, never>;
export declare const make: (record: ChangeRecord.ChangeRecord) => WebhookEvent;
export declare const types: {
    readonly Appeared: "route_server_peer.appeared";
    readonly StateChanged: "route_server_peer.state_changed";
    readonly BgpChanged: "route_server_peer.bgp_changed";
    readonly BfdChanged: "route_server_peer.bfd_changed";
    readonly TagsChanged: "route_server_peer.tags_changed";
    readonly MembersChanged: "route_server_peer.members_changed";
    readonly Disappeared: "route_server_peer.disappeared";
};
