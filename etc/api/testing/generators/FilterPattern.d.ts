import fc from "fast-check";
export declare const filterPattern: () => fc.Arbitrary<string>;
export declare const filterPatternFor: (of: string) => fc.Arbitrary<string>;
export declare const filterPatternWithText: () => fc.Arbitrary<readonly [pattern: string, text: string]>;
