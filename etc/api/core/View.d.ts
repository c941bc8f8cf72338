import * as Result from "effect/Result";
import type * as DescribeRouteServerPeers from "./DescribeRouteServerPeersResult.ts";
import type { Options, Selection } from "./Judgement.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { InvalidRouteServerPeerIdNotFound } from "./ServiceError.ts";
export interface View {
    readonly get: (id: string) => RouteServerPeer | undefined;
    readonly after: (id: string | undefined) => Iterable<RouteServerPeer>;
    readonly select?: ((selection: Selection, most: number) => Array<RouteServerPeer>) | undefined;
}
export declare const make: (peers: Iterable<RouteServerPeer>) => View;
export declare const notFound: (ids: ReadonlyArray<string>) => InvalidRouteServerPeerIdNotFound;
export declare const page: {
    (selection: Selection, options?: Pick<Options, "tokens">): (view: View) => Result.Result<DescribeRouteServerPeers.Result, InvalidRouteServerPeerIdNotFound>;
    (view: View, selection: Selection, options?: Pick<Options, "tokens">): Result.Result<DescribeRouteServerPeers.Result, InvalidRouteServerPeerIdNotFound>;
};
