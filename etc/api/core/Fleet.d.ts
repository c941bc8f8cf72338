import * as Changes from "./Changes.ts";
import * as Context from "effect/Context";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import * as Listing from "./Listing.ts";
import * as Outcome from "effect/Result";
import * as Schema from "effect/Schema";
import * as Stream from "effect/Stream";
import type { MalformedResponse, PeerSourceError } from "./PeerSourceError.ts";
import type { PeerNotice } from "./PeerNotice.ts";
import type { Request as PeerRequest } from "./DescribeRouteServerPeersRequest.ts";
import type { Result } from "./DescribeRouteServerPeersResult.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { PeerSource } from "./PeerSource.ts";
import { type Target } from "./Target.ts";
export interface ChangesOptions<R = never> extends Effort, Omit<Changes.Options, "from" | "notices"> {
    readonly from?: ((target: Target) => Iterable<RouteServerPeer>) | undefined;
    readonly notices?: ((target: Target) => Stream.Stream<PeerNotice, never, R>) | undefined;
}
export declare class DuplicateTarget extends DuplicateTarget_base {
}
declare const DuplicateTarget_base: Schema.Class<DuplicateTarget, Schema.TaggedStruct<"DuplicateTarget", {
    readonly message: Schema.String;
    readonly name: Schema.String;
}>, import("effect/Cause").YieldableError>;
export interface Effort {
    readonly concurrency?: number | undefined;
    readonly patience?: Duration.Input | undefined;
}
export declare class Fleet extends Fleet_base {
}
export interface FleetListing {
    readonly peers: ReadonlyArray<FleetPeer>;
    readonly unknown: ReadonlyArray<Unknown>;
    readonly unreadable: ReadonlyArray<{
        readonly target: Target;
        readonly error: MalformedResponse;
    }>;
}
export interface FleetPeer {
    readonly target: Target;
    readonly peer: RouteServerPeer;
}
declare const Fleet_base: Context.ServiceClass<Fleet, "@route-server/core/Fleet", {
    readonly members: ReadonlyArray<Member>;
}>;
export interface Member {
    readonly target: Target;
    readonly source: PeerSource["Service"];
}
export interface Options extends Listing.Options, Effort {
    readonly deadline?: Duration.Input | undefined;
}
export type Part = {
    readonly _tag: "Page";
    readonly target: Target;
    readonly page: Result;
} | {
    readonly _tag: "Whole";
    readonly target: Target;
} | {
    readonly _tag: "Unknown";
    readonly target: Target;
    readonly error: PeerSourceError;
};
export type Request = Omit<PeerRequest, "NextToken">;
export interface TargetEvent {
    readonly target: Target;
    readonly event: Changes.Event;
}
export interface Unknown {
    readonly target: Target;
    readonly error: PeerSourceError;
    readonly seen: ReadonlyArray<RouteServerPeer>;
}
export declare const collect: (request?: Request | undefined, options?: Options | undefined) => Effect.Effect<FleetListing, never, Fleet>;
export declare const events: <R = never>(request?: Request, { concurrency, patience, from, notices, ...options }?: ChangesOptions<R>) => Stream.Stream<TargetEvent, never, R | Fleet>;
export declare const isWhole: ({ unknown, unreadable }: FleetListing) => boolean;
export declare const layer: (members: Iterable<Member>) => Layer.Layer<Fleet, DuplicateTarget>;
export declare const make: (members: Iterable<Member>) => Outcome.Result<Fleet["Service"], DuplicateTarget>;
export declare const parts: (request?: Request, { concurrency, patience, deadline, ...options }?: Options) => Stream.Stream<Part, never, Fleet>;
