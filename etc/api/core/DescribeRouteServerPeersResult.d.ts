import * as OpenStruct from "./OpenStruct.ts";
import { MalformedResponse } from "./PeerSourceError.ts";
import { Result, Schema } from "effect";
export declare const DescribeRouteServerPeersResult: OpenStruct.OpenStruct<{
    readonly RouteServerPeers: Schema.$Array<OpenStruct.OpenStruct<{
        readonly RouteServerPeerId: Schema.brand<Schema.String, "RouteServerPeerId">;
        readonly RouteServerEndpointId: Schema.optionalKey<Schema.brand<Schema.String, "RouteServerEndpointId">>;
        readonly RouteServerId: Schema.optionalKey<Schema.brand<Schema.String, "RouteServerId">>;
        readonly VpcId: Schema.optionalKey<Schema.brand<Schema.String, "VpcId">>;
        readonly SubnetId: Schema.optionalKey<Schema.brand<Schema.String, "SubnetId">>;
        readonly State: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
        readonly FailureReason: Schema.optionalKey<Schema.String>;
        readonly EndpointEniId: Schema.optionalKey<Schema.brand<Schema.String, "NetworkInterfaceId">>;
        readonly EndpointEniAddress: Schema.optionalKey<Schema.brand<Schema.String, "Ipv4Address">>;
        readonly PeerAddress: Schema.optionalKey<Schema.brand<Schema.String, "Ipv4Address">>;
        readonly BgpOptions: Schema.optionalKey<OpenStruct.OpenStruct<{
            readonly PeerAsn: Schema.optionalKey<Schema.brand<Schema.Int, "Asn">>;
            readonly PeerLivenessDetection: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"bfd" | "bgp-keepalive">>;
        }>>;
        readonly BgpStatus: Schema.optionalKey<OpenStruct.OpenStruct<{
            readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
        }>>;
        readonly BfdStatus: Schema.optionalKey<OpenStruct.OpenStruct<{
            readonly Status: Schema.optionalKey<import("./OpenEnum.ts").OpenEnum<"down" | "up">>;
        }>>;
        readonly Tags: Schema.optionalKey<Schema.$Array<OpenStruct.OpenStruct<{
            readonly Key: Schema.String;
            readonly Value: Schema.String;
        }>>>;
    }>>;
    readonly NextToken: Schema.optionalKey<Schema.String>;
}>;
export interface DescribeRouteServerPeersResult extends Schema.Schema.Type<typeof DescribeRouteServerPeersResult> {
}
export declare const decodeDescribeRouteServerPeersResult: (input: unknown) => Result.Result<DescribeRouteServerPeersResult, MalformedResponse>;
