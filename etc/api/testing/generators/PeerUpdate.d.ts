import fc from "fast-check";
import { PeerUpdate } from "@route-server/core";
import { type Fleet } from "./Fleet.ts";
import { type PeerOptions } from "./RouteServerPeer.ts";
import { type Template } from "./Template.ts";
export interface UpdateOptions extends PeerOptions {
    readonly minLength?: number | undefined;
    readonly maxLength?: number | undefined;
    readonly anyChange?: boolean | undefined;
}
export declare const updatesFor: (fleet: Fleet, options?: UpdateOptions) => fc.Arbitrary<ReadonlyArray<PeerUpdate.PeerUpdate>>;
export declare const updatesTemplate: (options?: UpdateOptions) => fc.Arbitrary<Template<ReadonlyArray<PeerUpdate.PeerUpdate>>>;
