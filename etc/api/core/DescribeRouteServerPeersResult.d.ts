import * as OpenStruct from "./OpenStruct.ts";
import * as Outcome from "effect/Result";
import * as Schema from "effect/Schema";
import { MalformedResponse } from "./PeerSourceError.ts";
export declare const Result: OpenStruct.OpenStruct<{
    readonly RouteServerPeers: Schema.$Array<OpenStruct.OpenStruct<{
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
        readonly BgpOptions: Schema.optionalKey<OpenStruct.OpenStruct<{
            readonly PeerAsn: Schema.optionalKey<import("./OpenFormat.ts").OpenFormat<number, number & import("effect/Brand").Brand<"Asn">>>;
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
            readonly Value: Schema.optionalKey<Schema.String>;
        }>>>;
    }>>;
    readonly NextToken: Schema.optionalKey<Schema.String>;
}>;
export interface Result extends Schema.Schema.Type<typeof Result> {
    readonly unreadable?: ReadonlyArray<MalformedResponse>;
}
export type Unreadable = "fail" | "report";
export declare const decodeResult: (input: unknown, { unreadable, reportInput, }?: {
    readonly unreadable?: Unreadable | undefined;
    readonly reportInput?: boolean | undefined;
}) => Outcome.Result<Result, MalformedResponse>;
