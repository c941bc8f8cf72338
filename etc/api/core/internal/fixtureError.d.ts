import * as Schema from "effect/Schema";
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
