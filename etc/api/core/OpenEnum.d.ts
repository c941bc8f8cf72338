import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
import type { UnknownValue } from "./OpenFormat.ts";
export interface OpenEnum<Known extends string> extends Schema.Codec<Known | UnknownValue, string> {
    readonly known: ReadonlyArray<Known>;
    readonly isKnown: (value: string) => value is Known;
}
export declare const knownOf: (ast: SchemaAST.AST) => ReadonlyArray<string> | undefined;
export declare const make: <const Known extends string>(known: ReadonlyArray<Known>, annotations?: Schema.Annotations.Annotations) => OpenEnum<Known>;
