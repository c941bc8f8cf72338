import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import * as Tag from "./Tag.ts";
import type { MissingParameter, ServiceError } from "./ServiceError.ts";
import { Asn } from "./Asn.ts";
import { Ipv4Address } from "./Ipv4Address.ts";
import { PeerLivenessDetection } from "./RouteServerPeer.ts";
import { RouteServerEndpointId } from "./ResourceId.ts";
export declare const AskedTag: Schema.Struct<{
    readonly Key: Schema.optional<Schema.String>;
    readonly Value: Schema.optional<Schema.String>;
}>;
export interface AskedTag extends Schema.Schema.Type<typeof AskedTag> {
}
export interface Draft {
    readonly RouteServerEndpointId: RouteServerEndpointId;
    readonly PeerAddress: Ipv4Address;
    readonly BgpOptions: {
        readonly PeerAsn: Asn;
        readonly PeerLivenessDetection: PeerLivenessDetection;
    };
    readonly Tags: ReadonlyArray<Tag.Tag>;
}
export declare const Request: Schema.Struct<{
    readonly RouteServerEndpointId: Schema.optional<Schema.String>;
    readonly PeerAddress: Schema.optional<Schema.String>;
    readonly BgpOptions: Schema.optional<Schema.Struct<{
        readonly PeerAsn: Schema.optional<Schema.Int>;
        readonly PeerLivenessDetection: Schema.optional<Schema.String>;
    }>>;
    readonly TagSpecifications: Schema.optional<Schema.$Array<Schema.Struct<{
        readonly ResourceType: Schema.optional<Schema.String>;
        readonly Tags: Schema.optional<Schema.$Array<Schema.Struct<{
            readonly Key: Schema.optional<Schema.String>;
            readonly Value: Schema.optional<Schema.String>;
        }>>>;
    }>>>;
    readonly DryRun: Schema.optional<Schema.Boolean>;
}>;
export interface Request extends Schema.Schema.Type<typeof Request> {
}
export declare const judge: (request: Request, options?: {
    readonly authorized?: boolean | undefined;
}) => Result.Result<Draft, ServiceError>;
export declare const judgeTagKeys: (tags: ReadonlyArray<AskedTag>, parameter: string) => Result.Result<void, MissingParameter>;
export declare const judgeTags: (tags: ReadonlyArray<AskedTag>, parameter: string) => Result.Result<ReadonlyArray<Tag.Tag>, ServiceError>;
