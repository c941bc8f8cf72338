import * as Schema from "effect/Schema";
export declare const AwsAccount: Schema.Struct<{
    readonly name: Schema.NonEmptyString;
    readonly account: Schema.optionalKey<Schema.String>;
    readonly role_arn: Schema.optionalKey<Schema.String>;
    readonly external_id: Schema.optionalKey<Schema.String>;
    readonly role_session_name: Schema.optionalKey<Schema.String>;
    readonly profile: Schema.optionalKey<Schema.NonEmptyString>;
    readonly regions: Schema.NonEmptyArray<Schema.String>;
    readonly discovery_region: Schema.optionalKey<Schema.String>;
    readonly endpoint_url: Schema.optionalKey<Schema.String>;
    readonly labels: Schema.optionalKey<Schema.$Record<Schema.String, Schema.String>>;
    readonly request: Schema.optionalKey<Schema.Struct<{
        readonly RouteServerPeerIds: Schema.optionalKey<Schema.$Array<Schema.String>>;
        readonly Filters: Schema.optionalKey<Schema.$Array<Schema.Struct<{
            readonly Name: Schema.optional<Schema.String>;
            readonly Values: Schema.optional<Schema.$Array<Schema.String>>;
        }>>>;
    }>>;
}>;
export interface AwsAccount extends Schema.Schema.Type<typeof AwsAccount> {
}
export declare const accountOfRole: (arn: string | undefined) => string | undefined;
export declare const idOf: ({ account, role_arn }: AwsAccount) => string | undefined;
