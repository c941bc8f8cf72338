/**
 * What a call leaves behind: a span with the attributes that OpenTelemetry
 * gives calls of an AWS SDK, and the metrics.
 *
 * All is written at once when the call is over: each step of an effect costs more
 * than what is written.
 */
import type { DescribeRouteServerPeers, PeerSourceError } from "@route-server/core"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type * as Tracer from "effect/Tracer"
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

const writeRequestId = (span: Tracer.Span, requestId: string | undefined): void => {
  if (requestId !== undefined) span.attribute("aws.request_id", requestId)
}

const writeExchange = (span: Tracer.Span, { attempts, retryDelay, answer }: Exchange): void => {
  span.attribute("aws.sdk.attempts", attempts)
  span.attribute("aws.sdk.retry_delay_ms", retryDelay)
  span.attribute("http.request.resend_count", Math.max(0, attempts - 1))
  if (answer !== undefined) span.attribute("http.response.status_code", answer.status)
}

const writePage = (
  span: Tracer.Span,
  { result, requestId }: Page,
  context: Context.Context<never>,
): void => {
  span.attribute("route_server.peers", result.RouteServerPeers.length)
  span.attribute("route_server.last_page", result.NextToken === undefined)
  writeRequestId(span, requestId)
  AwsMetrics.peers.updateUnsafe(result.RouteServerPeers.length, context)
}

const writeError = (
  span: Tracer.Span,
  error: PeerSourceError.PeerSourceError,
  context: Context.Context<never>,
): void => {
  const type = errorType(error)
  span.attribute("error.type", type)
  writeRequestId(span, "requestId" in error ? error.requestId : undefined)
  // A server can invent codes without end, and each would have a series of its own.
  AwsMetrics.errors.updateUnsafe(error._tag === "OtherServiceError" ? "other" : type, context)
}

/** Traces and measures the call that an exchange belongs to. */
export const observe = (
  request: DescribeRouteServerPeers.Request,
  exchange: Exchange,
  call: (span: Tracer.Span) => Effect.Effect<Page, PeerSourceError.PeerSourceError>,
): Effect.Effect<Page, PeerSourceError.PeerSourceError> =>
  Effect.useSpan(
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
    (span) => {
      const { context } = exchange
      const clock = Context.get(context, Clock.Clock)
      const start = clock.monotonicTimeNanosUnsafe()
      AwsMetrics.calls.updateUnsafe(1, context)
      return Effect.onExit(call(span), (exit) =>
        Effect.sync(() => {
          const took = Duration.nanos(clock.monotonicTimeNanosUnsafe() - start)
          AwsMetrics.latency.updateUnsafe(took, context)
          writeExchange(span, exchange)
          if (Exit.isSuccess(exit)) return writePage(span, exit.value, context)
          const error = Exit.findErrorOption(exit)
          if (Option.isSome(error)) writeError(span, error.value, context)
        }),
      )
    },
  )
