import * as Fault from "@route-server/core/Fault";
import fc from "fast-check";
import { Context, Effect, Layer, Schema } from "effect";
import { type DescribeRouteServerPeers, PeerSource } from "@route-server/core";
export declare class Faults extends Faults_base {
}
declare const Faults_base: Context.ServiceClass<Faults, "@route-server/testing/Faults", {
    readonly suffered: Effect.Effect<ReadonlyArray<Suffered>>;
    readonly isUsedUp: Effect.Effect<boolean>;
}>;
type Request = DescribeRouteServerPeers.Request;
export declare const Script: Schema.Codec<ReadonlyArray<Fault.Fault>, unknown>;
export interface ScriptOptions {
    readonly seed: number;
    readonly length?: number | undefined;
    readonly share?: number | undefined;
}
export interface Suffered {
    readonly request: Request;
    readonly fault: Fault.Fault;
    readonly acted: boolean;
}
export declare const after: (requests: number, ...faults: ReadonlyArray<Fault.Fault>) => ReadonlyArray<Fault.Fault>;
export declare const forever: (...faults: readonly [Fault.Fault, ...ReadonlyArray<Fault.Fault>]) => Iterable<Fault.Fault>;
export declare const layer: (script: Iterable<Fault.Fault>) => Layer.Layer<Faults | PeerSource.PeerSource, never, PeerSource.PeerSource>;
export declare const legalScript: () => fc.Arbitrary<ReadonlyArray<Fault.Fault>>;
export declare const script: ({ seed, length, share, }: ScriptOptions) => ReadonlyArray<Fault.Fault>;
