import * as Roster from "./Roster.ts";
import * as Watch from "../Watch.ts";
import type { Fleet } from "@route-server/core";
import type { MonitorStore } from "../MonitorStore.ts";
import type { SqlClient } from "effect/sql";
import { Effect, Layer, Schema } from "effect";
export interface Address {
    readonly host: string;
    readonly port: number;
}
export interface Options extends Watch.Options {
    readonly address?: Address | undefined;
    readonly listen?: Address | undefined;
    readonly alone?: Effect.Effect<unknown> | undefined;
}
export declare class RunnerAddressUnusable extends RunnerAddressUnusable_base {
}
declare const RunnerAddressUnusable_base: Schema.Class<RunnerAddressUnusable, Schema.TaggedStruct<"RunnerAddressUnusable", {
    readonly message: Schema.String;
    readonly cause: Schema.Defect;
}>, import("effect/Cause").YieldableError>;
export declare const layer: ({ address, listen: listening, alone, ...options }?: Options) => Layer.Layer<Roster.Roster, RunnerAddressUnusable, MonitorStore | Fleet.Fleet | SqlClient.SqlClient>;
