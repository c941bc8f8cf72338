import { assert, describe, it } from "@effect/vitest"
import { AwsMetrics, AwsPeerSource } from "@route-server/adapter-aws"
import { PeerSource } from "@route-server/core"
import { Duration, Effect, Logger, Metric, Result, Tracer } from "effect"
import { TestClock } from "effect/testing"
import * as server from "./support/server.ts"

describe("The telemetry", () => {
  /** Runs two requests, of which the second fails, and gives all that it leaves behind. */
  const observe = Effect.gen(function* () {
    const spans: Array<Tracer.NativeSpan> = []
    const logs: Array<unknown> = []
    const tracer = Tracer.make({
      span: (options) => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      },
    })
    const ec2 = yield* server.listen((response, { headers }, index) => {
      if (index === 0) server.answer(response, "", 500)
      else if (index === 1) server.answer(response, server.peers(["rsp-1", "rsp-2"], "next"))
      else {
        const body = server.failure("RequestLimitExceeded", String(headers.authorization))
        server.answer(response, body, 503)
      }
    })
    const layer = AwsPeerSource.layer(
      server.settings(ec2.url, { retryStrategy: server.attempts(2, 1) }),
    )
    yield* Effect.gen(function* () {
      yield* PeerSource.describe()
      const failed = yield* Effect.result(PeerSource.describe({ NextToken: "next" }))
      assert.isTrue(Result.isFailure(failed))
      yield* Effect.log("done", failed)
    }).pipe(
      Effect.provide(layer),
      Effect.withTracer(tracer),
      Effect.provide(Logger.layer([Logger.make((entry) => logs.push(entry.message))])),
      Effect.provideService(Metric.MetricRegistry, new Map()),
    )
    return { spans, logs }
  })

  it.effect("has a span for each call", () =>
    Effect.gen(function* () {
      const { spans } = yield* observe
      const common = {
        "rpc.system": "aws-api",
        "rpc.service": "EC2",
        "rpc.method": "DescribeRouteServerPeers",
        "cloud.region": "eu-west-1",
      }
      assert.deepStrictEqual(
        spans.map(({ name, kind, attributes }) => [name, kind, Object.fromEntries(attributes)]),
        [
          [
            "DescribeRouteServerPeers",
            "client",
            {
              ...common,
              "route_server.page_token": false,
              "aws.sdk.attempts": 2,
              "aws.sdk.retry_delay_ms": 1,
              "http.request.resend_count": 1,
              "http.response.status_code": 200,
              "aws.request_id": "req-1",
              "route_server.peers": 2,
              "route_server.last_page": false,
            },
          ],
          [
            "DescribeRouteServerPeers",
            "client",
            {
              ...common,
              "route_server.page_token": true,
              "aws.sdk.attempts": 2,
              "aws.sdk.retry_delay_ms": 1,
              "http.request.resend_count": 1,
              "http.response.status_code": 503,
              "aws.request_id": "req-2",
              "error.type": "RequestLimitExceeded",
            },
          ],
        ],
      )
    }),
  )

  it.effect("holds no credential in spans and logs", () =>
    Effect.gen(function* () {
      const { spans, logs } = yield* observe
      assert.isNotEmpty(logs)
      for (const span of spans) {
        server.assertNoSecrets(Object.fromEntries(span.attributes))
        server.assertNoSecrets(span.status)
      }
      server.assertNoSecrets(logs)
    }),
  )

  it.effect("has metrics that say what they are", () =>
    Effect.gen(function* () {
      const { calls, errors, latency, peers } = AwsMetrics
      yield* Effect.forEach([calls, peers], (counter) => Metric.update(counter, -1))
      yield* Metric.update(errors, "Unavailable")
      yield* Metric.update(latency, Duration.millis(5))
      const snapshot = yield* Metric.snapshot
      assert.deepStrictEqual(
        snapshot.map(({ id, type, description }) => `${type} ${id}: ${description}`).sort(),
        [
          "Counter route_server_aws_calls: Calls of DescribeRouteServerPeers",
          "Counter route_server_aws_peers: Route server peers in the answers",
          "Frequency route_server_aws_errors: Failed calls of DescribeRouteServerPeers by error",
          "Histogram route_server_aws_latency: Duration of calls of DescribeRouteServerPeers",
        ],
      )
      for (const { type, state } of snapshot) {
        if (type === "Counter") assert.include({ ...state }, { count: 0, incremental: true })
      }
    }).pipe(Effect.provideService(Metric.MetricRegistry, new Map())),
  )

  it.effect("counts calls, errors, time and peers", () =>
    Effect.gen(function* () {
      const value = Effect.gen(function* () {
        return {
          calls: (yield* Metric.value(AwsMetrics.calls)).count,
          peers: (yield* Metric.value(AwsMetrics.peers)).count,
          errors: Object.fromEntries((yield* Metric.value(AwsMetrics.errors)).occurrences),
          timed: (yield* Metric.value(AwsMetrics.latency)).count,
          took: (yield* Metric.value(AwsMetrics.latency)).sum,
        }
      })
      const ec2 = yield* server.listen((response, _, index) =>
        index === 0
          ? server.answer(response, server.peers(["rsp-1", "rsp-2"]))
          : index === 1
            ? server.answer(response, server.failure("RequestExpired", "Late."), 400)
            : response.destroy(),
      )
      const layer = AwsPeerSource.layer(server.settings(ec2.url))
      const ask = Effect.result(PeerSource.describe())
      const counted = Effect.gen(function* () {
        // The clock of a test stands still while they last, but not at zero.
        yield* TestClock.adjust("1 hour")
        yield* Effect.all([ask, ask, ask])
        return yield* value
      }).pipe(Effect.provide(layer), Effect.provideService(Metric.MetricRegistry, new Map()))
      assert.deepStrictEqual<unknown>(yield* counted, {
        calls: 3,
        peers: 2,
        errors: { other: 1, "TransportError.ConnectionReset": 1 },
        timed: 3,
        took: 0,
      })
    }),
  )

  it.effect("names the last page and, by its code, an error that has no name", () =>
    Effect.gen(function* () {
      const ec2 = yield* server.listen((response, _, index) =>
        index === 0
          ? server.answer(response, server.peers(["rsp-1"]))
          : server.answer(response, server.failure("RequestExpired", "Late."), 400),
      )
      const seen: Array<unknown> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          seen.push(span.attributes)
          return span
        },
      })
      const ask = Effect.result(PeerSource.describe())
      yield* Effect.all([ask, ask]).pipe(
        Effect.provide(AwsPeerSource.layer(server.settings(ec2.url))),
        Effect.withTracer(tracer),
      )
      const [last, refused] = seen
      assert.isTrue(last instanceof Map && last.get("route_server.last_page"))
      assert.strictEqual(refused instanceof Map && refused.get("error.type"), "RequestExpired")
    }),
  )
})
