import fc from "fast-check";
export declare const inventedToken: () => fc.Arbitrary<string>;
export declare const malformedPageToken: () => fc.Arbitrary<string>;
export declare const pageToken: () => fc.Arbitrary<string>;
export declare const spoilToken: () => fc.Arbitrary<(token: string) => string>;
