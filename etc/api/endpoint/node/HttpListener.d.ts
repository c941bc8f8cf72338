export type { Refusal } from "../internal/HttpRefusal.ts";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as HttpServerError from "effect/http/HttpServerError";
import type * as HttpServerResponse from "effect/http/HttpServerResponse";
import { type Write } from "./internal/refuse.ts";
export interface Listening {
    readonly url: string;
    readonly isLoopback: boolean;
}
export interface Manners {
    readonly refuse: Write;
    readonly handshakeFailed?: ((code: string) => void) | undefined;
    readonly maxHeaderBytes?: number | undefined;
}
export interface Options {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly gracefulShutdownTimeout?: Duration.Input | undefined;
    readonly sendTimeout?: Duration.Input | undefined;
    readonly tls?: {
        readonly cert: string;
        readonly key: string;
    } | undefined;
}
export declare const listen: <E, R>(app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>, args_1: Options & Manners) => Effect.Effect<Listening, HttpServerError.ServeError, import("effect/Scope").Scope | Exclude<Exclude<R, import("effect/http/HttpServerRequest").HttpServerRequest>, never>>;
