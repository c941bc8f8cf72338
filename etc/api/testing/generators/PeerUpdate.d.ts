import fc from "fast-check";
import { PeerUpdate } from "@route-server/core";
import { type Fleet } from "./Fleet.ts";
import { type PeerOptions } from "./RouteServerPeer.ts";
import { type Plan } from "./Plan.ts";
export interface UpdateOptions extends PeerOptions {
    readonly maxLength?: number | undefined;
    readonly anyChange?: boolean | undefined;
}
export declare const updatesFor: (fleet: Fleet, options?: UpdateOptions) => fc.Arbitrary<ReadonlyArray<PeerUpdate.PeerUpdate>>;
export declare const updatesPlan: (options?: UpdateOptions) => fc.Arbitrary<Plan<ReadonlyArray<PeerUpdate.PeerUpdate>>>;
