/**
 * What the tests of hostile clients share: clients made of bytes, and the server's
 * own end of their connections.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { connect, Socket } from "node:net"
import { PeerSource, RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Layer, Predicate } from "effect"
import { common, form } from "../support.ts"

export const PATH = `/?${form(common)}`

export const GET = `GET ${PATH} HTTP/1.1\r\nHost: a\r\n\r\n`

/** Peers with so much to say that a listing of them is longer than what the kernel holds for a client. */
export const talkative = (count: number): ReadonlyArray<RouteServerPeer.RouteServerPeer> =>
  Array.from({ length: count }, (_, index) =>
    RouteServerPeer.make({
      RouteServerPeerId: `rsp-${index.toString(16)}`,
      FailureReason: "x".repeat(4000),
    }),
  )

/** Enough of them for 64 MiB. */
export const MANY = 16_000

/** A source that counts how often it is asked. */
export const counting = (peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>) => {
  const asked = { times: 0 }
  const source = Layer.succeed(PeerSource.PeerSource, {
    describe: () =>
      Effect.sync(() => {
        asked.times += 1
        return { RouteServerPeers: peers }
      }),
  })
  return { asked, source }
}

export const serve = (
  source: Layer.Layer<PeerSource.PeerSource>,
  options?: NodeEc2Endpoint.Options,
): Layer.Layer<NodeEc2Endpoint.NodeEc2Endpoint> =>
  NodeEc2Endpoint.layer(options).pipe(Layer.provide(source), Layer.orDie)

export interface Client {
  readonly client: Socket
  /** The server's end of the connection. */
  readonly server: Socket
}

const CONNECTIONS = "net.server.socket"

/** Connects, with the server's end at hand. */
export const connected = (url: string): Effect.Effect<Client> =>
  Effect.promise(
    () =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(url)
        const accepted: Array<Socket> = []
        const client = connect(Number(port), hostname)
        const pair = () => {
          const server = accepted.find(({ remotePort }) => remotePort === client.localPort)
          if (server === undefined || client.connecting) return
          unsubscribe(CONNECTIONS, accept)
          resolve({ client, server })
        }
        const accept = (message: unknown) => {
          if (!Predicate.hasProperty(message, "socket")) return
          if (message.socket instanceof Socket) accepted.push(message.socket)
          pair()
        }
        subscribe(CONNECTIONS, accept)
        client.once("connect", pair)
        client.on("error", reject)
      }),
  )

/** Done when an end of a connection is closed, however it came to that. */
export const closed = (socket: Socket): Effect.Effect<void> =>
  Effect.callback((resume) => {
    if (socket.closed) return resume(Effect.void)
    socket.on("error", () => {})
    socket.once("close", () => resume(Effect.void))
  })

/** All that a client is sent, up to the end of the connection. */
export const received = (socket: Socket): Effect.Effect<string> =>
  Effect.callback((resume) => {
    let text = ""
    socket.setEncoding("utf8").on("data", (data) => {
      text += data
    })
    socket.once("close", () => resume(Effect.succeed(text)))
  })

/** Calls a function in every turn of the event loop while an effect runs. */
export const inEveryTurn = <A, E, R>(
  call: () => void,
  effect: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    let timer: NodeJS.Immediate
    const turn = () => {
      call()
      timer = setImmediate(turn)
    }
    turn()
    return Effect.ensuring(
      effect,
      Effect.sync(() => clearImmediate(timer)),
    )
  })
