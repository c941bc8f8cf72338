import * as Metrics from "./Metrics.ts";
import type { WebhookStatus } from "./WebhookStatus.ts";
import { Effect } from "effect";
import { HttpServerRequest, HttpServerResponse } from "effect/http";
import { MonitorView } from "./MonitorView.ts";
export interface Options extends Omit<Metrics.Options, "now" | "format" | "process" | "webhooks" | "runners"> {
    readonly webhooks?: Effect.Effect<ReadonlyArray<WebhookStatus>> | undefined;
    readonly runners?: Effect.Effect<Metrics.Options["runners"]> | undefined;
}
export declare const handler: ({ webhooks, runners, ...options }?: Options) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, MonitorView | HttpServerRequest.HttpServerRequest>;
