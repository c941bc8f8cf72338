import fc from "fast-check";
import { FilterNames } from "@route-server/core";
export interface FilterNameOptions {
    readonly filterNames?: FilterNames.FilterNames | undefined;
}
export declare const filterName: ({ filterNames, }?: FilterNameOptions) => fc.Arbitrary<string>;
export declare const unknownFilterName: (options?: FilterNameOptions) => fc.Arbitrary<string>;
