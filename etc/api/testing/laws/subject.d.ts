import type { Fleet } from "../generators/Fleet.ts";
import type { FleetChange } from "../generators/FleetChange.ts";
import { Effect, type Result, type Scope } from "effect";
import { type Adapter, type Promises } from "./Adapter.ts";
import { type DescribeRouteServerPeersRequest, type DescribeRouteServerPeersResult, type PeerSourceError } from "@route-server/core";
export type Answer = Result.Result<DescribeRouteServerPeersResult, PeerSourceError.PeerSourceError>;
export declare class Failing extends Error {
    readonly expected: string;
    readonly actual: string;
    constructor(expected: string, actual: string);
}
export declare class NoAnswer extends Failing {
}
export interface Opened {
    readonly ask: (request: DescribeRouteServerPeersRequest) => Effect.Effect<Answer>;
    readonly lend: (request: DescribeRouteServerPeersRequest) => Effect.Effect<DescribeRouteServerPeersRequest>;
    readonly change: (change: FleetChange) => Effect.Effect<unknown, unknown>;
}
export interface Subject {
    readonly name: string;
    readonly promises: Promises;
    readonly canChange: boolean;
    readonly open: (fleet: Fleet) => Effect.Effect<Opened, unknown, Scope.Scope>;
}
export declare const subjectOf: <R>(name: string, adapter: Adapter<R>) => Subject;
