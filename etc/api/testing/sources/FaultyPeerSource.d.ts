export * from "./FaultScript.ts";
import * as Fault from "@route-server/core/Fault";
import { Context, Effect, Layer } from "effect";
import { type DescribeRouteServerPeers, PeerSource } from "@route-server/core";
export declare class Faults extends Faults_base {
}
declare const Faults_base: Context.ServiceClass<Faults, "@route-server/testing/Faults", {
    readonly suffered: Effect.Effect<ReadonlyArray<Suffered>>;
    readonly isUsedUp: Effect.Effect<boolean>;
}>;
type Request = DescribeRouteServerPeers.Request;
export interface Suffered {
    readonly request: Request;
    readonly fault: Fault.Fault;
    readonly acted: boolean;
}
export declare const layer: (script: Iterable<Fault.Fault>) => Layer.Layer<Faults | PeerSource.PeerSource, never, PeerSource.PeerSource>;
