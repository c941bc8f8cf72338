/**
 * What the adapter measures. Read them with Effect's `Metric`, or export them
 * with its observability modules.
 */
import * as Metric from "effect/Metric"

/**
 * The calls to the service; one with retries counts once.
 *
 * @category metrics
 */
export const calls = Metric.counter("route_server_aws_calls", {
  description: "Calls of DescribeRouteServerPeers",
  incremental: true,
})

/**
 * The calls that failed, by the AWS error code if it is one with a tag of its own
 * and `other` if not; for a `TransportError` and a `MalformedResponse` by the tag,
 * with the reason after a dot, as in `TransportError.Timeout`.
 *
 * @category metrics
 */
export const errors = Metric.frequency("route_server_aws_errors", {
  description: "Failed calls of DescribeRouteServerPeers by error",
})

/**
 * How long calls took, in milliseconds, retries and the waits between included.
 *
 * @category metrics
 */
export const latency = Metric.timer("route_server_aws_latency", {
  description: "Duration of calls of DescribeRouteServerPeers",
})

/**
 * The peers that the service answered, before filters are evaluated here.
 *
 * @category metrics
 */
export const peers = Metric.counter("route_server_aws_peers", {
  description: "Route server peers in the answers",
  incremental: true,
})
