/**
 * The open connections of a server, what is owed on them, and whose turn it is.
 *
 * A client may send many requests before it reads an answer. Node.js takes them
 * all for requests that are under way, and would have all the answers ready at
 * once. Here a request waits until the answers before its own have been taken,
 * and while one waits no more of them are read.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"

/** A connection that is open, over TLS from when the handshake is done. */
export interface Connection {
  readonly socket: Socket
  /** What lies under it: itself, but for TLS. */
  readonly transport: Socket
  /** The responses that are owed, in the order of the requests, which is that of the answers. */
  readonly owed: Set<ServerResponse>
  /** The response to the last request, owed or not. */
  latest?: ServerResponse
  /** What a response waits for: that the one before it is closed. The first one waits for nothing. */
  readonly turns: WeakMap<object, Promise<unknown>>
  /** The number of requests that have come. */
  requests: number
}

/** The open connections, by what Node.js's events name them with. */
export type Connections = ReadonlyMap<unknown, Connection>

/** What a client may do before it is cut off. */
export interface Bounds {
  /** How long it may take nothing of what it has been sent, in milliseconds. */
  readonly sendTimeout: number
  /** The requests that may wait for their turn, on all connections together. */
  readonly mostWaiting: number
}

/** The client's end of a connection, which TLS and what lies under it have in common. */
const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`

/**
 * Watches a server. Call it before any other that listens to the server, so that
 * they find what is owed up to date.
 */
export const track = (server: Server, { sendTimeout, mostWaiting }: Bounds): Connections => {
  const connections = new Map<unknown, Connection>()
  let waiting = 0
  const add = (socket: Socket, transport: Socket) => {
    const owed = new Set<ServerResponse>()
    connections.set(socket, {
      socket,
      transport,
      owed,
      turns: new WeakMap(),
      requests: 0,
    })
    socket.once("close", () => connections.delete(socket))
    // Node.js reads on whenever a body is asked for, though it be one that has come.
    socket.on("resume", () => {
      if (owed.size > 1) socket.pause()
    })
  }
  const transports = new Map<string, Socket>()
  server.on("connection", (socket) => {
    const peer = peerOf(socket)
    transports.set(peer, socket)
    socket.once("close", () => transports.delete(peer))
    add(socket, socket)
  })
  server.on("secureConnection", (socket: Socket) => {
    const transport = transports.get(peerOf(socket)) ?? socket
    connections.delete(transport)
    add(socket, transport)
  })
  const owe = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(socket)
    if (connection === undefined) return
    const { latest, owed, turns } = connection
    if (latest !== undefined && owed.has(latest)) {
      turns.set(response, new Promise((resolve) => latest.once("close", resolve)))
    }
    connection.latest = response
    connection.requests += 1
    // Node.js hands over no more of them, but leaves the connection open.
    if (connection.requests === server.maxRequestsPerSocket) {
      response.setHeader("connection", "close")
    }
    owed.add(response)
    if (owed.size > 1) {
      waiting += 1
      if (waiting > mostWaiting) socket.destroy()
      else socket.pause()
    }
    response.setTimeout(sendTimeout, () => {
      // With nothing to send it is the source that is slow.
      if (socket.writableLength > 0) socket.destroy()
    })
    response.once("close", () => {
      owed.delete(response)
      if (owed.size > 0) waiting -= 1
      if (owed.size === 1) socket.resume()
    })
  }
  server.on("request", owe)
  server.on("checkContinue", owe)
  return connections
}

/** Waits until the answers to all requests before this one have been taken. */
export const turn = (
  connections: Connections,
): Effect.Effect<void, never, HttpServerRequest.HttpServerRequest> =>
  HttpServerRequest.HttpServerRequest.use((request) => {
    const { socket } = NodeHttpServerRequest.toIncomingMessage(request)
    const response = NodeHttpServerRequest.toServerResponse(request)
    const before = connections.get(socket)?.turns.get(response)
    return before === undefined ? Effect.void : Effect.promise(() => before)
  })

/** The connection of the request at hand. */
export const atHand = (connections: Connections) => ({
  onlyReads: true,
  reset: HttpServerRequest.HttpServerRequest.useSync((request) => {
    const { socket } = NodeHttpServerRequest.toIncomingMessage(request)
    connections.get(socket)?.transport.resetAndDestroy()
  }),
  flush: HttpServerRequest.HttpServerRequest.use((request) =>
    Effect.callback<void>((resume) => {
      const response = NodeHttpServerRequest.toServerResponse(request)
      if ("flushHeaders" in response) response.flushHeaders()
      // Node.js tells when it has sent what comes after all else.
      NodeHttpServerRequest.toIncomingMessage(request).socket.write("", () => resume(Effect.void))
    }),
  ),
})
