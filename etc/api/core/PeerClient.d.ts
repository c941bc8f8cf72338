import * as Filter from "./Filter.ts";
import * as Listing from "./Listing.ts";
import type * as Layer from "effect/Layer";
import type { PeerSource } from "./PeerSource.ts";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import type { Result } from "./DescribeRouteServerPeersResult.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
export interface AbortSignalLike {
    readonly aborted: boolean;
    readonly reason: unknown;
    readonly addEventListener: (type: "abort", listener: () => void) => void;
    readonly removeEventListener: (type: "abort", listener: () => void) => void;
}
export interface CallOptions {
    readonly signal?: AbortSignalLike | undefined;
}
export interface ListingOptions extends CallOptions, Listing.Options {
}
export interface PeerClient {
    readonly list: (request?: Request, options?: ListingOptions) => Promise<Array<RouteServerPeer>>;
    readonly peers: (request?: Request, options?: ListingOptions) => AsyncIterable<RouteServerPeer>;
    readonly pages: (request?: Request, options?: ListingOptions) => AsyncIterable<Result>;
    readonly get: (id: string, options?: CallOptions) => Promise<RouteServerPeer>;
    readonly canDescribe: (request?: Request, options?: CallOptions) => Promise<boolean>;
    readonly matches: (filters: ReadonlyArray<Filter.NamedFilter>) => (peer: RouteServerPeer) => boolean;
    readonly close: () => Promise<void>;
    readonly [Symbol.asyncDispose]: () => Promise<void>;
}
export declare const make: <E>(adapter: Layer.Layer<PeerSource, E>) => PeerClient;
