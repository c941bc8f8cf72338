import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import type * as Brand from "effect/Brand";
export interface OpenFormat<Base extends string | number, Known extends Base> extends Schema.Codec<Known | UnknownValue<Base>, Base> {
    readonly isKnown: (value: Base) => value is Known;
}
export type UnknownValue<Base extends string | number = string> = Base & Brand.Brand<"UnknownValue">;
export declare const expectedOf: (ast: SchemaAST.AST) => Schema.ConstraintDecoder<unknown> | undefined;
export declare const expects: (expected: Schema.ConstraintDecoder<unknown>) => {
    "@route-server/core/OpenFormat": Schema.ConstraintDecoder<unknown, never>;
};
export declare const make: <Base extends string | number, Known extends Base>(base: Schema.Codec<Base, Base>, expected: Schema.Codec<Known, Base>) => OpenFormat<Base, Known>;
