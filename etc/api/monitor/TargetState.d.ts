import { RouteServerPeer, Target } from "@route-server/core";
import { Schema } from "effect";
export declare const Condition: Schema.Literals<readonly ["current", "failing", "unknown"]>;
export type Condition = typeof Condition.Type;
export declare const PeerHistory: Schema.Struct<{
    readonly seenSince: Schema.Finite;
    readonly stateSince: Schema.Finite;
    readonly bgpSince: Schema.Finite;
    readonly bfdSince: Schema.Finite;
    readonly bgpChanges: Schema.Int;
    readonly bfdChanges: Schema.Int;
}>;
export interface PeerHistory extends Schema.Schema.Type<typeof PeerHistory> {
}
export declare const TargetFailure: Schema.Struct<{
    readonly code: Schema.String;
    readonly message: Schema.String;
    readonly since: Schema.Finite;
    readonly polls: Schema.Int;
}>;
export interface TargetFailure extends Schema.Schema.Type<typeof TargetFailure> {
}
export declare const TargetState: Schema.Struct<{
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
    readonly version: Schema.Int;
    readonly peers: Schema.optionalKey<Schema.$Array<import("@route-server/core/OpenStruct").OpenStruct<{
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
    }>>>;
    readonly history: Schema.$Record<Schema.String, Schema.Struct<{
        readonly seenSince: Schema.Finite;
        readonly stateSince: Schema.Finite;
        readonly bgpSince: Schema.Finite;
        readonly bfdSince: Schema.Finite;
        readonly bgpChanges: Schema.Int;
        readonly bfdChanges: Schema.Int;
    }>>;
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
}>;
export interface TargetState extends Schema.Schema.Type<typeof TargetState> {
}
export declare const age: ({ succeededAt }: TargetState, now: number) => number | undefined;
export declare const condition: ({ peers, failure }: TargetState) => Condition;
export declare const damaged: (target: Target.Target, { version, message }: {
    readonly version: number;
    readonly message: string;
}, since: number) => TargetState;
export declare const historyOf: ({ history }: Pick<TargetState, "history">, { RouteServerPeerId: id }: RouteServerPeer.RouteServerPeer) => PeerHistory | undefined;
export declare const resume: (kept: TargetState, target: Target.Target) => TargetState;
export declare const unknown: (target: Target.Target) => TargetState;
