import type { Fleet } from "../../generators/Fleet.ts";
import type { Watch } from "./Watch.ts";
import { Effect, Result, type Scope } from "effect";
import { type Adapter, type Promises } from "../Adapter.ts";
import { type DescribeRouteServerPeers, type PeerSourceError, type PeerUpdate } from "@route-server/core";
export type Answer = Result.Result<DescribeRouteServerPeers.Result, PeerSourceError.PeerSourceError>;
export interface Candidate {
    readonly name: string;
    readonly can: {
        readonly change: boolean;
        readonly outage: boolean;
        readonly inUse: boolean;
    };
    readonly open: (fleet: Fleet, watch: Watch) => Effect.Effect<Opened, unknown, Scope.Scope>;
}
export declare class Failing extends Error {
    readonly expected: string;
    readonly actual: string;
    constructor(expected: string, actual: string);
}
export interface Opened {
    readonly promises: Promises;
    readonly maxPages: number;
    readonly ask: (request: Request) => Effect.Effect<Answer>;
    readonly describe: (request: Request) => Effect.Effect<Answer>;
    readonly change: (change: PeerUpdate.PeerUpdate) => Effect.Effect<unknown, unknown>;
    readonly outage: (isOn: boolean) => Effect.Effect<unknown, unknown>;
    readonly inUse: Effect.Effect<number, unknown>;
    readonly watch: Watch;
}
type Request = DescribeRouteServerPeers.Request;
export interface Subject {
    readonly promises: Promises;
    readonly can: Candidate["can"];
    readonly open: (fleet: Fleet) => Effect.Effect<Opened, unknown, Scope.Scope>;
    readonly advance: (millis: number) => Effect.Effect<void>;
}
export declare const candidateOf: <R>(name: string, adapter: Adapter<R>) => Candidate;
export declare const copyOf: (request: Request) => Request;
