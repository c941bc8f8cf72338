import { Context, Effect, Layer } from "effect";
import { Fleet } from "@route-server/core";
import { SqlClient } from "effect/sql";
export declare class Roster extends Roster_base {
}
declare const Roster_base: Context.ServiceClass<Roster, "@route-server/monitor/cluster/Roster", {
    readonly current: Effect.Effect<ReadonlyArray<Runner>>;
}>;
export interface Runner {
    readonly address: string;
    readonly fleet: string;
    readonly hasSameFleet: boolean;
}
export declare const layer: (address: string) => Layer.Layer<Roster, never, SqlClient.SqlClient | Fleet.Fleet>;
