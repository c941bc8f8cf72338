import * as Limits from "./Limits.ts";
import type { DescribeRouteServerPeersResult } from "./DescribeRouteServerPeersResult.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { DescribeRouteServerPeersRequest } from "./DescribeRouteServerPeersRequest.ts";
import { Result } from "effect";
import { RouteServerPeerId } from "./ResourceId.ts";
import { type ServiceError } from "./ServiceError.ts";
export interface JudgeOptions extends Options {
    readonly acceptsToken?: ((token: string) => boolean) | undefined;
}
export interface Options {
    readonly acceptedNames?: ReadonlyArray<string> | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly authorized?: boolean | undefined;
    readonly tokens?: {
        readonly now: number;
        readonly lifetime: number;
    } | undefined;
}
export interface Selection {
    readonly matches: (peer: RouteServerPeer) => boolean;
    readonly ids: ReadonlySet<RouteServerPeerId> | undefined;
    readonly after: RouteServerPeerId | undefined;
    readonly size: number;
}
export declare const evaluate: (peers: Iterable<RouteServerPeer>, request: DescribeRouteServerPeersRequest, options?: Options) => Result.Result<DescribeRouteServerPeersResult, ServiceError>;
export declare const judge: (request: DescribeRouteServerPeersRequest, options?: JudgeOptions) => Result.Result<Selection, ServiceError>;
