export type { Adapter, Promises } from "./Adapter.ts";
export type { Answer, Opened, Subject } from "./internal/subject.ts";
export type { Power } from "./internal/Watch.ts";
export { compare, type Difference, type Law, LawBroken, law, type Parameters, silent, type Verdict, } from "./Law.ts";
import type { Adapter } from "./Adapter.ts";
import type { Effect } from "effect";
import type { Law, LawBroken, Parameters } from "./Law.ts";
import type { Power } from "./internal/Watch.ts";
export interface Held {
    readonly law: string;
    readonly statement: string;
    readonly holds: Effect.Effect<Power, LawBroken>;
}
export declare const all: ReadonlyArray<Law>;
export declare const suite: <R = never>(name: string, adapter: Adapter<R>, parameters?: Parameters, more?: ReadonlyArray<Law>) => ReadonlyArray<Held>;
