import type { PeerSourceError } from "@route-server/core";
import type { TargetState } from "./TargetState.ts";
import { Duration, Effect } from "effect";
export interface Options {
    readonly calm?: Duration.Input | undefined;
    readonly moving?: Duration.Input | undefined;
    readonly longest?: Duration.Input | undefined;
}
export interface Outcome {
    readonly state: TargetState;
    readonly error?: PeerSourceError.PeerSourceError | undefined;
    readonly wasThrottled?: boolean | undefined;
}
export declare const interval: ({ state, error, wasThrottled }: Outcome, { calm: calmInput, moving, longest }?: Options) => number;
export declare const isThrottled: (error: PeerSourceError.PeerSourceError) => boolean;
export declare const jittered: (millis: number) => Effect.Effect<number>;
export declare const remaining: ({ polledAt, nextPollAt }: TargetState, now: number, { longest }?: Options) => number;
