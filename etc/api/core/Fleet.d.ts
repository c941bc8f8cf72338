import * as Context from "effect/Context";
import type { PeerSource } from "./PeerSource.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import type { Target } from "./Target.ts";
export declare class Fleet extends Fleet_base {
}
export interface FleetPeer {
    readonly target: Target;
    readonly peer: RouteServerPeer;
}
declare const Fleet_base: Context.ServiceClass<Fleet, "@route-server/core/Fleet", {
    readonly members: ReadonlyArray<Member>;
}>;
export interface Member {
    readonly target: Target;
    readonly source: PeerSource["Service"];
}
