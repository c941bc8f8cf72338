import * as FilterName from "./FilterName.ts";
export declare class FilterNames {
    readonly single: ReadonlySet<string>;
    readonly tags: boolean;
    constructor(single: ReadonlySet<string>, tags: boolean);
    has(name: string): boolean;
    without(name: string): FilterNames;
    acceptedAs(name: string): string | undefined;
}
type SingleName = Exclude<FilterName.FilterName, `tag:${string}`>;
export declare const acceptedByAws: FilterNames;
export declare const all: FilterNames;
export declare const make: (names: Iterable<SingleName>, { tags }?: {
    readonly tags?: boolean | undefined;
}) => FilterNames;
