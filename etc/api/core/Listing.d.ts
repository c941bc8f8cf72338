import * as Effect from "effect/Effect";
import * as Outcome from "effect/Result";
import * as Stream from "effect/Stream";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import type { Result } from "./DescribeRouteServerPeersResult.ts";
import { MalformedResponse, type PeerSourceError } from "./PeerSourceError.ts";
import { PeerSource } from "./PeerSource.ts";
import { type RouteServerPeer } from "./RouteServerPeer.ts";
export interface Options {
    readonly maxPages?: number | undefined;
    readonly onRepeatedPeer?: "report" | "fail" | undefined;
    readonly live?: boolean | undefined;
}
export declare const collect: (request?: Request, options?: Options) => Effect.Effect<Array<RouteServerPeer>, PeerSourceError, PeerSource>;
export declare const get: (id: string) => Effect.Effect<RouteServerPeer, PeerSourceError, PeerSource>;
export declare const pages: (request?: Request, { maxPages, onRepeatedPeer, live }?: Options) => Stream.Stream<Result, PeerSourceError, PeerSource>;
export declare const results: (request?: Request, options?: Options) => Stream.Stream<Outcome.Result<RouteServerPeer, MalformedResponse>, PeerSourceError, PeerSource>;
export declare const stream: (request?: Request, options?: Options) => Stream.Stream<RouteServerPeer, PeerSourceError, PeerSource>;
