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
import type { PeerSource } from "@route-server/core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpServerError from "effect/http/HttpServerError"
import * as Layer from "effect/Layer"
import * as Ec2Endpoint from "../Ec2Endpoint.ts"
import * as HttpListener from "./HttpListener.ts"

/**
 * Where to listen, and how to play AWS. The endpoint verifies no signature, so think
 * before choosing another host than the default. A request that is interrupted when the
 * scope closes is answered with `Unavailable`.
 *
 * @category options
 */
export interface Options extends Ec2Endpoint.Options, HttpListener.Options {}

/**
 * The endpoint that listens.
 *
 * @category services
 */
export class NodeEc2Endpoint extends Context.Service<NodeEc2Endpoint, HttpListener.Listening>()(
  "@route-server/endpoint/NodeEc2Endpoint",
) {}

/** The head of a request, in bytes: a GET with filters at their limits is longer than Node.js allows by itself. */
const MAX_HEADER_BYTES = 1_048_576

const listen = Effect.fnUntraced(function* (options: Options) {
  const runSync = Effect.runSyncWith(yield* Effect.context())
  return yield* HttpListener.listen(Ec2Endpoint.app(options), {
    ...options,
    refuse: (refusal) => runSync(Ec2Endpoint.refuse(refusal, options)),
    handshakeFailed: (code) => runSync(Ec2Endpoint.logHandshake(code, options)),
    maxHeaderBytes: MAX_HEADER_BYTES,
  })
})

/**
 * Listens over the `PeerSource` in context, as long as the scope is open.
 *
 * **Details**
 *
 * What is no request of HTTP/1.1, has a head of more than 1 MiB or 1,000 headers,
 * or does not arrive in time is refused in EC2's envelope, too, with codes that are
 * a guess. What else befalls clients is told in `HttpListener`.
 *
 * Closing the scope stops accepting, closes connections on which no request is
 * under way, and lets the requests that are finish. Fails with `ServeError` if
 * it can't listen, or has a certificate and a key that are none.
 *
 * @category layers
 */
export const layer = (
  options: Options = {},
): Layer.Layer<NodeEc2Endpoint, HttpServerError.ServeError, PeerSource.PeerSource> =>
  Layer.effect(NodeEc2Endpoint, listen(options))
