import type { DescribeRouteServerPeersRequest } from "./DescribeRouteServerPeersRequest.ts";
import type { DescribeRouteServerPeersResult } from "./DescribeRouteServerPeersResult.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { Context, Effect, Stream } from "effect";
import { type DryRunOperation, type UnauthorizedOperation } from "./ServiceError.ts";
import { type PeerSourceError } from "./PeerSourceError.ts";
export interface ListingOptions {
    readonly maxPages?: number | undefined;
}
export declare class PeerSource extends PeerSource_base {
    static readonly describe: (request?: DescribeRouteServerPeersRequest) => Effect.Effect<DescribeRouteServerPeersResult, PeerSourceError, PeerSource>;
    static readonly pages: (request?: DescribeRouteServerPeersRequest, options?: ListingOptions) => Stream.Stream<DescribeRouteServerPeersResult, PeerSourceError, PeerSource>;
    static readonly stream: (request?: DescribeRouteServerPeersRequest, options?: ListingOptions) => Stream.Stream<RouteServerPeer, PeerSourceError, PeerSource>;
    static readonly collect: (request?: DescribeRouteServerPeersRequest, options?: ListingOptions) => Effect.Effect<ReadonlyArray<RouteServerPeer>, PeerSourceError, PeerSource>;
    static readonly get: (id: string) => Effect.Effect<RouteServerPeer, PeerSourceError, PeerSource>;
    static readonly canDescribe: (request?: DescribeRouteServerPeersRequest) => Effect.Effect<boolean, Exclude<PeerSourceError, DryRunOperation | UnauthorizedOperation>, PeerSource>;
}
declare const PeerSource_base: Context.ServiceClass<PeerSource, "@route-server/core/PeerSource", {
    readonly describe: (request: DescribeRouteServerPeersRequest) => Effect.Effect<DescribeRouteServerPeersResult, PeerSourceError>;
}>;
