import * as Schema from "effect/Schema";
import * as SchemaAST from "effect/SchemaAST";
export interface Leaf {
    readonly path: ReadonlyArray<string>;
    readonly shape: Scalar | List;
}
export interface List {
    readonly kind: "list";
    readonly item: Shape;
}
export interface Member {
    readonly name: string;
    readonly element: string;
    readonly parameter: string;
    readonly isOptional: boolean;
    readonly shape: Shape;
}
export interface Scalar {
    readonly kind: "text" | "number" | "boolean";
    readonly known: ReadonlyArray<string> | undefined;
    readonly expected: Schema.ConstraintDecoder<unknown> | undefined;
    readonly awsDefault: string | undefined;
}
export type Shape = Scalar | List | Structure;
export interface Structure {
    readonly kind: "structure";
    readonly members: ReadonlyArray<Member>;
}
export declare const awsDefault: (value: string) => {
    "@route-server/core/awsDefault": string;
};
export declare const fromText: Readonly<Record<Scalar["kind"], (text: string) => string | number | boolean | undefined>>;
export declare const leaves: ({ members }: Structure) => ReadonlyArray<Leaf>;
export declare const of: ({ ast }: {
    readonly ast: SchemaAST.AST;
}) => Structure;
export declare const reader: <From>({ members }: Structure, reads: ReadonlyArray<(from: From) => unknown>) => ((from: From) => Record<string, unknown>);
