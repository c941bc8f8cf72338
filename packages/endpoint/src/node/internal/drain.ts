/**
 * How a server closes.
 *
 * Node.js stops accepting at once and then waits for every connection to end.
 * A client that keeps connections alive, as the AWS SDKs do, would hold that up
 * until a time-out of many seconds, and one that has connected without sending
 * anything up to a minute. So connections are closed here as soon as no request
 * is under way on them.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Connection, Connections } from "./Connections.ts"

/**
 * Watches a server from before it listens, and gives the effect that closes it:
 * that stops accepting, and is done when what is under way has finished. When
 * the time is up, it cuts off the clients that are in the middle of an answer,
 * as one is that does not read; the requests that have no answer yet are left
 * for the application to be interrupted and to answer that.
 */
export const drain = (
  server: Server,
  connections: Connections,
  timeout: Duration.Duration,
): Effect.Effect<void> => {
  let closing = false

  const closeIfIdle = ({ socket, owed }: Connection) => {
    if (closing && owed.size === 0) socket.destroySoon()
  }

  const closeWhenIdle = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(socket)
    if (connection !== undefined) response.once("close", () => closeIfIdle(connection))
  }
  server.on("request", closeWhenIdle)
  server.on("checkContinue", closeWhenIdle)

  const finish = Effect.callback<void>((resume) => {
    closing = true
    // To Node.js a connection is idle as soon as an answer is written, though the
    // client may not have got half of it (run).
    server.closeIdleConnections = () => {}
    server.close(() => resume(Effect.void))
    for (const connection of connections.values()) {
      for (const response of connection.owed) {
        if (!response.headersSent) response.setHeader("connection", "close")
      }
      closeIfIdle(connection)
    }
  })

  const cutOff = Effect.sync(() => {
    for (const { socket, owed } of connections.values()) {
      if ([...owed].some((response) => response.headersSent)) socket.destroy()
    }
  })

  return Effect.timeoutOrElse(finish, { duration: timeout, orElse: () => cutOff })
}
