import * as NodeSqlite from "./NodeSqlite.ts";
import { Duration, Layer } from "effect";
import { MonitorStore, StoreError } from "./MonitorStore.ts";
import { SqlClient } from "effect/sql";
export interface Options {
    readonly patience?: Duration.Input | undefined;
    readonly timeout?: Duration.Input | undefined;
}
export declare const layer: (options?: Options) => Layer.Layer<MonitorStore, StoreError, SqlClient.SqlClient>;
export declare const layerPatient: (options?: Options) => Layer.Layer<MonitorStore, StoreError, SqlClient.SqlClient>;
export declare const layerSqlite: ({ patience, timeout, ...sqlite }: Options & NodeSqlite.Options) => Layer.Layer<MonitorStore | SqlClient.SqlClient, StoreError>;
