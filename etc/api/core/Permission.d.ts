import * as Effect from "effect/Effect";
import * as PeerSource from "./PeerSource.ts";
import type * as Result from "effect/Result";
import type { DryRunOperation, UnauthorizedOperation } from "./ServiceError.ts";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import { type PeerSourceError } from "./PeerSourceError.ts";
export declare const canDescribe: (request?: Request) => Effect.Effect<boolean, Exclude<PeerSourceError, DryRunOperation | UnauthorizedOperation>, PeerSource.PeerSource>;
export declare const judge: (request: {
    readonly DryRun?: boolean | undefined;
}, options?: {
    readonly authorized?: boolean | undefined;
}) => Result.Result<void, DryRunOperation | UnauthorizedOperation>;
