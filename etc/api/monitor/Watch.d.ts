import * as Poll from "./Poll.ts";
import { Effect } from "effect";
import { MonitorStore } from "./MonitorStore.ts";
export interface Options extends Poll.Options {
    readonly concurrency?: number | undefined;
}
export declare const make: (args_0?: Options | undefined) => Effect.Effect<(member: import("@route-server/core/Fleet").Member) => Effect.Effect<never, never, never>, never, MonitorStore>;
