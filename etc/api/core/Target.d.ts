import * as Schema from "effect/Schema";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
export declare const Selection: Schema.Struct<{
    readonly RouteServerPeerIds: Schema.optionalKey<Schema.$Array<Schema.String>>;
    readonly Filters: Schema.optionalKey<Schema.$Array<Schema.Struct<{
        readonly Name: Schema.optional<Schema.String>;
        readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
    }>>>;
}>;
export interface Selection extends Schema.Schema.Type<typeof Selection> {
}
export declare const Target: Schema.Struct<{
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
export interface Target extends Schema.Schema.Type<typeof Target> {
}
export declare const requestOf: ({ request: own }: Pick<Target, "request">, { RouteServerPeerIds: ids, Filters, ...rest }?: Request) => Request;
