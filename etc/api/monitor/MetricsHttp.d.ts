import * as Metrics from "./Metrics.ts";
import type { WebhookStatus } from "./WebhookStatus.ts";
import { Effect } from "effect";
import { HttpServerRequest, HttpServerResponse } from "effect/http";
import { MonitorView } from "./MonitorView.ts";
export interface Options extends Omit<Metrics.Options, "now" | "format" | "process" | "webhooks"> {
    readonly webhooks?: Effect.Effect<ReadonlyArray<WebhookStatus>> | undefined;
}
export declare const handler: ({ webhooks, ...options }?: Options) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, MonitorView | HttpServerRequest.HttpServerRequest>;
