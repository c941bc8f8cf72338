import * as Schema from "effect/Schema";
export declare const Request: Schema.Struct<{
    readonly RouteServerPeerIds: Schema.optional<Schema.$Array<Schema.String>>;
    readonly NextToken: Schema.optional<Schema.String>;
    readonly MaxResults: Schema.optional<Schema.Int>;
    readonly Filters: Schema.optional<Schema.$Array<Schema.Struct<{
        readonly Name: Schema.optional<Schema.String>;
        readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
    }>>>;
    readonly DryRun: Schema.optional<Schema.Boolean>;
}>;
export interface Request extends Schema.Schema.Type<typeof Request> {
}
