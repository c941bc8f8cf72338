/**
 * The endpoint on a Node.js server.
 *
 * **Example** (Pointing the AWS SDK at peers in memory)
 *
 * ```ts
 * import { DescribeRouteServerPeersCommand, EC2Client } from "@aws-sdk/client-ec2"
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { RouteServerPeer } from "@route-server/core"
 * import { NodeEc2Endpoint } from "@route-server/endpoint/node"
 * import { Effect, Layer } from "effect"
 *
 * const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-0e1c240ae33a4f642" })
 *
 * const program = Effect.gen(function* () {
 *   const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
 *   const client = new EC2Client({
 *     endpoint: url,
 *     region: "eu-west-1",
 *     credentials: { accessKeyId: "any", secretAccessKey: "any" },
 *   })
 *   return yield* Effect.promise(() => client.send(new DescribeRouteServerPeersCommand({})))
 * })
 *
 * const endpoint = NodeEc2Endpoint.layer().pipe(Layer.provide(MemoryPeerSource.layer([peer])))
 * const page = await Effect.runPromise(program.pipe(Effect.provide(endpoint)))
 * page.RouteServerPeers?.[0]?.RouteServerPeerId // => "rsp-0e1c240ae33a4f642"
 * ```
 */
import { createServer } from "node:http"
import { NodeHttpServer } from "@effect/platform-node"
import type { PeerSource } from "@route-server/core"
import { Context, Duration, Effect, Layer } from "effect"
import { HttpServer, HttpServerError } from "effect/http"
import { NetAddress } from "effect/net"
import * as Ec2Endpoint from "../Ec2Endpoint.ts"
import * as Connections from "./internal/Connections.ts"
import { drain } from "./internal/drain.ts"
import { refuse } from "./internal/refuse.ts"

/**
 * Where to listen, and how to play AWS.
 *
 * @category options
 */
export interface Options extends Ec2Endpoint.Options {
  /**
   * The name or address to listen on. Default: `127.0.0.1`, which no other
   * machine reaches. The endpoint verifies no signature, so think before
   * choosing another.
   */
  readonly host?: string | undefined
  /** The port to listen on, from 0 to 65535; 0 picks a free one. Default: 0. */
  readonly port?: number | undefined
  /**
   * How long requests under way may take to finish when the scope closes. Then
   * they are interrupted and answered with `Unavailable`, and a client that is
   * slow to send its request or to take its answer is cut off. Default: 20
   * seconds.
   */
  readonly gracefulShutdownTimeout?: Duration.Input | undefined
  /**
   * How long a client may take nothing of an answer that is being sent to it, before
   * its connection is closed. A slow client that takes some of it goes on. Default:
   * 30 seconds.
   */
  readonly sendTimeout?: Duration.Input | undefined
}

/**
 * The endpoint that listens.
 *
 * @category services
 */
export class NodeEc2Endpoint extends Context.Service<
  NodeEc2Endpoint,
  {
    /**
     * The URL to point a client at, such as `http://127.0.0.1:34567`. Where the
     * server listens on all addresses it names the loopback one.
     */
    readonly url: string
    /** Whether only this machine reaches it. */
    readonly isLoopback: boolean
  }
>()("@route-server/endpoint/NodeEc2Endpoint") {}

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

/** The head of a request, in bytes: a GET with filters at their limits is longer than Node.js allows by itself. */
const MAX_HEADER_BYTES = 1_048_576

/** The headers of a request, as many as Node.js allows by itself; each may take more memory than bytes. */
const MAX_HEADERS = 1000

/** The requests of a connection, which is then closed: the bytes that are read at once can hold thousands. */
const MAX_REQUESTS = 1000

/** The requests that may wait for their turn, on all connections together. Each costs some 8 KB. */
const MOST_WAITING = 10_000

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535

const listen = Effect.fnUntraced(function* ({
  host = "127.0.0.1",
  port = 0,
  gracefulShutdownTimeout = Duration.seconds(20),
  sendTimeout = Duration.seconds(30),
  ...options
}: Options) {
  if (!isPort(port)) {
    return yield* new HttpServerError.ServeError({
      cause: new RangeError(`The port must be a whole number from 0 to 65535, not ${port}`),
    })
  }
  // Whether a request names a host is all the same to the endpoint.
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false })
  server.maxHeadersCount = MAX_HEADERS
  server.maxRequestsPerSocket = MAX_REQUESTS
  const connections = Connections.track(server, {
    sendTimeout: Duration.toMillis(sendTimeout),
    mostWaiting: MOST_WAITING,
  })
  const runSync = Effect.runSyncWith(yield* Effect.context())
  refuse(server, connections, (refusal) => runSync(Ec2Endpoint.refuse(refusal, options)))
  const drained = drain(server, connections, gracefulShutdownTimeout)
  const http = yield* NodeHttpServer.make(() => server, {
    host,
    port,
    disablePreemptiveShutdown: true,
  })
  const turn = Effect.exit(Effect.interruptible(Connections.turn(connections)))
  yield* http.serve(Effect.andThen(turn, Ec2Endpoint.app(options)))
  // An upgrade would be answered out of its turn; without it the request is one like others.
  server.removeAllListeners("upgrade")
  yield* Effect.addFinalizer(() => drained)
  const address = canonical(http.address)
  return NodeEc2Endpoint.of({ url: urlOf(address), isLoopback: isLoopback(address) })
})

/**
 * Listens over the `PeerSource` in context, as long as the scope is open.
 *
 * **Details**
 *
 * What is no request of HTTP/1.1, has a head of more than 1 MiB or 1,000 headers,
 * or does not arrive in time is refused in EC2's envelope, too, with codes that are
 * a guess: after the answers that are owed on the connection, which is then closed.
 *
 * The requests of a connection are answered one at a time, and the answer to the
 * 1,000th says that it is the last. A client that sends more of them ahead than the
 * server has room for (10,000, of all clients) is cut off, as is one that does not
 * take its answer.
 *
 * Closing the scope stops accepting, closes connections on which no request is
 * under way, and lets the requests that are finish. Fails with `ServeError` if
 * it can't listen.
 *
 * @category layers
 */
export const layer = (
  options: Options = {},
): Layer.Layer<NodeEc2Endpoint, HttpServerError.ServeError, PeerSource.PeerSource> =>
  Layer.effect(NodeEc2Endpoint, listen(options))
