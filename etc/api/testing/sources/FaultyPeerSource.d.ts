export { Fault, Script } from "./internal/Fault.ts";
import fc from "fast-check";
import { Context, Effect, Layer } from "effect";
import { type DescribeRouteServerPeers, PeerSource } from "@route-server/core";
import { type Fault } from "./internal/Fault.ts";
export declare class Faults extends Faults_base {
}
declare const Faults_base: Context.ServiceClass<Faults, "@route-server/testing/Faults", {
    readonly suffered: Effect.Effect<ReadonlyArray<Suffered>>;
    readonly isUsedUp: Effect.Effect<boolean>;
}>;
type Request = DescribeRouteServerPeers.Request;
export interface ScriptOptions {
    readonly seed: number;
    readonly length?: number | undefined;
    readonly share?: number | undefined;
}
export interface Suffered {
    readonly request: Request;
    readonly fault: Fault;
    readonly acted: boolean;
}
export declare const after: (requests: number, ...faults: ReadonlyArray<Fault>) => ReadonlyArray<Fault>;
export declare const forever: (...faults: readonly [Fault, ...ReadonlyArray<Fault>]) => Iterable<Fault>;
export declare const layer: (script: Iterable<Fault>) => Layer.Layer<Faults | PeerSource.PeerSource, never, PeerSource.PeerSource>;
export declare const legalScript: () => fc.Arbitrary<ReadonlyArray<Fault>>;
export declare const script: ({ seed, length, share }: ScriptOptions) => ReadonlyArray<Fault>;
