/**
 * The metrics over HTTP, as a scraper asks for them.
 */
import { Clock, Effect } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import { processUsage } from "./internal/processUsage.ts"
import * as Metrics from "./Metrics.ts"
import * as MetricsFormat from "./MetricsFormat.ts"
import { MonitorView } from "./MonitorView.ts"
import type { WebhookStatus } from "./WebhookStatus.ts"

/**
 * How metrics are told, where the request does not say it.
 *
 * @category options
 */
export interface Options
  extends Omit<Metrics.Options, "now" | "format" | "process" | "webhooks" | "runners"> {
  /** How the telling of webhooks goes, such as `statuses` of `WebhookDelivery`. */
  readonly webhooks?: Effect.Effect<ReadonlyArray<WebhookStatus>> | undefined
  /** The runners of a cluster, such as `current` of its `Roster`. */
  readonly runners?: Effect.Effect<Metrics.Options["runners"]> | undefined
}

/**
 * Answers a request with the metrics of the fleet as it is known now, in the format
 * that its Accept header asks for.
 *
 * @category handlers
 */
export const handler = ({
  webhooks = Effect.succeed([]),
  runners = Effect.undefined,
  ...options
}: Options = {}): Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  never,
  MonitorView | HttpServerRequest.HttpServerRequest
> =>
  Effect.gen(function* () {
    const { headers } = yield* HttpServerRequest.HttpServerRequest
    const view = yield* MonitorView
    const format = MetricsFormat.negotiate(headers["accept"])
    const text = Metrics.render(yield* view.current, {
      ...options,
      format,
      now: yield* Clock.currentTimeMillis,
      webhooks: yield* webhooks,
      runners: yield* runners,
      process: yield* processUsage,
    })
    return HttpServerResponse.text(text, {
      contentType: MetricsFormat.contentType[format],
      headers: { vary: "Accept" },
    })
  }).pipe(Effect.withSpan("MetricsHttp.handler"))
