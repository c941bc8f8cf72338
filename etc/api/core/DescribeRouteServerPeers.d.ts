export { Request } from "./DescribeRouteServerPeersRequest.ts";
export { decodeResult, Result, type Unreadable } from "./DescribeRouteServerPeersResult.ts";
import * as Judgement from "./Judgement.ts";
import * as Outcome from "effect/Result";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import type { Result } from "./DescribeRouteServerPeersResult.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import type { ServiceError } from "./ServiceError.ts";
export declare const evaluate: (peers: Iterable<RouteServerPeer>, request: Request, options?: Judgement.Options) => Outcome.Result<Result, ServiceError>;
