import type { ChangeRecord } from "./ChangeRecord.ts";
import type { TargetState } from "./TargetState.ts";
import { Context, type Effect, type Result, Schema, type Stream } from "effect";
export interface Commit {
    readonly state: TargetState;
    readonly changes: ReadonlyArray<Omit<ChangeRecord, "sequence" | "id" | "target">>;
}
export declare class Damaged extends Damaged_base {
}
declare const Damaged_base: Schema.Class<Damaged, Schema.TaggedStruct<"Damaged", {
    readonly target: Schema.String;
    readonly version: Schema.Int;
    readonly message: Schema.String;
}>, import("effect/Cause").YieldableError>;
export declare class Fenced extends Fenced_base {
}
declare const Fenced_base: Schema.Class<Fenced, Schema.TaggedStruct<"Fenced", {
    readonly target: Schema.String;
    readonly expected: Schema.Int;
}>, import("effect/Cause").YieldableError>;
export declare class MonitorStore extends MonitorStore_base {
}
declare const MonitorStore_base: Context.ServiceClass<MonitorStore, "@route-server/monitor/MonitorStore", {
    readonly versions: Effect.Effect<ReadonlyMap<string, number>, StoreError>;
    readonly states: (targets: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Result.Result<TargetState, Damaged>>, StoreError>;
    readonly commit: (commit: Commit) => Effect.Effect<TargetState, Fenced | StoreError>;
    readonly commits: Stream.Stream<Result.Result<TargetState, StoreError>>;
    readonly changes: (options: {
        readonly after: number;
        readonly limit: number;
    }) => Effect.Effect<ReadonlyArray<ChangeRecord>, StoreError>;
    readonly range: Effect.Effect<{
        readonly first: number;
        readonly last: number;
    }, StoreError>;
    readonly expire: (options: {
        readonly before: number;
        readonly span?: number | undefined;
    }) => Effect.Effect<void, StoreError>;
    readonly cursor: (reader: string) => Effect.Effect<number | undefined, StoreError>;
    readonly advance: (reader: string, sequence: number) => Effect.Effect<void, StoreError>;
}>;
export declare class StoreError extends StoreError_base {
}
declare const StoreError_base: Schema.Class<StoreError, Schema.TaggedStruct<"StoreError", {
    readonly message: Schema.String;
    readonly isRetryable: Schema.Boolean;
    readonly cause: Schema.optionalKey<Schema.Defect>;
}>, import("effect/Cause").YieldableError>;
