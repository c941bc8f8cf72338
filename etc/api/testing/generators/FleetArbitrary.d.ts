import * as Topology from "./Topology.ts";
import fc from "fast-check";
import type { Fleet } from "./Fleet.ts";
import { type PeerOptions } from "./RouteServerPeer.ts";
export interface FleetOptions extends PeerOptions {
    readonly minLength?: number | undefined;
    readonly maxLength?: number | undefined;
    readonly topology?: Partial<Topology.Topology> | undefined;
}
export declare const fleet: (options?: FleetOptions) => fc.Arbitrary<Fleet>;
