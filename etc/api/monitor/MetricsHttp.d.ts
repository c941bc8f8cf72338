import * as Metrics from "./Metrics.ts";
import { Effect } from "effect";
import { HttpServerRequest, HttpServerResponse } from "effect/http";
import { MonitorView } from "./MonitorView.ts";
export interface Options extends Omit<Metrics.Options, "now" | "format" | "process"> {
}
export declare const handler: (options?: Options) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, MonitorView | HttpServerRequest.HttpServerRequest>;
