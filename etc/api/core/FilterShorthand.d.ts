import * as Result from "effect/Result";
import type { Filter } from "./Filter.ts";
export declare class FilterSyntaxError extends FilterSyntaxError_base<{
    readonly message: string;
    readonly input: string;
    readonly offset: number;
}> {
}
declare const FilterSyntaxError_base: new <A extends Record<string, any> = {}>(args: import("effect/Types").VoidIfEmpty<{ readonly [P in keyof A as P extends "_tag" ? never : P]: A[P]; }>) => import("effect/Cause").YieldableError & {
    readonly _tag: "FilterSyntaxError";
} & Readonly<A>;
export declare const parse: (input: string) => Result.Result<Filter, FilterSyntaxError>;
