import * as Filter from "./Filter.ts";
import * as FilterNames from "./FilterNames.ts";
import * as Limits from "./Limits.ts";
import * as Result from "effect/Result";
import type { RouteServerPeer } from "./RouteServerPeer.ts";
import { Request } from "./DescribeRouteServerPeersRequest.ts";
import { type ServiceError } from "./ServiceError.ts";
type Draft = {
    -readonly [Member in keyof Selection]: Selection[Member];
};
type Judge = (draft: Draft, options: JudgeOptions) => ServiceError | undefined;
export interface JudgeOptions extends Options {
    readonly acceptsToken?: ((token: string) => boolean) | undefined;
    readonly through?: Step | undefined;
}
export interface Options {
    readonly acceptedNames?: FilterNames.FilterNames | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly authorized?: boolean | undefined;
    readonly tokens?: {
        readonly now: number;
        readonly lifetime: number;
    } | undefined;
}
export interface Selection {
    readonly request: Request;
    readonly matches: (peer: RouteServerPeer) => boolean;
    readonly conditions: () => ReadonlyArray<Filter.Condition>;
    readonly ids: ReadonlySet<string> | undefined;
    readonly after: string | undefined;
    readonly size: number;
}
export type Step = (typeof judges)[number][0];
export declare const amend: (request: Request, members: Request) => Request;
export declare const judge: (request: Request, options?: JudgeOptions) => Result.Result<Selection, ServiceError>;
declare const judges: readonly [readonly ["form", Judge], readonly ["filters", Judge], readonly ["combination", Judge], readonly ["permission", Judge], readonly ["range", Judge], readonly ["token", Judge], readonly ["ids", Judge]];
export declare const normalize: (request: Request) => Result.Result<Request, ServiceError>;
export declare const steps: ReadonlyArray<Step>;
