import * as Context from "effect/Context";
import type * as Effect from "effect/Effect";
import type { AskedTag, Request } from "./CreateRouteServerPeer.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import type { ServiceError } from "./ServiceError.ts";
export declare class PeerControl extends PeerControl_base {
}
declare const PeerControl_base: Context.ServiceClass<PeerControl, "@route-server/core/PeerControl", {
    readonly create: (request: Request) => Effect.Effect<RouteServerPeer, ServiceError>;
    readonly delete: (routeServerPeerId: string, options?: Trial) => Effect.Effect<RouteServerPeer, ServiceError>;
    readonly tag: (routeServerPeerIds: ReadonlyArray<string>, tags: ReadonlyArray<AskedTag>, options?: Trial) => Effect.Effect<void, ServiceError>;
    readonly untag: (routeServerPeerIds: ReadonlyArray<string>, tags?: ReadonlyArray<AskedTag>, options?: Trial) => Effect.Effect<void, ServiceError>;
}>;
export interface Trial {
    readonly DryRun?: boolean | undefined;
}
