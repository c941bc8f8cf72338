import type { Fleet } from "../generators/Fleet.ts";
import { Effect, type Result, type Scope } from "effect";
import { type Adapter, type Promises } from "./Adapter.ts";
import { type DescribeRouteServerPeers, type PeerSourceError, type PeerUpdate } from "@route-server/core";
export type Answer = Result.Result<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError>;
export interface Candidate {
    readonly name: string;
    readonly canChange: boolean;
    readonly open: (fleet: Fleet) => Effect.Effect<Opened, unknown, Scope.Scope>;
}
export declare class Failing extends Error {
    readonly expected: string;
    readonly actual: string;
    constructor(expected: string, actual: string);
}
export declare class NoAnswer extends Failing {
}
export interface Opened {
    readonly promises: Promises;
    readonly ask: (request: DescribeRouteServerPeers.Request) => Effect.Effect<Answer>;
    readonly lend: (request: DescribeRouteServerPeers.Request) => Effect.Effect<DescribeRouteServerPeers.Request>;
    readonly change: (change: PeerUpdate.PeerUpdate) => Effect.Effect<unknown, unknown>;
}
export interface Subject extends Candidate {
    readonly promises: Promises;
}
export declare const candidateOf: <R>(name: string, adapter: Adapter<R>) => Candidate;
export declare const subjectOf: (candidate: Candidate) => Effect.Effect<Subject, unknown>;
