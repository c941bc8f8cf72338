import * as RouteServerPeer from "./RouteServerPeer.ts";
export type Health = "trouble" | "changing" | "good" | "gone" | "unknown";
type Peer = RouteServerPeer.PeerLike;
export declare const isBfdDown: (peer: Peer) => boolean;
export declare const isBgpDown: (peer: Peer) => boolean;
export declare const isInUse: (peer: Peer) => boolean;
export declare const isUp: (peer: Peer) => boolean;
export declare const of: (peer: Peer) => Health;
