import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
import { type Filter, FilterNames, Limits } from "@route-server/core";
import { type Plan } from "./Plan.ts";
export interface FilterOptions {
    readonly filterNames?: FilterNames.FilterNames | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly faults?: boolean | undefined;
}
export declare const filterFor: (fleet: Fleet, options?: FilterOptions) => fc.Arbitrary<Filter.Filter>;
export declare const filterPlan: (options?: FilterOptions) => fc.Arbitrary<Plan<Filter.Filter>>;
export declare const filtersFor: (fleet: Fleet, options?: FilterOptions) => fc.Arbitrary<ReadonlyArray<Filter.Filter>>;
export declare const filtersPlan: (options?: FilterOptions) => fc.Arbitrary<Plan<ReadonlyArray<Filter.Filter>>>;
export declare const namePlan: (filterNames: FilterNames.FilterNames) => fc.Arbitrary<Plan<string>>;
export declare const nearKey: () => fc.Arbitrary<(key: string) => string>;
export declare const refusedFilterPlan: ({ filterNames, limits, }: FilterOptions) => fc.Arbitrary<Plan<Filter.Filter>>;
export declare const textsOf: (fleet: Fleet, name: string) => ReadonlyArray<string>;
