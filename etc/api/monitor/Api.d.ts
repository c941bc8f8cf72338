import { HttpApi, HttpApiEndpoint, HttpApiError, HttpApiGroup, HttpApiMiddleware, HttpApiSchema } from "effect/http-api";
import { Schema } from "effect";
export declare const Api: HttpApi.HttpApi<"monitor", HttpApiGroup.HttpApiGroup<"changes", HttpApiEndpoint.HttpApiEndpoint<"changes", "GET", "/api/v1/changes", never, Schema.toCodecStringTree<Schema.Struct<{
    after: Schema.optionalKey<Schema.Int>;
    limit: Schema.optionalKey<Schema.Int>;
}>>, never, never, Schema.toCodecJson<Schema.Struct<{
    readonly changes: Schema.$Array<Schema.Struct<{
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
    }>>;
    readonly first: Schema.Int;
    readonly last: Schema.Int;
    readonly next: Schema.Int;
}>>, Schema.toCodecJson<typeof ChangesGone | typeof StoreUnavailable>, HttpApiMiddleware.ProblemDetails, never> | HttpApiEndpoint.HttpApiEndpoint<"events", "GET", "/api/v1/events", never, Schema.toCodecStringTree<Schema.Struct<{
    after: Schema.optionalKey<Schema.Int>;
}>>, never, Schema.toCodecStringTree<Schema.Struct<{
    "last-event-id": Schema.optionalKey<Schema.String>;
}>>, HttpApiSchema.StreamSse<Schema.Union<readonly [Schema.Struct<{
    readonly id: Schema.String;
    readonly event: Schema.Literal<"change">;
    readonly data: Schema.fromJsonString<Schema.Struct<{
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
    }>>;
}>, Schema.Struct<{
    readonly event: Schema.Literal<"gap">;
    readonly data: Schema.fromJsonString<Schema.Struct<{
        readonly after: Schema.Int;
        readonly first: Schema.Int;
        readonly last: Schema.Int;
    }>>;
}>]>, Schema.Never, {
    readonly id: string;
    readonly event: "change";
    readonly data: {
        readonly sequence: number;
        readonly id: string;
        readonly target: {
            readonly name: string;
            readonly account?: string;
            readonly region: string;
            readonly labels?: {
                readonly [x: string]: string;
            };
            readonly request?: {
                readonly RouteServerPeerIds?: readonly string[];
                readonly Filters?: readonly {
                    readonly Name?: string | undefined;
                    readonly Values?: readonly string[] | undefined;
                }[];
            };
        };
        readonly at: number;
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
} | {
    readonly event: "gap";
    readonly data: {
        readonly after: number;
        readonly first: number;
        readonly last: number;
    };
}>, Schema.toCodecJson<typeof StoreUnavailable | typeof TooManyReaders>, HttpApiMiddleware.ProblemDetails, never>, false> | HttpApiGroup.HttpApiGroup<"fleet", HttpApiEndpoint.HttpApiEndpoint<"health", "GET", "/api/v1/health", never, never, never, never, Schema.toCodecJson<Schema.Struct<{
    readonly peers: Schema.$Record<Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>, Schema.Int>;
    readonly targets: Schema.$Record<Schema.Literals<readonly ["current", "failing", "unknown"]>, Schema.Int>;
    readonly sequence: Schema.Int;
    readonly oldestSeconds: Schema.optionalKey<Schema.Finite>;
    readonly storeFailure: Schema.optionalKey<Schema.Struct<{
        readonly message: Schema.String;
        readonly since: Schema.Finite;
    }>>;
}>>, never, HttpApiMiddleware.ProblemDetails, never> | HttpApiEndpoint.HttpApiEndpoint<"peer", "GET", "/api/v1/peers/:routeServerPeerId", Schema.toCodecStringTree<Schema.Struct<{
    routeServerPeerId: Schema.String;
}>>, Schema.toCodecStringTree<Schema.Struct<{
    target: Schema.optionalKey<Schema.$Array<Schema.String>>;
}>>, never, never, Schema.toCodecJson<Schema.Struct<{
    readonly peers: Schema.$Array<Schema.Struct<{
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
        readonly health: Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>;
        readonly history: Schema.optionalKey<Schema.Struct<{
            readonly seenSince: Schema.Finite;
            readonly stateSince: Schema.Finite;
            readonly bgpSince: Schema.Finite;
            readonly bfdSince: Schema.Finite;
            readonly bgpChanges: Schema.Int;
            readonly bfdChanges: Schema.Int;
        }>>;
        readonly ageSeconds: Schema.Finite;
    }>>;
    readonly unread: Schema.$Array<Schema.String>;
}>>, Schema.toCodecJson<typeof TargetNotFound | typeof PeerNotFound>, HttpApiMiddleware.ProblemDetails, never> | HttpApiEndpoint.HttpApiEndpoint<"peers", "GET", "/api/v1/peers", never, Schema.toCodecStringTree<Schema.Struct<{
    target: Schema.optionalKey<Schema.$Array<Schema.String>>;
    filter: Schema.optionalKey<Schema.$Array<Schema.String>>;
    health: Schema.optionalKey<Schema.$Array<Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>>>;
    limit: Schema.optionalKey<Schema.Int>;
    after: Schema.optionalKey<Schema.String>;
}>>, never, never, Schema.toCodecJson<Schema.Struct<{
    readonly peers: Schema.$Array<Schema.Struct<{
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
        readonly health: Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>;
        readonly history: Schema.optionalKey<Schema.Struct<{
            readonly seenSince: Schema.Finite;
            readonly stateSince: Schema.Finite;
            readonly bgpSince: Schema.Finite;
            readonly bfdSince: Schema.Finite;
            readonly bgpChanges: Schema.Int;
            readonly bfdChanges: Schema.Int;
        }>>;
        readonly ageSeconds: Schema.Finite;
    }>>;
    readonly next: Schema.optionalKey<Schema.String>;
    readonly unread: Schema.$Array<Schema.String>;
}>>, Schema.toCodecJson<typeof TargetNotFound>, HttpApiMiddleware.ProblemDetails, never> | HttpApiEndpoint.HttpApiEndpoint<"targets", "GET", "/api/v1/targets", never, Schema.toCodecStringTree<Schema.Struct<{
    limit: Schema.optionalKey<Schema.Int>;
    after: Schema.optionalKey<Schema.String>;
}>>, never, never, Schema.toCodecJson<Schema.Struct<{
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
        readonly unreadable: Schema.$Array<Schema.Struct<{
            readonly routeServerPeerId: Schema.optionalKey<Schema.String>;
            readonly message: Schema.String;
        }>>;
        readonly polledAt: Schema.optionalKey<Schema.Finite>;
        readonly succeededAt: Schema.optionalKey<Schema.Finite>;
        readonly nextPollAt: Schema.optionalKey<Schema.Finite>;
        readonly pollMillis: Schema.optionalKey<Schema.Finite>;
        readonly failure: Schema.optionalKey<Schema.Struct<{
            readonly code: Schema.String;
            readonly message: Schema.String;
            readonly since: Schema.Finite;
            readonly polls: Schema.Int;
        }>>;
        readonly errors: Schema.$Record<Schema.String, Schema.Int>;
        readonly condition: Schema.Literals<readonly ["current", "failing", "unknown"]>;
        readonly peers: Schema.optionalKey<Schema.$Record<Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>, Schema.Int>>;
        readonly ageSeconds: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly next: Schema.optionalKey<Schema.String>;
}>>, never, HttpApiMiddleware.ProblemDetails, never>, false>>;
export declare const Changes: Schema.Struct<{
    readonly changes: Schema.$Array<Schema.Struct<{
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
    }>>;
    readonly first: Schema.Int;
    readonly last: Schema.Int;
    readonly next: Schema.Int;
}>;
export declare class ChangesGone extends ChangesGone_base {
}
declare const ChangesGone_base: HttpApiError.ProblemClass<ChangesGone, "ChangesGone", "urn:route-server:changes-gone", 410, {
    readonly first: Schema.Int;
    readonly last: Schema.Int;
}, {}>;
export declare const DEFAULT_LIMIT = 100;
export declare const Event: Schema.Union<readonly [Schema.Struct<{
    readonly id: Schema.String;
    readonly event: Schema.Literal<"change">;
    readonly data: Schema.fromJsonString<Schema.Struct<{
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
    }>>;
}>, Schema.Struct<{
    readonly event: Schema.Literal<"gap">;
    readonly data: Schema.fromJsonString<Schema.Struct<{
        readonly after: Schema.Int;
        readonly first: Schema.Int;
        readonly last: Schema.Int;
    }>>;
}>]>;
export declare const FleetHealth: Schema.Struct<{
    readonly peers: Schema.$Record<Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>, Schema.Int>;
    readonly targets: Schema.$Record<Schema.Literals<readonly ["current", "failing", "unknown"]>, Schema.Int>;
    readonly sequence: Schema.Int;
    readonly oldestSeconds: Schema.optionalKey<Schema.Finite>;
    readonly storeFailure: Schema.optionalKey<Schema.Struct<{
        readonly message: Schema.String;
        readonly since: Schema.Finite;
    }>>;
}>;
export declare const FleetPeer: Schema.Struct<{
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
    readonly health: Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>;
    readonly history: Schema.optionalKey<Schema.Struct<{
        readonly seenSince: Schema.Finite;
        readonly stateSince: Schema.Finite;
        readonly bgpSince: Schema.Finite;
        readonly bfdSince: Schema.Finite;
        readonly bgpChanges: Schema.Int;
        readonly bfdChanges: Schema.Int;
    }>>;
    readonly ageSeconds: Schema.Finite;
}>;
export interface FleetPeer extends Schema.Schema.Type<typeof FleetPeer> {
}
export declare const MAX_LIMIT = 1000;
export declare class PeerNotFound extends PeerNotFound_base {
}
declare const PeerNotFound_base: HttpApiError.ProblemClass<PeerNotFound, "PeerNotFound", "urn:route-server:peer-not-found", 404, {
    readonly unread: Schema.$Array<Schema.String>;
}, {}>;
export declare const Peers: Schema.Struct<{
    readonly peers: Schema.$Array<Schema.Struct<{
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
        readonly health: Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>;
        readonly history: Schema.optionalKey<Schema.Struct<{
            readonly seenSince: Schema.Finite;
            readonly stateSince: Schema.Finite;
            readonly bgpSince: Schema.Finite;
            readonly bfdSince: Schema.Finite;
            readonly bgpChanges: Schema.Int;
            readonly bfdChanges: Schema.Int;
        }>>;
        readonly ageSeconds: Schema.Finite;
    }>>;
    readonly next: Schema.optionalKey<Schema.String>;
    readonly unread: Schema.$Array<Schema.String>;
}>;
export declare class StoreUnavailable extends StoreUnavailable_base {
}
declare const StoreUnavailable_base: HttpApiError.ProblemClass<StoreUnavailable, "StoreUnavailable", "urn:route-server:store-unavailable", 503, {}, {}>;
export declare class TargetNotFound extends TargetNotFound_base {
}
declare const TargetNotFound_base: HttpApiError.ProblemClass<TargetNotFound, "TargetNotFound", "urn:route-server:target-not-found", 404, {}, {}>;
export declare const TargetReport: Schema.Struct<{
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
    readonly unreadable: Schema.$Array<Schema.Struct<{
        readonly routeServerPeerId: Schema.optionalKey<Schema.String>;
        readonly message: Schema.String;
    }>>;
    readonly polledAt: Schema.optionalKey<Schema.Finite>;
    readonly succeededAt: Schema.optionalKey<Schema.Finite>;
    readonly nextPollAt: Schema.optionalKey<Schema.Finite>;
    readonly pollMillis: Schema.optionalKey<Schema.Finite>;
    readonly failure: Schema.optionalKey<Schema.Struct<{
        readonly code: Schema.String;
        readonly message: Schema.String;
        readonly since: Schema.Finite;
        readonly polls: Schema.Int;
    }>>;
    readonly errors: Schema.$Record<Schema.String, Schema.Int>;
    readonly condition: Schema.Literals<readonly ["current", "failing", "unknown"]>;
    readonly peers: Schema.optionalKey<Schema.$Record<Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>, Schema.Int>>;
    readonly ageSeconds: Schema.optionalKey<Schema.Finite>;
}>;
export interface TargetReport extends Schema.Schema.Type<typeof TargetReport> {
}
export declare const Targets: Schema.Struct<{
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
        readonly unreadable: Schema.$Array<Schema.Struct<{
            readonly routeServerPeerId: Schema.optionalKey<Schema.String>;
            readonly message: Schema.String;
        }>>;
        readonly polledAt: Schema.optionalKey<Schema.Finite>;
        readonly succeededAt: Schema.optionalKey<Schema.Finite>;
        readonly nextPollAt: Schema.optionalKey<Schema.Finite>;
        readonly pollMillis: Schema.optionalKey<Schema.Finite>;
        readonly failure: Schema.optionalKey<Schema.Struct<{
            readonly code: Schema.String;
            readonly message: Schema.String;
            readonly since: Schema.Finite;
            readonly polls: Schema.Int;
        }>>;
        readonly errors: Schema.$Record<Schema.String, Schema.Int>;
        readonly condition: Schema.Literals<readonly ["current", "failing", "unknown"]>;
        readonly peers: Schema.optionalKey<Schema.$Record<Schema.Literals<readonly ["trouble", "changing", "good", "gone", "unknown"]>, Schema.Int>>;
        readonly ageSeconds: Schema.optionalKey<Schema.Finite>;
    }>>;
    readonly next: Schema.optionalKey<Schema.String>;
}>;
export declare class TooManyReaders extends TooManyReaders_base {
}
declare const TooManyReaders_base: HttpApiError.ProblemClass<TooManyReaders, "TooManyReaders", "urn:route-server:too-many-readers", 503, {}, {}>;
