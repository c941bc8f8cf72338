import type { ChangeRecord } from "./ChangeRecord.ts";
import type { Fleet } from "@route-server/core";
import type { MonitorStore, StoreError } from "./MonitorStore.ts";
import type { TargetState } from "./TargetState.ts";
import { Context, type Duration, type Effect, Layer, type Stream } from "effect";
export interface FleetState {
    readonly targets: ReadonlyArray<TargetState>;
    readonly sequence: number;
    readonly storeFailure?: StoreFailure | undefined;
}
export declare class MonitorView extends MonitorView_base {
}
declare const MonitorView_base: Context.ServiceClass<MonitorView, "@route-server/monitor/MonitorView", {
    readonly current: Effect.Effect<FleetState>;
    readonly updates: Stream.Stream<FleetState>;
    readonly log: (options: {
        readonly after: number;
        readonly limit: number;
    }) => Effect.Effect<{
        readonly changes: ReadonlyArray<ChangeRecord>;
        readonly first: number;
        readonly last: number;
    }, StoreError>;
    readonly changes: (after: number) => Stream.Stream<ChangeRecord, StoreError>;
}>;
export interface Options {
    readonly interval?: Duration.Input | undefined;
}
export interface StoreFailure {
    readonly message: string;
    readonly since: number;
    readonly monotonicSince: number;
}
export declare const layer: (options?: Options) => Layer.Layer<MonitorView, never, MonitorStore | Fleet.Fleet>;
