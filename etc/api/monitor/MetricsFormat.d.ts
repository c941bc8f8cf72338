Format, };
export type { 
import type { Format } from "./internal/exposition.ts";
export declare const contentType: Readonly<Record<Format, string>>;
export declare const negotiate: (accept: string | undefined) => Format;
