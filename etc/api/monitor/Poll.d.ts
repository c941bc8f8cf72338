import * as Pace from "./Pace.ts";
import type { TargetState } from "./TargetState.ts";
import { Duration, Effect, Schedule } from "effect";
import { PeerSourceError } from "@route-server/core";
import { type Fenced, MonitorStore, type StoreError } from "./MonitorStore.ts";
export interface Options {
    readonly pace?: Pace.Options | undefined;
    readonly requestTimeout?: Duration.Input | undefined;
    readonly retries?: Schedule.Schedule<unknown, PeerSourceError.PeerSourceError> | undefined;
}
export interface Outcome {
    readonly state: TargetState;
    readonly wait: number;
}
export declare const poll: (args_0: import("@route-server/core/Fleet").Member, before: TargetState, args_2?: Options | undefined) => Effect.Effect<Outcome, Fenced | StoreError, MonitorStore>;
