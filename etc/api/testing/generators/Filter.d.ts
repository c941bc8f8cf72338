import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
import { type Filter, FilterNames, Limits } from "@route-server/core";
import { type Template } from "./Template.ts";
export interface FilterOptions {
    readonly filterNames?: FilterNames.FilterNames | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly refused?: boolean | undefined;
}
export declare const filterFor: (fleet: Fleet, options?: FilterOptions) => fc.Arbitrary<Filter.Filter>;
export declare const filterTemplate: (options?: FilterOptions) => fc.Arbitrary<Template<Filter.Filter>>;
export declare const filtersFor: (fleet: Fleet, options?: FilterOptions) => fc.Arbitrary<ReadonlyArray<Filter.Filter>>;
export declare const filtersTemplate: (options?: FilterOptions) => fc.Arbitrary<Template<ReadonlyArray<Filter.Filter>>>;
export declare const nameTemplate: (filterNames: FilterNames.FilterNames) => fc.Arbitrary<Template<string>>;
export declare const nearKey: () => fc.Arbitrary<(key: string) => string>;
export declare const refusedFilterTemplate: ({ filterNames, limits, }: FilterOptions) => fc.Arbitrary<Template<Filter.Filter>>;
export declare const textsOf: (fleet: Fleet, name: string) => ReadonlyArray<string>;
export declare const valuesOfNone: (count: number) => ReadonlyArray<string>;
