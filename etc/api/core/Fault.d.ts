import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as PeerSourceError from "./PeerSourceError.ts";
import * as Schema from "effect/Schema";
import type { PeerSource } from "./PeerSource.ts";
import type { Request } from "./DescribeRouteServerPeersRequest.ts";
import type { Result as Page } from "./DescribeRouteServerPeersResult.ts";
export type Fault = {
    readonly _tag: "None";
} | {
    readonly _tag: "Fail";
    readonly error: PeerSourceError.PeerSourceError;
} | {
    readonly _tag: "Timeout";
    readonly after: Duration.Input;
} | {
    readonly _tag: "Delay";
    readonly duration: Duration.Input;
} | {
    readonly _tag: "EmptyPage";
} | {
    readonly _tag: "ShortPage";
    readonly size: number;
} | {
    readonly _tag: "SuperfluousToken";
} | {
    readonly _tag: "Stale";
} | {
    readonly _tag: "RepeatToken";
};
export declare const Fault: Schema.Codec<Fault, unknown>;
export interface Struck {
    readonly page: Page;
    readonly acted: boolean;
}
export declare const strike: (source: PeerSource["Service"]) => ((request: Request, fault: Fault) => Effect.Effect<Struck, PeerSourceError.PeerSourceError>);
export declare const strikes: ({ _tag }: Fault) => boolean;
