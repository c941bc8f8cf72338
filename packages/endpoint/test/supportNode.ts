/**
 * Endpoints that listen, and sockets that speak to them.
 */
import { connect, type Socket } from "node:net"
import { PeerSource, RouteServerPeer } from "@route-server/core"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Deferred, Effect, Exit, Layer, Scope } from "effect"
import { always, peers } from "./support.ts"

export const serve = (
  source: Layer.Layer<PeerSource.PeerSource>,
  options?: NodeEc2Endpoint.Options,
) => NodeEc2Endpoint.layer(options).pipe(Layer.provide(source), Layer.orDie)

/** What came back for bytes that were sent as they stand, up to the end of the connection. */
export const exchange = (url: string, ...bytes: ReadonlyArray<string>) =>
  Effect.promise(
    () =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(url)
        const socket = connect(Number(port), hostname, () => socket.write(bytes.join("\r\n")))
        let text = ""
        socket.setEncoding("utf8")
        socket.on("data", (data) => {
          text += data
        })
        socket.on("end", () => resolve(text))
        socket.on("error", reject)
      }),
  )

/** A source that answers when it is told to, and says when it is asked. */
export const gated = Effect.gen(function* () {
  const asked = yield* Deferred.make<void>()
  const open = yield* Deferred.make<void>()
  const interrupted = yield* Deferred.make<void>()
  const source = Layer.succeed(PeerSource.PeerSource, {
    describe: () =>
      Deferred.succeed(asked, undefined).pipe(
        Effect.andThen(Deferred.await(open)),
        Effect.as({ RouteServerPeers: peers }),
        Effect.onInterrupt(() => Deferred.succeed(interrupted, undefined)),
      ),
  })
  return {
    asked: Deferred.await(asked),
    open: Deferred.succeed(open, undefined),
    interrupted,
    source,
  }
})

export const start = (
  source: Layer.Layer<PeerSource.PeerSource>,
  options?: NodeEc2Endpoint.Options,
) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make()
    const context = yield* Layer.buildWithScope(serve(source, options), scope)
    const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint.pipe(Effect.provide(context))
    return { url, close: Scope.close(scope, Exit.void) }
  })

export const opened = (url: string, text = "") =>
  Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<Socket>((resolve, reject) => {
          const { hostname, port } = new URL(url)
          const socket = connect(Number(port), hostname, () =>
            socket.write(text, () => resolve(socket)),
          )
          socket.once("error", reject)
        }),
    ),
    (socket) => Effect.sync(() => socket.destroy()),
  )

/** A source whose one page is of so many MiB. */
export const endless = (size: number) => {
  const peer = {
    ...RouteServerPeer.make({ RouteServerPeerId: "rsp-1" }),
    FailureReason: "x".repeat(size * 1024 * 1024),
  }
  return always(Effect.succeed({ RouteServerPeers: [peer] }))
}
