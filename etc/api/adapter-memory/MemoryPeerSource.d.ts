export type { Scene } from "./internal/Script.ts";
import * as Context from "effect/Context";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import { Judgement, PeerSource, type PeerUpdate, type RouteServerPeer } from "@route-server/core";
import { type Scene } from "./internal/Script.ts";
export declare class MemoryPeerSource extends MemoryPeerSource_base {
}
declare const MemoryPeerSource_base: Context.ServiceClass<MemoryPeerSource, "@route-server/adapter-memory/MemoryPeerSource", {
    readonly peers: Effect.Effect<ReadonlyArray<Peer>>;
    readonly apply: (update: PeerUpdate.PeerUpdate) => Effect.Effect<void>;
}>;
export interface Options extends Omit<Judgement.Options, "tokens"> {
    readonly tokenLifetime?: Duration.Input | undefined;
}
type Peer = RouteServerPeer.RouteServerPeer;
export declare const layer: (peers: Iterable<Peer>, options?: Options) => Layer.Layer<MemoryPeerSource | PeerSource.PeerSource>;
export declare const timeline: (peers: Iterable<Peer>, scenes: Iterable<Scene>, options?: Options) => Layer.Layer<MemoryPeerSource | PeerSource.PeerSource>;
