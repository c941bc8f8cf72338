export type { Endpoint } from "./internal/endpoints.ts";
import * as Context from "effect/Context";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as MemoryPeerSource from "./MemoryPeerSource.ts";
import type { Endpoint } from "./internal/endpoints.ts";
import { CreateRouteServerPeer, PeerControl, type PeerLife, PeerSource, type PeerUpdate, type RouteServerPeer, type ServiceError } from "@route-server/core";
export declare class LivingPeerSource extends LivingPeerSource_base {
}
declare const LivingPeerSource_base: Context.ServiceClass<LivingPeerSource, "@route-server/adapter-memory/LivingPeerSource", {
    readonly create: (request: CreateRouteServerPeer.Request) => Effect.Effect<import("@route-server/core/RouteServerPeer").RouteServerPeer, import("@route-server/core/ServiceError").ServiceError>;
    readonly delete: (routeServerPeerId: string, options?: import("@route-server/core/PeerControl").Trial) => Effect.Effect<import("@route-server/core/RouteServerPeer").RouteServerPeer, import("@route-server/core/ServiceError").ServiceError>;
    readonly tag: (routeServerPeerIds: ReadonlyArray<string>, tags: ReadonlyArray<CreateRouteServerPeer.AskedTag>, options?: import("@route-server/core/PeerControl").Trial) => Effect.Effect<void, import("@route-server/core/ServiceError").ServiceError>;
    readonly untag: (routeServerPeerIds: ReadonlyArray<string>, tags?: ReadonlyArray<CreateRouteServerPeer.AskedTag>, options?: import("@route-server/core/PeerControl").Trial) => Effect.Effect<void, import("@route-server/core/ServiceError").ServiceError>;
} & {
    readonly peers: Effect.Effect<ReadonlyArray<Peer>>;
    readonly apply: (update: PeerUpdate.PeerUpdate) => Effect.Effect<void>;
    readonly fail: (routeServerPeerId: string, reason: string) => Effect.Effect<Peer, ServiceError.ServiceError>;
    readonly silence: (routeServerPeerId: string) => Effect.Effect<Peer, ServiceError.ServiceError>;
    readonly wake: (routeServerPeerId: string) => Effect.Effect<Peer, ServiceError.ServiceError>;
}>;
export interface Options extends MemoryPeerSource.Options {
    readonly life?: PeerLife.Options | undefined;
    readonly endpoints?: Iterable<Endpoint> | undefined;
    readonly unknownEndpoints?: "make" | "refuse" | undefined;
    readonly peersPerEndpoint?: number | undefined;
    readonly seed?: number | undefined;
    readonly consistency?: {
        readonly seed: number;
        readonly lag: Duration.Input;
    } | undefined;
}
type Peer = RouteServerPeer.RouteServerPeer;
export declare const layer: (peers?: Iterable<Peer>, options?: Options) => Layer.Layer<LivingPeerSource | PeerControl.PeerControl | PeerSource.PeerSource>;
