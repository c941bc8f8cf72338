export { FixtureError } from "./internal/fixtureError.ts";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { FixtureError } from "./internal/fixtureError.ts";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import type { Unreadable } from "./DescribeRouteServerPeersResult.ts";
export interface Fixture {
    readonly peers: ReadonlyArray<RouteServerPeer>;
    readonly unreadable: ReadonlyArray<FixtureError>;
    readonly isPartial: boolean;
}
export interface Found {
    readonly peer: RouteServerPeer;
    readonly start: number;
    readonly end: number;
    readonly line: number;
    readonly isPlain: boolean;
}
export interface Options {
    readonly unreadable?: Unreadable | undefined;
}
export interface Reader {
    readonly write: (part: string) => boolean;
    readonly end: () => Result.Result<Omit<Fixture, "peers">, FixtureError>;
}
export declare const decode: (text: string, options?: Options | undefined) => Effect.Effect<Fixture, FixtureError, never>;
export declare const decodeResult: (text: string, options?: Options) => Result.Result<Fixture, FixtureError>;
export declare const literalOf: (value: unknown) => string | undefined;
export declare const reader: (take: (found: Found) => number | undefined, { unreadable }?: Options) => Reader;
