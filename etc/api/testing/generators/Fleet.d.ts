export type { Topology } from "./Topology.ts";
import * as Topology from "./Topology.ts";
import type { RouteServerPeer } from "@route-server/core";
export type Fleet = ReadonlyArray<RouteServerPeer.RouteServerPeer>;
export interface MakeOptions {
    readonly seed: number;
    readonly size: number;
    readonly topology?: Partial<Topology.Topology> | undefined;
}
export declare const make: ({ seed, size, topology }: MakeOptions) => Fleet;
export declare const quotas: Topology.Topology;
