import * as OpenStruct from "./OpenStruct.ts";
import * as Schema from "effect/Schema";
export declare const Tag: OpenStruct.OpenStruct<{
    readonly Key: Schema.String;
    readonly Value: Schema.optionalKey<Schema.String>;
}>;
export type Tag = typeof Tag.Type;
export declare const TagKey: Schema.String;
export declare const TagValue: Schema.String;
export declare const UserTag: OpenStruct.OpenStruct<{
    readonly Key: Schema.String;
    readonly Value: Schema.String;
}>;
export declare const isReserved: (tag: Pick<Tag, "Key">) => boolean;
export declare const keyOf: (tag: {
    readonly Key?: string | undefined;
}) => string;
export declare const valueOf: (tag: {
    readonly Value?: string | undefined;
}) => string;
