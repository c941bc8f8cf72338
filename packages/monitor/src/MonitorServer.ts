/**
 * A monitor over HTTP: the page, the API, the metrics, and whether it is alive and ready.
 *
 * **Details**
 *
 * | path | what |
 * |---|---|
 * | `/` | the page |
 * | `/api/v1/…` | the API, see `Api` |
 * | `/openapi.json` | its description |
 * | `/metrics` | the metrics, see `Metrics` |
 * | `/livez`, `/readyz` | 200, or 503 and what is not ready |
 *
 * Everything is read with GET and HEAD. Failures are told as problem details (RFC 9457).
 *
 * With a token everything but `/livez` and `/readyz` asks for it: `Authorization: Bearer
 * TOKEN`, or Basic with the token as password and any name, which is what a browser asks
 * its user for and then sends with the page's own event stream, too. Nothing is kept in
 * a cookie, so there is nothing that another site could use. The server speaks plain
 * HTTP: put TLS before it where others could listen.
 *
 * @see `NodeMonitorServer` for a server of it
 */
import * as DurationInput from "@route-server/core/DurationInput"
import { Cause, Duration, Effect, Layer, type Redacted } from "effect"
import {
  HttpMiddleware,
  HttpRouter,
  HttpServerError,
  HttpServerRequest,
  HttpServerRespondable,
  HttpServerResponse,
  ProblemDetails,
} from "effect/http"
import { HttpApiBuilder, HttpApiMiddleware, OpenApi } from "effect/http-api"
import { Api } from "./Api.ts"
import * as Access from "./internal/Access.ts"
import * as ApiHandlers from "./internal/ApiHandlers.ts"
import * as Asset from "./internal/Asset.ts"
import * as Live from "./internal/Live.ts"
import { monotonicMillis } from "./internal/monotonic.ts"
import * as PageRoutes from "./internal/PageRoutes.ts"
import { unreadyBecause } from "./internal/Readiness.ts"
import * as MetricsHttp from "./MetricsHttp.ts"
import { MonitorView } from "./MonitorView.ts"

/**
 * Who may read, and what there is to read.
 *
 * @category options
 */
export interface Options {
  /**
   * What readers have to know. At least 16 visible ASCII characters. Default: nothing,
   * everybody who reaches the server may read.
   */
  readonly token?: Redacted.Redacted | undefined
  /**
   * The names that the server is known by, beside those of the own machine, such as that
   * of a proxy before it. Default: none, so a request by another name is refused where
   * only this machine reaches the server, and taken elsewhere.
   */
  readonly hosts?: ReadonlyArray<string> | undefined
  /** How metrics are told. */
  readonly metrics?: MetricsHttp.Options | undefined
  /** How long the store may fail before the monitor is not ready. Default: 1 minute. */
  readonly readyBound?: Duration.Input | undefined
  /** How many readers may follow a stream of events at once. Default: 1,000. */
  readonly maxReaders?: number | undefined
}

/** What is said of a status, as a problem. */
const problem = (
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.setHeaders(
    ProblemDetails.toResponse({ type: ProblemDetails.blankType, status, title, detail }),
    headers,
  )

const MISDIRECTED = problem(
  421,
  "Misdirected Request",
  "The monitor is not known by this name. Start it with the name as one of its hosts",
)

const UNAUTHORIZED = problem(
  401,
  "Unauthorized",
  "Give the token of the monitor: as a bearer, or as the password with any user name",
  {
    "www-authenticate":
      'Basic realm="route-server monitor", charset="UTF-8", Bearer realm="route-server monitor"',
  },
)

const NOT_ALLOWED = problem(
  405,
  "Method Not Allowed",
  "The monitor is only read: use GET or HEAD",
  {
    allow: "GET, HEAD",
  },
)

const NOT_FOUND = problem(404, "Not Found", "There is nothing here: see /openapi.json")

const BROKEN = problem(
  500,
  "Internal Server Error",
  "The monitor failed to answer; its log says why",
)

/**
 * What is said of a request that is none, or did not arrive, for a server that has to
 * answer all the same.
 *
 * @category constructors
 */
export const refuse = ({
  status,
  message,
}: {
  readonly status: number
  readonly message: string
}): { readonly headers: Readonly<Record<string, string>>; readonly body: string } => ({
  headers: { "content-type": ProblemDetails.contentType, ...securityHeaders },
  body: JSON.stringify({ type: ProblemDetails.blankType, status, title: message }),
})

/** Nobody may read what is answered but who asked, frame it, or take it for something else. */
const securityHeaders = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}

const withHeaders = (
  response: HttpServerResponse.HttpServerResponse,
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.setHeaders(response, {
    ...securityHeaders,
    "cache-control": "no-store",
    ...response.headers,
  })

/** The paths that need no token: who runs a process has to see how it is. */
const OPEN = new Set(["/livez", "/readyz"])

const pathOf = (url: string): string => url.replace(/[?#].*$/s, "")

const health = (live: Live.Live, bound: number) =>
  Layer.mergeAll(
    HttpRouter.add("GET", "/livez", HttpServerResponse.jsonUnsafe({ status: "alive" })),
    HttpRouter.add(
      "GET",
      "/readyz",
      Effect.gen(function* () {
        const now = yield* monotonicMillis
        const reason = unreadyBecause(yield* live.view.current, { now, bound })
        return reason === undefined
          ? HttpServerResponse.jsonUnsafe({ status: "ready" })
          : HttpServerResponse.jsonUnsafe({ status: "not ready", reason }, { status: 503 })
      }),
    ),
  )

const routes = (live: Live.Live, { metrics, readyBound = Duration.minutes(1) }: Options) =>
  Layer.mergeAll(
    HttpRouter.add(
      "GET",
      "/openapi.json",
      Asset.serve(
        Asset.make(JSON.stringify(OpenApi.fromApi(Api)), "application/json"),
        Asset.WHILE_SAME,
      ),
    ),
    HttpApiBuilder.layer(Api).pipe(
      Layer.provide(ApiHandlers.layer(live)),
      Layer.provide(HttpApiMiddleware.layerProblemDetails({ includeDetails: true })),
    ),
    health(live, Duration.toMillis(DurationInput.make("readyBound", readyBound))),
    PageRoutes.layer(live),
    HttpRouter.add(
      "GET",
      "/metrics",
      Effect.provideService(MetricsHttp.handler(metrics), MonitorView, live.view),
    ),
  )

/**
 * The monitor as an app: answers to requests over the `MonitorView` in context. When the
 * scope closes, all streams of events end.
 *
 * @category constructors
 */
export const app = Effect.fnUntraced(function* (
  options: Options & {
    /** Whether only this machine reaches the server. */
    readonly isLoopback: Effect.Effect<boolean>
  },
) {
  const live = yield* Live.make(yield* MonitorView, { maxReaders: options.maxReaders ?? 1000 })
  yield* Effect.addFinalizer(() => live.close)
  const router = yield* HttpRouter.toHttpEffect(routes(live, options))
  const { token, hosts = [] } = options

  const answer = Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const isLoopback = yield* options.isLoopback
    if (!Access.isOwnHost(request.headers, { isLoopback, hosts })) return MISDIRECTED
    const isOpen = token === undefined || OPEN.has(pathOf(request.url))
    if (!isOpen && !Access.carries(request.headers, token)) return UNAUTHORIZED
    if (request.method !== "GET" && request.method !== "HEAD") return NOT_ALLOWED
    return yield* router
  }).pipe(
    Effect.catchCause((cause) => {
      const error = Cause.squash(cause)
      if (
        error instanceof HttpServerError.HttpServerError &&
        error.reason._tag === "RouteNotFound"
      ) {
        return Effect.succeed(NOT_FOUND)
      }
      if (HttpServerRespondable.isRespondable(error)) return HttpServerRespondable.toResponse(error)
      return Cause.hasInterruptsOnly(cause)
        ? Effect.failCause(cause)
        : Effect.as(Effect.logError("A request could not be answered", cause), BROKEN)
    }),
    Effect.map(withHeaders),
    HttpMiddleware.compression(),
  )
  return { answer, close: live.close }
})
