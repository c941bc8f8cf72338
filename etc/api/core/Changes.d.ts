import * as Listing from "./Listing.ts";
import * as PeerChange from "./PeerChange.ts";
import * as Stream from "effect/Stream";
import type { MalformedResponse, PeerSourceError } from "./PeerSourceError.ts";
import type { PeerNotice } from "./PeerNotice.ts";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import { PeerSource } from "./PeerSource.ts";
import { type Again } from "./internal/patience.ts";
import { type RouteServerPeer } from "./RouteServerPeer.ts";
export interface Changed {
    readonly _tag: "Changed";
    readonly change: PeerChange.PeerChange;
    readonly peer: RouteServerPeer;
    readonly seenIn: "poll" | "notice";
    readonly at: number;
}
export type Event = Changed | {
    readonly _tag: "Polled";
    readonly peers: ReadonlyArray<RouteServerPeer>;
    readonly at: number;
} | {
    readonly _tag: "PollFailed";
    readonly error: PeerSourceError;
    readonly isGivenUp: boolean;
    readonly at: number;
} | {
    readonly _tag: "Unreadable";
    readonly error: MalformedResponse;
    readonly at: number;
} | {
    readonly _tag: "Noticed";
    readonly notice: PeerNotice;
    readonly because: "NoChange" | "NotListed" | "Late";
    readonly at: number;
};
export interface Options<E = never, R = never> extends Pick<Listing.Options, "maxPages" | "live"> {
    readonly from?: Iterable<RouteServerPeer> | undefined;
    readonly polls?: Again | undefined;
    readonly retries?: Again<PeerSourceError> | undefined;
    readonly notices?: Stream.Stream<PeerNotice, E, R> | undefined;
}
export declare const changes: <E = never, R = never>(request?: Request, options?: Options<E, R>) => Stream.Stream<Changed, E | PeerSourceError, R | PeerSource>;
export declare const events: <E = never, R = never>(request?: Request, options?: Options<E, R>) => Stream.Stream<Event, E, R | PeerSource>;
