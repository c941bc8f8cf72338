import * as Context from "effect/Context";
import type * as Duration from "effect/Duration";
import type * as Effect from "effect/Effect";
import type { FilterNames } from "./FilterNames.ts";
import type { Limits } from "./Limits.ts";
import type { PeerSourceError } from "./PeerSourceError.ts";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import type { Result } from "./DescribeRouteServerPeersResult.ts";
export declare class PeerSource extends PeerSource_base {
}
declare const PeerSource_base: Context.ServiceClass<PeerSource, "@route-server/core/PeerSource", {
    readonly describe: (request: Request) => Effect.Effect<Result, PeerSourceError>;
    readonly supports?: Supports | undefined;
}>;
export interface Supports {
    readonly filterNames?: FilterNames | undefined;
    readonly limits?: Limits | undefined;
    readonly coreTokens?: boolean | undefined;
    readonly tokens?: Tokens | undefined;
    readonly unknownMembers?: boolean | undefined;
    readonly staleAnswers?: boolean | Duration.Input | undefined;
    readonly maxPages?: number | undefined;
}
export interface Tokens {
    readonly lifetime?: Duration.Input | undefined;
    readonly uses?: number | undefined;
    readonly memory?: number | undefined;
    readonly tamperEvident?: boolean | undefined;
}
export declare const describe: (request?: Request) => Effect.Effect<Result, PeerSourceError, PeerSource>;
