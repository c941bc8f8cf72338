export type { Refusal } from "./internal/HttpRefusal.ts";
import * as Effect from "effect/Effect";
import * as HttpServerRequest from "effect/http/HttpServerRequest";
import * as HttpServerResponse from "effect/http/HttpServerResponse";
import * as LogLevel from "effect/LogLevel";
import type * as ControlActions from "./internal/ControlActions.ts";
import type * as Faults from "./Faults.ts";
import type * as Layer from "effect/Layer";
import type { Refusal } from "./internal/HttpRefusal.ts";
import { type DescribeRouteServerPeers, type FilterNames, Limits, type PeerSource } from "@route-server/core";
export type Call = {
    readonly accessKeyId: string | undefined;
} & ({
    readonly action: "DescribeRouteServerPeers";
    readonly request: DescribeRouteServerPeers.Request;
} | ControlActions.Asked);
export declare const MAX_BODY_BYTES = 33554432;
export declare const MAX_PARAMETERS = 16384;
export interface Options {
    readonly acceptedNames?: FilterNames.FilterNames | undefined;
    readonly limits?: Limits.Limits | undefined;
    readonly requireSignature?: boolean | undefined;
    readonly authorize?: ((call: Call) => boolean | Effect.Effect<boolean>) | undefined;
    readonly oldVersions?: boolean | undefined;
    readonly faults?: Faults.Injector | undefined;
    readonly maxBodyBytes?: number | undefined;
    readonly logLevel?: LogLevel.Severity | undefined;
}
export declare const app: (options?: Options) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, PeerSource.PeerSource | HttpServerRequest.HttpServerRequest>;
export declare const logHandshake: (code: string, options?: Pick<Options, "logLevel">) => Effect.Effect<void>;
export declare const refuse: ({ code, message, method, status }: Refusal, options?: Pick<Options, "logLevel">) => Effect.Effect<{
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
}>;
export declare const toWebHandler: <E>(source: Layer.Layer<PeerSource.PeerSource, E>, options?: Options) => {
    readonly handler: (request: Request) => Promise<Response>;
    readonly dispose: () => Promise<void>;
};
