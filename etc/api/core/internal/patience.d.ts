import * as Effect from "effect/Effect";
import * as Schedule from "effect/Schedule";
import type { PeerSource } from "../PeerSource.ts";
import type { PeerSourceError } from "../PeerSourceError.ts";
export type Again<Input = unknown> = Schedule.Schedule<unknown, Input>;
export declare const everySoOften: Again;
export declare const patient: (source: PeerSource["Service"], retries: Again<PeerSourceError>, onFailure: (error: PeerSourceError) => Effect.Effect<unknown>) => PeerSource["Service"];
export declare const withBackOff: Again;
