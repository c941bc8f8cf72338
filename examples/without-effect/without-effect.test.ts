import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource, PeerUpdate, RouteServerPeer } from "@route-server/core"
import * as PeerClient from "@route-server/core/PeerClient"
import { Context, Effect, Layer } from "effect"
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
})
