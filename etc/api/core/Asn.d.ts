import * as Schema from "effect/Schema";
export declare const Asn: Schema.brand<Schema.Int, "Asn">;
export type Asn = typeof Asn.Type;
export declare const isPrivate: (asn: number) => boolean;
export declare const isPublic: (asn: number) => boolean;
export declare const isReserved: (asn: number) => boolean;
