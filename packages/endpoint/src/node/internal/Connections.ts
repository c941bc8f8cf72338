/**
 * The open connections of a server, and what is owed on them.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"

/** A connection that is open. */
export interface Connection {
  readonly socket: Socket
  /** The responses that are owed, in the order of the requests, which is that of the answers. */
  readonly owed: Set<ServerResponse>
  /** The response to the last request, owed or not. */
  latest?: ServerResponse
}

/** The open connections, by what Node.js's events name them with. */
export type Connections = ReadonlyMap<unknown, Connection>

/**
 * Watches a server. Call it before any other that listens to the server, so that
 * they find what is owed up to date.
 */
export const track = (server: Server): Connections => {
  const connections = new Map<unknown, Connection>()
  server.on("connection", (socket) => {
    connections.set(socket, { socket, owed: new Set() })
    socket.once("close", () => connections.delete(socket))
  })
  const owe = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(socket)
    if (connection === undefined) return
    connection.latest = response
    connection.owed.add(response)
    response.once("close", () => connection.owed.delete(response))
  }
  server.on("request", owe)
  server.on("checkContinue", owe)
  return connections
}
