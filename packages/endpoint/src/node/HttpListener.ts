/**
 * A server of Node.js for an app of `effect/http` that stands clients of every kind:
 * silent ones, slow ones, ones that send much ahead or no HTTP at all, and ones that
 * keep their connections when it closes.
 *
 * **Details**
 *
 * The requests of a connection are answered one at a time, and the answer to the
 * 1,000th says that it is the last. A client that sends more of them ahead than the
 * server has room for (10,000, of all clients) is cut off, as is one that does not take
 * its answer. What is no request of HTTP/1.1, has too long a head, or does not arrive in
 * time is refused in the app's own form, after the answers that are owed on the
 * connection, which is then closed. A connection on which nothing is asked is closed after
 * 65 seconds.
 *
 * @see `NodeEc2Endpoint`, which is one
 */
import { createServer } from "node:http"
import { createServer as createTlsServer } from "node:https"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as DurationInput from "@route-server/core/DurationInput"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpServer from "effect/http/HttpServer"
import * as HttpServerError from "effect/http/HttpServerError"
import type * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as NetAddress from "effect/net/NetAddress"
import { Connection } from "../internal/Connection.ts"
import * as Connections from "./internal/Connections.ts"
import { drain } from "./internal/drain.ts"
import { refuse, type Write } from "./internal/refuse.ts"

export type { Refusal } from "../internal/HttpRefusal.ts"

/**
 * Where to listen, and how long to wait for clients.
 *
 * @category options
 */
export interface Options {
  /**
   * The name or address to listen on. Default: `127.0.0.1`, which no other machine
   * reaches.
   */
  readonly host?: string | undefined
  /** The port to listen on, from 0 to 65535; 0 picks a free one. Default: 0. */
  readonly port?: number | undefined
  /**
   * How long requests under way may take to finish when the scope closes. Then
   * they are interrupted, and a client that is slow to send its request or to take its
   * answer is cut off. Default: 20 seconds.
   */
  readonly gracefulShutdownTimeout?: Duration.Input | undefined
  /**
   * How long a client may take nothing of an answer that is being sent to it, before
   * its connection is closed. A slow client that takes some of it goes on. Default:
   * 30 seconds.
   */
  readonly sendTimeout?: Duration.Input | undefined
  /**
   * The certificate to show and its private key, both in PEM; the certificate with those
   * that lead to one that clients trust. With it the server speaks HTTPS alone. Default:
   * it speaks HTTP.
   */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
}

/**
 * What an app decides for itself.
 *
 * @category options
 */
export interface Manners {
  /** How what is no request, or does not arrive, is refused. */
  readonly refuse: Write
  /** Is told why a handshake of TLS failed, by Node.js's code. Default: nobody is. */
  readonly handshakeFailed?: ((code: string) => void) | undefined
  /** The longest head of a request, in bytes. Default: 16 KiB, as Node.js has it. */
  readonly maxHeaderBytes?: number | undefined
}

/**
 * A server that listens.
 *
 * @category models
 */
export interface Listening {
  /**
   * The URL to point a client at, such as `http://127.0.0.1:34567`, or `https:`
   * with TLS. Where the server listens on all addresses it names the loopback one.
   */
  readonly url: string
  /** Whether only this machine reaches it. */
  readonly isLoopback: boolean
}

/** An IPv4 address that is mapped into IPv6 is what it is in IPv4: loopback, or all of them. */
const canonical = (address: NetAddress.SocketAddress): NetAddress.SocketAddress =>
  NetAddress.isUnixPathAddress(address) ? address : NetAddress.toCanonical(address)

const urlOf = (address: NetAddress.SocketAddress): string => {
  if (NetAddress.isUnixPathAddress(address) || !NetAddress.isUnspecified(address.address)) {
    return HttpServer.formatAddress(address)
  }
  const loopback = NetAddress.isInetAddressV4(address)
    ? NetAddress.ipv4Loopback
    : NetAddress.ipv6Loopback
  return HttpServer.formatAddress(NetAddress.inetAddressUnsafe(loopback, address.port))
}

const isLoopback = (address: NetAddress.SocketAddress): boolean =>
  NetAddress.isUnixPathAddress(address) || NetAddress.isLoopback(address.address)

/** The headers of a request, as many as Node.js allows by itself; each may take more memory than bytes. */
const MAX_HEADERS = 1000

/** The requests of a connection, which is then closed: the bytes that are read at once can hold thousands. */
const MAX_REQUESTS = 1000

/**
 * The milliseconds that a connection may lie idle. AWS's load balancers close theirs after
 * 60 seconds by default, and are to be the first to do so: one that sends a request where the
 * other end has just closed may answer its client 502 (docs, of Elastic Load Balancing).
 */
const KEEP_ALIVE = 65_000

/** The requests that may wait for their turn, on all connections together. Each costs some 8 KB. */
const MOST_WAITING = 10_000

const makeServer = (maxHeaderSize: number, tls: Options["tls"]) => {
  // Whether a request has to name a host is for the app to say.
  const options = { maxHeaderSize, requireHostHeader: false, keepAliveTimeout: KEEP_ALIVE }
  return Effect.try({
    try: () =>
      tls === undefined
        ? createServer(options)
        : createTlsServer({ ...options, cert: tls.cert, key: tls.key }),
    catch: (cause) => new HttpServerError.ServeError({ cause }),
  })
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535

/**
 * Serves an app as long as the scope is open.
 *
 * **Details**
 *
 * Closing the scope stops accepting, closes connections on which no request is
 * under way, and lets the requests that are finish. Fails with `ServeError` if
 * it can't listen, if the port is none or a time no duration from 0 on, or if
 * certificate and key are none or don't belong together.
 *
 * @category constructors
 */
export const listen = Effect.fnUntraced(function* <E, R>(
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
  {
    host = "127.0.0.1",
    port = 0,
    gracefulShutdownTimeout = Duration.seconds(20),
    sendTimeout = Duration.seconds(30),
    tls,
    refuse: write,
    handshakeFailed = () => {},
    maxHeaderBytes = 16_384,
  }: Options & Manners,
) {
  if (!isPort(port)) {
    return yield* new HttpServerError.ServeError({
      cause: new RangeError(`The port must be a whole number from 0 to 65535, not ${port}`),
    })
  }
  const times = yield* Effect.try({
    try: () => ({
      send: DurationInput.make("sendTimeout", sendTimeout),
      shutdown: DurationInput.make("gracefulShutdownTimeout", gracefulShutdownTimeout),
    }),
    catch: (cause) => new HttpServerError.ServeError({ cause }),
  })
  const server = yield* makeServer(maxHeaderBytes, tls)
  server.maxHeadersCount = MAX_HEADERS
  server.maxRequestsPerSocket = MAX_REQUESTS
  const connections = Connections.track(server, {
    sendTimeout: Duration.toMillis(times.send),
    mostWaiting: MOST_WAITING,
  })
  refuse(server, connections, write, handshakeFailed)
  const drained = drain(server, connections, times.shutdown)
  const http = yield* NodeHttpServer.make(() => server, {
    host,
    port,
    disablePreemptiveShutdown: true,
  })
  const turn = Effect.exit(Effect.interruptible(Connections.turn(connections)))
  yield* http
    .serve(Effect.andThen(turn, app))
    .pipe(Effect.provideService(Connection, Connections.atHand(connections)))
  // An upgrade would be answered out of its turn; without it the request is one like others.
  server.removeAllListeners("upgrade")
  yield* Effect.addFinalizer(() => drained)
  const address = canonical(http.address)
  const url = tls === undefined ? urlOf(address) : urlOf(address).replace(/^http:/, "https:")
  const listening: Listening = { url, isLoopback: isLoopback(address) }
  return listening
})
