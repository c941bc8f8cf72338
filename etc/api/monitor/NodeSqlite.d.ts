import { Reactivity } from "effect/reactivity";
import { SqlClient, SqlError } from "effect/sql";
import { type Duration, Effect, Layer, type Scope } from "effect";
export interface Options {
    readonly filename: string;
    readonly busyTimeout?: Duration.Input | undefined;
}
export declare const layer: (options: Options) => Layer.Layer<SqlClient.SqlClient, SqlError.SqlError>;
export declare const make: (args_0: Options) => Effect.Effect<SqlClient.SqlClient, SqlError.SqlError, Reactivity.Reactivity | Scope.Scope>;
