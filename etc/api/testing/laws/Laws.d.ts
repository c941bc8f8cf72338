export type { Adapter } from "./Adapter.ts";
export { LawBroken, type Parameters } from "./Law.ts";
import type { Adapter } from "./Adapter.ts";
import type { Effect } from "effect";
import type { LawBroken, Parameters } from "./Law.ts";
export interface Held {
    readonly law: string;
    readonly statement: string;
    readonly holds: Effect.Effect<void, LawBroken>;
}
export declare const suite: <R = never>(name: string, adapter: Adapter<R>, parameters?: Parameters) => ReadonlyArray<Held>;
