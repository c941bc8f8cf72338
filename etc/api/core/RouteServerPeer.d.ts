import * as OpenEnum from "./OpenEnum.ts";
import * as OpenStruct from "./OpenStruct.ts";
import { Schema } from "effect";
export declare const BfdStatus: OpenStruct.OpenStruct<{
    readonly Status: Schema.optionalKey<OpenEnum.OpenEnum<"down" | "up">>;
}>;
export type BfdStatus = typeof BfdStatus.Type;
export declare const BgpOptions: OpenStruct.OpenStruct<{
    readonly PeerAsn: Schema.optionalKey<Schema.brand<Schema.Int, "Asn">>;
    readonly PeerLivenessDetection: Schema.optionalKey<OpenEnum.OpenEnum<"bfd" | "bgp-keepalive">>;
}>;
export type BgpOptions = typeof BgpOptions.Type;
export declare const BgpStatus: OpenStruct.OpenStruct<{
    readonly Status: Schema.optionalKey<OpenEnum.OpenEnum<"down" | "up">>;
}>;
export type BgpStatus = typeof BgpStatus.Type;
export interface Encoded extends Schema.Codec.Encoded<typeof RouteServerPeer> {
}
export declare const PeerLivenessDetection: OpenEnum.OpenEnum<"bfd" | "bgp-keepalive">;
export type PeerLivenessDetection = typeof PeerLivenessDetection.Type;
export declare const RouteServerPeer: OpenStruct.OpenStruct<{
    readonly RouteServerPeerId: Schema.brand<Schema.String, "RouteServerPeerId">;
    readonly RouteServerEndpointId: Schema.optionalKey<Schema.brand<Schema.String, "RouteServerEndpointId">>;
    readonly RouteServerId: Schema.optionalKey<Schema.brand<Schema.String, "RouteServerId">>;
    readonly VpcId: Schema.optionalKey<Schema.brand<Schema.String, "VpcId">>;
    readonly SubnetId: Schema.optionalKey<Schema.brand<Schema.String, "SubnetId">>;
    readonly State: Schema.optionalKey<OpenEnum.OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
    readonly FailureReason: Schema.optionalKey<Schema.String>;
    readonly EndpointEniId: Schema.optionalKey<Schema.brand<Schema.String, "NetworkInterfaceId">>;
    readonly EndpointEniAddress: Schema.optionalKey<Schema.brand<Schema.String, "Ipv4Address">>;
    readonly PeerAddress: Schema.optionalKey<Schema.brand<Schema.String, "Ipv4Address">>;
    readonly BgpOptions: Schema.optionalKey<OpenStruct.OpenStruct<{
        readonly PeerAsn: Schema.optionalKey<Schema.brand<Schema.Int, "Asn">>;
        readonly PeerLivenessDetection: Schema.optionalKey<OpenEnum.OpenEnum<"bfd" | "bgp-keepalive">>;
    }>>;
    readonly BgpStatus: Schema.optionalKey<OpenStruct.OpenStruct<{
        readonly Status: Schema.optionalKey<OpenEnum.OpenEnum<"down" | "up">>;
    }>>;
    readonly BfdStatus: Schema.optionalKey<OpenStruct.OpenStruct<{
        readonly Status: Schema.optionalKey<OpenEnum.OpenEnum<"down" | "up">>;
    }>>;
    readonly Tags: Schema.optionalKey<Schema.$Array<OpenStruct.OpenStruct<{
        readonly Key: Schema.String;
        readonly Value: Schema.String;
    }>>>;
}>;
export interface RouteServerPeer extends Schema.Schema.Type<typeof RouteServerPeer> {
}
export declare const SessionStatus: OpenEnum.OpenEnum<"down" | "up">;
export type SessionStatus = typeof SessionStatus.Type;
export declare const State: OpenEnum.OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">;
export type State = typeof State.Type;
export declare const arn: (peer: Pick<RouteServerPeer, "RouteServerPeerId">, owner: {
    readonly region: string;
    readonly account: string;
    readonly partition?: string | undefined;
}) => string;
export declare const hasPrivateAsn: (peer: RouteServerPeer) => boolean;
export declare const holdsAddress: (peer: RouteServerPeer) => boolean;
export declare const isEstablished: (peer: RouteServerPeer) => boolean;
export declare const isLive: (peer: RouteServerPeer) => boolean;
export declare const livenessDetection: (peer: RouteServerPeer) => PeerLivenessDetection;
export declare const make: (peer: Encoded) => RouteServerPeer;
export declare const tags: (peer: RouteServerPeer) => Readonly<Record<string, string | undefined>>;
