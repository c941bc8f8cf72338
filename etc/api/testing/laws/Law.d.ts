import fc from "fast-check";
import type { Fleet } from "../generators/Fleet.ts";
import type { Promises } from "./Adapter.ts";
import { Effect, Schema, type Scope } from "effect";
import { type Candidate, type Subject } from "./internal/subject.ts";
import { type Power } from "./internal/Watch.ts";
export type Cases<Input> = fc.Arbitrary<readonly [Fleet, Input]>;
export interface Difference {
    readonly request?: unknown;
    readonly expected: unknown;
    readonly actual: unknown;
    readonly pages?: ReadonlyArray<ReadonlyArray<string>>;
}
export interface Law {
    readonly name: string;
    readonly statement: string;
    readonly needs: ReadonlyArray<keyof Candidate["can"]>;
    readonly check: (candidate: Candidate, parameters: Parameters) => Effect.Effect<Power, LawBroken>;
}
export declare class LawBroken extends LawBroken_base {
}
declare const LawBroken_base: Schema.Class<LawBroken, Schema.TaggedStruct<"LawBroken", {
    readonly message: Schema.String;
    readonly law: Schema.String;
    readonly adapter: Schema.String;
    readonly fleet: Schema.Unknown;
    readonly input: Schema.Unknown;
    readonly request: Schema.optionalKey<Schema.Unknown>;
    readonly expected: Schema.Unknown;
    readonly actual: Schema.Unknown;
    readonly pages: Schema.optionalKey<Schema.$Array<Schema.$Array<Schema.String>>>;
    readonly seed: Schema.Int;
    readonly path: Schema.String;
}>, import("effect/Cause").YieldableError>;
export interface Parameters {
    readonly law?: string | undefined;
    readonly numRuns?: number | undefined;
    readonly seed?: number | undefined;
    readonly path?: string | undefined;
    readonly endOnFailure?: boolean | undefined;
    readonly timeout?: number | undefined;
}
export type Verdict = Difference | typeof silent | undefined;
export declare const boundsOf: ({ numRuns, timeout }: Parameters) => {
    cases: number;
    timeout: number;
};
export declare const compare: (expected: unknown, actual: unknown, request?: unknown) => Difference | undefined;
export declare const inPages: (difference: Difference | undefined, pages: ReadonlyArray<ReadonlyArray<string>>) => Difference | undefined;
export declare const law: <Input>(definition: {
    readonly name: string;
    readonly statement: string;
    readonly needs?: Law["needs"];
    readonly applies?: (promises: Promises) => boolean;
    readonly cases: (promises: Promises) => Cases<Input>;
    readonly judge: (subject: Subject, fleet: Fleet, input: Input) => Effect.fn.Return<Verdict, unknown, Scope.Scope>;
}) => Law;
export declare const silent: unique symbol;
