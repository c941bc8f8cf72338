import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
import { type DescribeRouteServerPeers, type Filter, Limits } from "@route-server/core";
import { type FilterOptions } from "./Filter.ts";
import { type Template } from "./Template.ts";
type Request = DescribeRouteServerPeers.Request;
export interface RequestOptions extends FilterOptions {
    readonly coreTokens?: boolean | undefined;
}
export declare const filtersWithValues: (Name: string | undefined, total: number, { valuesPerFilter }: Limits.Limits) => ReadonlyArray<Filter.Filter>;
export declare const idsTemplate: (lengths?: fc.ArrayConstraints) => fc.Arbitrary<Template<ReadonlyArray<string>>>;
export declare const requestFor: (fleet: Fleet, options?: RequestOptions) => fc.Arbitrary<Request>;
export declare const requestTemplate: (options?: RequestOptions) => fc.Arbitrary<Template<Request>>;
