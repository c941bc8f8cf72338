import type { WebhookStatus } from "./WebhookStatus.ts";
import { Context, Duration, Effect, Layer } from "effect";
import { HttpClient } from "effect/http";
import { MonitorStore } from "./MonitorStore.ts";
import { MonitorView } from "./MonitorView.ts";
import { type Webhooks } from "./Webhook.ts";
export interface Options {
    readonly timeout?: Duration.Input | undefined;
    readonly giveUpAfter?: Duration.Input | undefined;
    readonly refusedAfter?: Duration.Input | undefined;
}
export declare class WebhookDelivery extends WebhookDelivery_base {
}
declare const WebhookDelivery_base: Context.ServiceClass<WebhookDelivery, "@route-server/monitor/WebhookDelivery", {
    readonly run: Effect.Effect<never>;
    readonly statuses: Effect.Effect<ReadonlyArray<WebhookStatus>>;
}>;
export declare const layer: (webhooks: Webhooks, options?: Options) => Layer.Layer<WebhookDelivery, never, MonitorStore | MonitorView | HttpClient.HttpClient>;
export declare const layerIdle: (webhooks: Webhooks, options?: Options) => Layer.Layer<WebhookDelivery, never, MonitorStore | MonitorView | HttpClient.HttpClient>;
