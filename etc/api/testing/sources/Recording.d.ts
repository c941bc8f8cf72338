import { DescribeRouteServerPeers, PeerSourceError } from "@route-server/core";
import { Schema } from "effect";
export interface Attempt {
    readonly request: DescribeRouteServerPeers.Request;
    readonly outcome: Outcome;
}
export type Interaction = {
    readonly request: DescribeRouteServerPeers.Request;
    readonly result: DescribeRouteServerPeers.Result;
} | {
    readonly request: DescribeRouteServerPeers.Request;
    readonly error: PeerSourceError.PeerSourceError;
};
export type Outcome = {
    readonly _tag: "Pending";
} | {
    readonly _tag: "Answered";
    readonly result: DescribeRouteServerPeers.Result;
} | {
    readonly _tag: "Failed";
    readonly error: PeerSourceError.PeerSourceError;
} | {
    readonly _tag: "Interrupted";
} | {
    readonly _tag: "Died";
    readonly defect: unknown;
};
export type Recording = ReadonlyArray<Interaction>;
export declare const Recording: Schema.Codec<Recording, unknown>;
