import fc from "fast-check";
import { RouteServerPeer } from "@route-server/core";
import { type Fleet } from "./Fleet.ts";
import { type PeerOptions } from "./RouteServerPeer.ts";
import { type Plan } from "./Plan.ts";
export interface ChangeOptions extends PeerOptions {
    readonly maxLength?: number | undefined;
    readonly anyChange?: boolean | undefined;
}
export type FleetChange = {
    readonly _tag: "Add";
    readonly peer: RouteServerPeer.RouteServerPeer;
} | {
    readonly _tag: "Replace";
    readonly peer: RouteServerPeer.RouteServerPeer;
} | {
    readonly _tag: "Remove";
    readonly routeServerPeerId: string;
};
export declare const applyChange: (fleet: Fleet, change: FleetChange) => Fleet;
export declare const changesFor: (fleet: Fleet, options?: ChangeOptions) => fc.Arbitrary<ReadonlyArray<FleetChange>>;
export declare const changesPlan: (options?: ChangeOptions) => fc.Arbitrary<Plan<ReadonlyArray<FleetChange>>>;
