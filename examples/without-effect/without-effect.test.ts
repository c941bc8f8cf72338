import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource, PeerUpdate, RouteServerPeer } from "@route-server/core"
import * as PeerClient from "@route-server/core/PeerClient"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Context, Deferred, Effect, Layer } from "effect"
import { assert, describe, it } from "vitest"
import { down } from "./down.ts"
import { changes } from "./watch.js"

const peer = (id: string, State: string, Status: string) =>
  RouteServerPeer.make({
    RouteServerPeerId: id,
    VpcId: "vpc-1",
    State,
    PeerAddress: `10.0.0.${id.at(-1)}`,
    BgpStatus: { Status },
  })

const peers = [
  peer("rsp-1", "available", "up"),
  peer("rsp-2", "available", "down"),
  peer("rsp-3", "deleted", "down"),
  peer("rsp-4", "pending", "down"),
]

describe("Without Effect", () => {
  it("tells which sessions are down that should be up", async () => {
    await using client = PeerClient.make(MemoryPeerSource.layer(peers))
    assert.deepStrictEqual(await down(client, "vpc-1"), ["10.0.0.2"])
  })

  it("tells what has changed, in plain JavaScript", async () => {
    const services = await Effect.runPromise(
      Effect.scoped(Layer.build(MemoryPeerSource.layer(peers))),
    )
    const memory = Context.get(services, MemoryPeerSource.MemoryPeerSource)
    const source = Layer.succeed(
      PeerSource.PeerSource,
      Context.get(services, PeerSource.PeerSource),
    )
    await using client = PeerClient.make(source)
    const seen = new Map<string, string>()
    assert.deepStrictEqual(await changes(client, seen), [])
    Effect.runSync(memory.apply(PeerUpdate.put(peer("rsp-1", "available", "down"))))
    assert.deepStrictEqual(await changes(client, seen), ["rsp-1 10.0.0.1 down"])
  })

  it("waits after a poll, and ends in good order on Ctrl-C", { timeout: 600_000 }, async () => {
    const polled = Deferred.makeUnsafe<void>()
    const source = Layer.succeed(PeerSource.PeerSource, {
      describe: () => Effect.as(Deferred.succeed(polled, undefined), { RouteServerPeers: [] }),
    })
    const watch = NodeEc2Endpoint.NodeEc2Endpoint.use(({ url }) =>
      Effect.gen(function* () {
        const child = spawn(
          process.execPath,
          [fileURLToPath(new URL("watch.js", import.meta.url))],
          {
            env: {
              AWS_ENDPOINT_URL: url,
              AWS_REGION: "eu-west-1",
              AWS_ACCESS_KEY_ID: "any",
              AWS_SECRET_ACCESS_KEY: "any",
            },
            stdio: ["ignore", "ignore", "inherit"],
          },
        )
        const ended = once(child, "close")
        yield* Deferred.await(polled)
        child.kill("SIGINT")
        return yield* Effect.promise(() => ended)
      }),
    )
    const endpoint = Layer.provide(NodeEc2Endpoint.layer(), source)
    assert.deepStrictEqual(await Effect.runPromise(Effect.provide(watch, endpoint)), [0, null])
  })
})
