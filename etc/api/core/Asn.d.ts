import { Schema } from "effect";
export declare const Asn: Schema.brand<Schema.Int, "Asn">;
export type Asn = typeof Asn.Type;
export declare const isPrivate: (asn: number) => boolean;
