import fc from "fast-check";
export interface FilterNameOptions {
    readonly filterNames?: ReadonlyArray<string> | undefined;
}
export declare const TAG_FAMILY = "tag:<key>";
export declare const filterName: ({ filterNames, }?: FilterNameOptions) => fc.Arbitrary<string>;
export declare const unknownFilterName: (options?: FilterNameOptions) => fc.Arbitrary<string>;
