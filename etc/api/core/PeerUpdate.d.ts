import * as Data from "effect/Data";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
export type PeerUpdate = Data.TaggedEnum<{
    Put: {
        readonly peer: RouteServerPeer;
    };
    Remove: {
        readonly routeServerPeerId: string;
    };
}>;
export declare const apply: {
    (update: PeerUpdate): (peers: ReadonlyArray<RouteServerPeer>) => ReadonlyArray<RouteServerPeer>;
    (peers: ReadonlyArray<RouteServerPeer>, update: PeerUpdate): ReadonlyArray<RouteServerPeer>;
};
export declare const put: (peer: RouteServerPeer) => PeerUpdate;
export declare const remove: (routeServerPeerId: string) => PeerUpdate;
