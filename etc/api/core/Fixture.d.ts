import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import type { Unreadable } from "./DescribeRouteServerPeersResult.ts";
import { RouteServerPeer } from "./RouteServerPeer.ts";
export interface Fixture {
    readonly peers: ReadonlyArray<RouteServerPeer>;
    readonly unreadable: ReadonlyArray<FixtureError>;
    readonly isPartial: boolean;
}
export declare class FixtureError extends FixtureError_base {
    get message(): string;
}
declare const FixtureError_base: Schema.Class<FixtureError, Schema.TaggedStruct<"FixtureError", {
    readonly fault: Schema.String;
    readonly line: Schema.optionalKey<Schema.Int>;
    readonly column: Schema.optionalKey<Schema.Int>;
    readonly routeServerPeerId: Schema.optionalKey<Schema.String>;
    readonly path: Schema.withConstructorDefault<Schema.$Array<Schema.Union<readonly [Schema.String, Schema.Int]>>>;
}>, import("effect/Cause").YieldableError>;
export interface Options {
    readonly unreadable?: Unreadable | undefined;
}
export declare const decode: (text: string, options?: Options | undefined) => Effect.Effect<Fixture, FixtureError, never>;
export declare const decodeResult: (text: string, options?: Options) => Result.Result<Fixture, FixtureError>;
export declare const literalOf: (value: unknown) => string | undefined;
