import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
export declare const Fault: Schema.Struct<{
    readonly line: Schema.Int;
    readonly column: Schema.Int;
    readonly path: Schema.String;
    readonly fault: Schema.String;
}>;
export interface Fault extends Schema.Schema.Type<typeof Fault> {
}
export type Faults = readonly [Fault, ...ReadonlyArray<Fault>];
export interface Misfit {
    readonly path: Path;
    readonly fault: string;
}
export interface Options<A> {
    readonly scalars: "text" | "json";
    readonly expected?: string | undefined;
    readonly isConfidential?: boolean | undefined;
    readonly decode: (value: unknown) => Result.Result<A, ReadonlyArray<Misfit>>;
}
type Path = ReadonlyArray<PropertyKey>;
export interface Wording {
    readonly instead?: ReadonlyMap<string, string> | undefined;
    readonly isSecret?: ((path: Path) => boolean) | undefined;
}
export declare const bySchema: <A>(schema: Schema.ConstraintDecoder<A>, wording?: Wording) => Options<A>["decode"];
export declare const format: ({ line, column, path, fault }: Fault) => string;
export declare const read: <A>(text: string, { scalars, expected, isConfidential, decode }: Options<A>) => Result.Result<A, Faults>;
