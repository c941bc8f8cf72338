import type { Fleet } from "../generators/Fleet.ts";
import { FilterNames, Limits, type PeerSource, type PeerUpdate } from "@route-server/core";
import { type Effect, type Layer } from "effect";
export interface Adapter<R = never> {
    readonly make: (fleet: Fleet) => Layer.Layer<PeerSource.PeerSource | R, unknown>;
    readonly change?: ((change: PeerUpdate.PeerUpdate) => Effect.Effect<unknown, unknown, PeerSource.PeerSource | R>) | undefined;
    readonly outage?: ((isOn: boolean) => Effect.Effect<unknown, unknown, PeerSource.PeerSource | R>) | undefined;
    readonly inUse?: Effect.Effect<number, unknown, PeerSource.PeerSource | R> | undefined;
}
export interface Promises {
    readonly filterNames: FilterNames.FilterNames;
    readonly limits: Limits.Limits;
    readonly coreTokens: boolean;
    readonly tokens: {
        readonly lifetime: number;
        readonly uses: number;
        readonly memory: number;
        readonly tamperEvident: boolean;
    };
    readonly unknownMembers: boolean;
    readonly staleness: number;
    readonly maxPages: number;
}
export declare const promisesOf: ({ filterNames, limits, coreTokens, tokens, unknownMembers, staleAnswers, maxPages, }?: PeerSource.Supports) => Promises;
