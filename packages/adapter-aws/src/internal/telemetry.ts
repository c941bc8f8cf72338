/**
 * What a call leaves behind: a span with the attributes that OpenTelemetry
 * gives calls of an AWS SDK, and the metrics.
 */
import type { DescribeRouteServerPeers, PeerSourceError } from "@route-server/core"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as AwsMetrics from "../AwsMetrics.ts"
import type { Page } from "./answer.ts"
import type { Exchange } from "./Exchange.ts"

const errorType = (error: PeerSourceError.PeerSourceError): string => {
  switch (error._tag) {
    case "OtherServiceError":
      return error.code
    case "TransportError":
    case "MalformedResponse":
      return `${error._tag}.${error.reason._tag}`
    default:
      return error._tag
  }
}

const requestIdAttribute = (requestId: string | undefined) =>
  requestId === undefined ? {} : { "aws.request_id": requestId }

const annotateExchange = (exchange: Exchange) =>
  Effect.suspend(() =>
    Effect.annotateCurrentSpan({
      "aws.sdk.attempts": exchange.attempts,
      "aws.sdk.retry_delay_ms": exchange.retryDelay,
      "http.request.resend_count": Math.max(0, exchange.attempts - 1),
      ...(exchange.answer && { "http.response.status_code": exchange.answer.status }),
    }),
  )

const annotatePage = ({ result, requestId }: Page) =>
  Effect.annotateCurrentSpan({
    "route_server.peers": result.RouteServerPeers.length,
    "route_server.last_page": result.NextToken === undefined,
    ...requestIdAttribute(requestId),
  })

const annotateError = (error: PeerSourceError.PeerSourceError) =>
  Effect.annotateCurrentSpan({
    "error.type": errorType(error),
    ...requestIdAttribute("requestId" in error ? error.requestId : undefined),
  })

/** Traces and measures the call that an exchange belongs to. */
export const observe =
  (request: DescribeRouteServerPeers.Request, exchange: Exchange) =>
  (
    call: Effect.Effect<Page, PeerSourceError.PeerSourceError>,
  ): Effect.Effect<Page, PeerSourceError.PeerSourceError> =>
    Metric.update(AwsMetrics.calls, 1).pipe(
      Effect.andThen(call),
      Effect.ensuring(annotateExchange(exchange)),
      Effect.tap(annotatePage),
      Effect.tap((page) => Metric.update(AwsMetrics.peers, page.result.RouteServerPeers.length)),
      Effect.tapError(annotateError),
      Effect.trackErrors(AwsMetrics.errors, (error) =>
        // A server can invent codes without end, and each would have a series of its own.
        error._tag === "OtherServiceError" ? "other" : errorType(error),
      ),
      Effect.trackDuration(AwsMetrics.latency),
      Effect.withSpan(
        "DescribeRouteServerPeers",
        {
          kind: "client",
          attributes: {
            "rpc.system": "aws-api",
            "rpc.service": "EC2",
            "rpc.method": "DescribeRouteServerPeers",
            "route_server.page_token": request.NextToken !== undefined,
          },
        },
        // The place would be this one, and to find it out takes as long as a small page.
        { captureStackTrace: false },
      ),
    )
