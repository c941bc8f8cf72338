import { Context, Duration, Effect, Layer, Schema } from "effect";
import { DescribeRouteServerPeers, PeerSource, type RouteServerPeer, ServiceError } from "@route-server/core";
export declare class DuplicatePeer extends DuplicatePeer_base {
}
declare const DuplicatePeer_base: Schema.Class<DuplicatePeer, Schema.TaggedStruct<"DuplicatePeer", {
    readonly message: Schema.String;
    readonly routeServerPeerId: Schema.String;
}>, import("effect/Cause").YieldableError>;
export interface MemoryOptions extends Omit<DescribeRouteServerPeers.Options, "tokens"> {
    readonly tokenLifetime?: Duration.Input | undefined;
}
export declare class MemoryPeerSource extends MemoryPeerSource_base {
    static readonly layer: (peers: Iterable<Peer>, options?: MemoryOptions) => Layer.Layer<MemoryPeerSource | PeerSource, DuplicatePeer>;
}
declare const MemoryPeerSource_base: Context.ServiceClass<MemoryPeerSource, "@route-server/adapter-memory/MemoryPeerSource", {
    readonly peers: Effect.Effect<ReadonlyArray<Peer>>;
    readonly add: (peer: Peer) => Effect.Effect<void, DuplicatePeer>;
    readonly replace: (peer: Peer) => Effect.Effect<void, ServiceError.InvalidRouteServerPeerIdNotFound>;
    readonly remove: (id: string) => Effect.Effect<void, ServiceError.InvalidRouteServerPeerIdNotFound>;
}>;
type Peer = RouteServerPeer.RouteServerPeer;
