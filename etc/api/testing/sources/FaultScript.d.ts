import * as Fault from "@route-server/core/Fault";
import fc from "fast-check";
import { Schema } from "effect";
export declare const Script: Schema.Codec<ReadonlyArray<Fault.Fault>, unknown>;
export interface ScriptOptions {
    readonly seed: number;
    readonly length?: number | undefined;
    readonly share?: number | undefined;
}
export declare const after: (requests: number, ...faults: ReadonlyArray<Fault.Fault>) => ReadonlyArray<Fault.Fault>;
export declare const forever: (...faults: readonly [Fault.Fault, ...ReadonlyArray<Fault.Fault>]) => Iterable<Fault.Fault>;
export declare const legalScript: () => fc.Arbitrary<ReadonlyArray<Fault.Fault>>;
export declare const script: ({ seed, length, share, }: ScriptOptions) => ReadonlyArray<Fault.Fault>;
