/**
 * A monitor's server on Node.js.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { HttpListener } from "@route-server/endpoint/node"
import { Context, Deferred, Effect, Layer, Schema } from "effect"
import type { HttpServerError } from "effect/http"
import * as Access from "./internal/Access.ts"
import * as MonitorServer from "./MonitorServer.ts"
import type { MonitorView } from "./MonitorView.ts"

/**
 * Where to listen, and who may read.
 *
 * @category options
 */
export interface Options extends MonitorServer.Options, HttpListener.Options {}

/**
 * The token is none that can be asked for.
 *
 * @category errors
 */
export class InvalidToken extends Schema.TaggedError<InvalidToken>()("InvalidToken", {
  message: Schema.String,
}) {}

/**
 * The server that listens.
 *
 * @category services
 */
export class NodeMonitorServer extends Context.Service<NodeMonitorServer, HttpListener.Listening>()(
  "@route-server/monitor/NodeMonitorServer",
) {}

const listen = Effect.fnUntraced(function* (options: Options) {
  const fault = options.token === undefined ? undefined : Access.faultOf(options.token)
  if (fault !== undefined) return yield* new InvalidToken({ message: fault })
  const isLoopback = yield* Deferred.make<boolean>()
  const { answer, close } = yield* MonitorServer.app({
    ...options,
    isLoopback: Deferred.await(isLoopback),
  })
  const listening = yield* HttpListener.listen(answer, { ...options, refuse: MonitorServer.refuse })
  // Closing waits for answers under way, and a stream of events is one without an end.
  yield* Effect.addFinalizer(() => close)
  yield* Deferred.succeed(isLoopback, listening.isLoopback)
  return listening
})

/**
 * Serves the `MonitorView` in context as long as the scope is open: on loopback, unless
 * told otherwise.
 *
 * **Details**
 *
 * Closing the scope ends streams of events at once, and answers the requests under way.
 * Fails with `ServeError` if it can't listen, and with `InvalidToken` if the token is too
 * short or has characters that no header can carry.
 *
 * @category layers
 */
export const layer = (
  options: Options = {},
): Layer.Layer<NodeMonitorServer, HttpServerError.ServeError | InvalidToken, MonitorView> =>
  Layer.effect(NodeMonitorServer, listen(options)).pipe(
    Layer.provide(NodeHttpServer.layerHttpServices),
  )
