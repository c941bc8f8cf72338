export * from "./SdkPeer.ts";
import * as OpenEnum from "./OpenEnum.ts";
import * as OpenFormat from "./OpenFormat.ts";
import * as OpenStruct from "./OpenStruct.ts";
import * as Schema from "effect/Schema";
export declare const BfdStatus: OpenStruct.OpenStruct<{
    readonly Status: Schema.optionalKey<OpenEnum.OpenEnum<"down" | "up">>;
}>;
export type BfdStatus = typeof BfdStatus.Type;
export declare const BgpOptions: OpenStruct.OpenStruct<{
    readonly PeerAsn: Schema.optionalKey<OpenFormat.OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
    readonly PeerLivenessDetection: Schema.optionalKey<OpenEnum.OpenEnum<"bfd" | "bgp-keepalive">>;
}>;
export type BgpOptions = typeof BgpOptions.Type;
export declare const BgpStatus: OpenStruct.OpenStruct<{
    readonly Status: Schema.optionalKey<OpenEnum.OpenEnum<"down" | "up">>;
}>;
export type BgpStatus = typeof BgpStatus.Type;
export interface Encoded extends Schema.Codec.Encoded<typeof RouteServerPeer> {
}
type Loose<Value> = Value extends ReadonlyArray<infer Item> ? ReadonlyArray<Loose<Item>> : Value extends object ? {
    readonly [Name in keyof Value]?: Loose<Value[Name]> | undefined;
} : Value;
export interface PeerLike extends Loose<Encoded> {
}
export declare const PeerLivenessDetection: OpenEnum.OpenEnum<"bfd" | "bgp-keepalive">;
export type PeerLivenessDetection = typeof PeerLivenessDetection.Type;
export declare const RouteServerPeer: OpenStruct.OpenStruct<{
    readonly RouteServerPeerId: OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerPeerId">>;
    readonly RouteServerEndpointId: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerEndpointId">>>;
    readonly RouteServerId: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"RouteServerId">>>;
    readonly VpcId: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"VpcId">>>;
    readonly SubnetId: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"SubnetId">>>;
    readonly State: Schema.optionalKey<OpenEnum.OpenEnum<"available" | "deleted" | "deleting" | "failed" | "failing" | "pending">>;
    readonly FailureReason: Schema.optionalKey<Schema.String>;
    readonly EndpointEniId: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"NetworkInterfaceId">>>;
    readonly EndpointEniAddress: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
    readonly PeerAddress: Schema.optionalKey<OpenFormat.OpenFormat<string, string & import("effect/Brand").Brand<"Ipv4Address">>>;
    readonly BgpOptions: Schema.optionalKey<OpenStruct.OpenStruct<{
        readonly PeerAsn: Schema.optionalKey<OpenFormat.OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
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
        readonly Value: Schema.optionalKey<Schema.String>;
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
export declare const byEndpoint: <Peer extends PeerLike>(peers: Iterable<Peer>) => Map<Peer["RouteServerEndpointId"], Array<Peer>>;
export declare const hasPrivateAsn: (peer: PeerLike) => boolean;
export declare const holdsAddress: (peer: PeerLike) => boolean;
export declare const isEstablished: (peer: PeerLike) => boolean;
export declare const isLive: (peer: PeerLike) => boolean;
export declare const livenessDetection: <Mode extends string = never>(peer: {
    readonly BgpOptions?: {
        readonly PeerLivenessDetection?: Mode | undefined;
    } | undefined;
}) => Mode | "bgp-keepalive";
export declare const make: (peer: Encoded) => RouteServerPeer;
export declare const tags: (peer: PeerLike) => Readonly<Record<string, string | undefined>>;
