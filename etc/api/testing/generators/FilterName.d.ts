import fc from "fast-check";
import { FilterNames } from "@route-server/core";
export interface FilterNameOptions {
    readonly filterNames?: FilterNames.FilterNames | undefined;
}
export declare const TAG_FAMILY = "tag:";
export declare const filterName: ({ filterNames, }?: FilterNameOptions) => fc.Arbitrary<string>;
export declare const listed: ({ single, tags }: FilterNames.FilterNames) => ReadonlyArray<string>;
export declare const oneOf: (names: FilterNames.FilterNames) => string;
export declare const setOf: (name: string) => FilterNames.FilterNames;
export declare const unknownFilterName: (options?: FilterNameOptions) => fc.Arbitrary<string>;
