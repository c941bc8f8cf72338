import * as MetricsHttp from "./MetricsHttp.ts";
import { Duration, Effect, type Redacted } from "effect";
import { HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http";
import { MonitorView } from "./MonitorView.ts";
export interface Options {
    readonly token?: Redacted.Redacted | undefined;
    readonly hosts?: ReadonlyArray<string> | undefined;
    readonly metrics?: MetricsHttp.Options | undefined;
    readonly readyBound?: Duration.Input | undefined;
    readonly maxReaders?: number | undefined;
}
export declare const app: (options: Options & {
    readonly isLoopback: Effect.Effect<boolean>;
}) => Effect.Effect<{
    answer: Effect.Effect<HttpServerResponse.HttpServerResponse, HttpServerError.HttpServerError | import("./Api.ts").TooManyReaders, import("effect/http/HttpPlatform").HttpPlatform | HttpServerRequest.HttpServerRequest | import("effect/Scope").Scope>;
    close: Effect.Effect<void, never, never>;
}, never, import("effect/FileSystem").FileSystem | import("effect/http/Etag").Generator | import("effect/http/HttpPlatform").HttpPlatform | MonitorView | import("effect/Path").Path | import("effect/Scope").Scope>;
export declare const refuse: ({ status, message, }: {
    readonly status: number;
    readonly message: string;
}) => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
};
