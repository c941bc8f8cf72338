import * as Schema from "effect/Schema";
import type * as SchemaAST from "effect/SchemaAST";
export interface OpenStruct<Fields extends Schema.Struct.Fields> extends Schema.BottomLazy<SchemaAST.Objects, OpenStruct<Fields>> {
    readonly Type: Schema.Struct<Fields>["Type"];
    readonly Encoded: Schema.Struct<Fields>["Encoded"];
    readonly DecodingServices: Schema.Struct<Fields>["DecodingServices"];
    readonly EncodingServices: Schema.Struct<Fields>["EncodingServices"];
    readonly "~type.make.in": Schema.Struct<Fields>["~type.make.in"];
    readonly "~type.make": Schema.Struct<Fields>["~type.make"];
    readonly Iso: Schema.Struct<Fields>["Iso"];
    readonly schema: Schema.Struct<Fields>;
}
export declare const make: <const Fields extends Schema.Struct.Fields>(fields: Fields) => OpenStruct<Fields>;
