/**
 * The connection that the request at hand came on, as far as a runtime shows it.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"

export interface Connection {
  /** Resets it. */
  readonly reset: Effect.Effect<void, never, HttpServerRequest.HttpServerRequest>
  /** Is done when all that was written has been sent. */
  readonly flush: Effect.Effect<void, never, HttpServerRequest.HttpServerRequest>
  /**
   * Whether bytes that are written to it are only read, so that they may be those of
   * other answers, too. A reader of a stream of the Fetch API may do to them what it likes.
   */
  readonly onlyReads: boolean
}

/** What answers by itself has no connection. */
export const Connection = Context.Reference<Connection>("@route-server/endpoint/Connection", {
  defaultValue: () => ({ reset: Effect.void, flush: Effect.void, onlyReads: false }),
})
