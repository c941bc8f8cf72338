import fc from "fast-check";
export declare const text: (maxCharacters?: number) => fc.Arbitrary<string>;
export declare const trickyText: (maxCharacters: number) => fc.Arbitrary<string>;
