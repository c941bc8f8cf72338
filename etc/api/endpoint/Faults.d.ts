import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
export interface Befalls {
    readonly delay: Duration.Duration;
    readonly rule: Exclude<Rule, {
        readonly fault: "Delay";
    }> | undefined;
}
export interface Injector {
    readonly draw: (action: string | undefined) => Effect.Effect<Befalls>;
}
export interface InjectorOptions {
    readonly seed?: number | undefined;
}
export declare const Rule: Schema.Union<readonly [Schema.Struct<{
    readonly fault: Schema.Literal<"Error">;
} & {
    code: Schema.NonEmptyString;
    httpStatus: Schema.Number;
    message: Schema.String;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"Delay">;
} & {
    duration: Schema.Union<readonly [Schema.Number, Schema.String]>;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"Timeout">;
} & {
    after: Schema.Union<readonly [Schema.Number, Schema.String]>;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"EmptyPage">;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"ShortPage">;
} & {
    size: Schema.Number;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"SuperfluousToken">;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"Stale">;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"RepeatToken">;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"HtmlPage">;
} & {
    status: Schema.optionalKey<Schema.Number>;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"CutBody">;
} & {
    bytes: Schema.optionalKey<Schema.Number>;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, Schema.Struct<{
    readonly fault: Schema.Literal<"Reset">;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>, ...Schema.Struct<{
    readonly fault: Schema.Literal<"AuthFailure" | "DryRunOperation" | "FilterLimitExceeded" | "IncorrectState" | "InternalError" | "InvalidAction" | "InvalidFilter" | "InvalidMaxResults" | "InvalidNextToken" | "InvalidPaginationToken" | "InvalidParameterCombination" | "InvalidParameterValue" | "InvalidRouteServerPeerId.Malformed" | "InvalidRouteServerPeerId.NotFound" | "MissingAction" | "MissingParameter" | "RequestLimitExceeded" | "UnauthorizedOperation" | "Unavailable" | "UnknownParameter">;
} & {
    message: Schema.optionalKey<Schema.String>;
} & {
    requests: Schema.optionalKey<Schema.Union<readonly [Schema.Number, Schema.String]>>;
    action: Schema.optionalKey<Schema.Literals<readonly ["DescribeRouteServerPeers", ...("CreateRouteServerPeer" | "CreateTags" | "DeleteRouteServerPeer" | "DeleteTags")[]]>>;
}>[]]>;
export type Rule = typeof Rule.Type;
export declare class RulesError extends RulesError_base<{
    readonly path: ReadonlyArray<string | number>;
    readonly fault: string;
}> {
    get message(): string;
}
declare const RulesError_base: new <A extends Record<string, any> = {}>(args: import("effect/Types").VoidIfEmpty<{ readonly [P in keyof A as P extends "_tag" ? never : P]: A[P]; }>) => import("effect/Cause").YieldableError & {
    readonly _tag: "RulesError";
} & Readonly<A>;
export declare const decodeRules: (input: unknown) => Result.Result<ReadonlyArray<Rule>, RulesError>;
export declare const injector: (rules: ReadonlyArray<Rule>, { seed }?: InjectorOptions) => Injector;
export declare const named: ReadonlyArray<string>;
export declare const names: ReadonlyArray<string>;
