import type { Effect, Layer } from "effect";
import type { Fleet } from "../generators/Fleet.ts";
import { FilterNames, Limits, type PeerSource, type PeerUpdate } from "@route-server/core";
export interface Adapter<R = never> {
    readonly make: (fleet: Fleet) => Layer.Layer<PeerSource.PeerSource | R, unknown>;
    readonly change?: ((change: PeerUpdate.PeerUpdate) => Effect.Effect<unknown, unknown, PeerSource.PeerSource | R>) | undefined;
}
export interface Promises {
    readonly filterNames: FilterNames.FilterNames;
    readonly limits: Limits.Limits;
    readonly coreTokens: boolean;
    readonly unknownMembers: boolean;
    readonly staleAnswers: boolean;
    readonly maxPages: number;
}
export declare const promisesOf: ({ filterNames, limits, coreTokens, unknownMembers, staleAnswers, maxPages, }?: PeerSource.Supports) => Promises;
