import { type Brand, Schema } from "effect";
export interface OpenEnum<Known extends string> extends Schema.Codec<Known | UnknownValue, string> {
    readonly known: ReadonlyArray<Known>;
    readonly isKnown: (value: string) => value is Known;
}
export type UnknownValue = string & Brand.Brand<"UnknownValue">;
export declare const make: <const Known extends string>(known: ReadonlyArray<Known>) => OpenEnum<Known>;
