import type { Effect, Layer } from "effect";
import type { Fleet } from "../generators/Fleet.ts";
import type { FleetChange } from "../generators/FleetChange.ts";
import { Limits, type PeerSource } from "@route-server/core";
export interface Adapter<R = never> {
    readonly make: (fleet: Fleet) => Layer.Layer<PeerSource | R, unknown>;
    readonly change?: ((change: FleetChange) => Effect.Effect<unknown, unknown, PeerSource | R>) | undefined;
    readonly supports?: Supports | undefined;
}
export interface Promises {
    readonly filterNames: ReadonlyArray<string>;
    readonly limits: Limits.Limits;
    readonly coreTokens: boolean;
    readonly unknownMembers: boolean;
    readonly staleAnswers: boolean;
    readonly maxPages: number;
}
export interface Supports {
    readonly filterNames?: ReadonlyArray<string> | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly coreTokens?: boolean | undefined;
    readonly unknownMembers?: boolean | undefined;
    readonly staleAnswers?: boolean | undefined;
    readonly maxPages?: number | undefined;
}
export declare const promisesOf: (supports?: Supports) => Promises;
