import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import {
  type DescribeRouteServerPeers,
  Filter,
  PeerSource,
  RouteServerPeer,
  ServiceError,
} from "@route-server/core"
import * as PeerClient from "@route-server/core/PeerClient"
import { Effect, Layer } from "effect"

const peers = ["rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6"].map((id) =>
  RouteServerPeer.make({ RouteServerPeerId: id, State: id === "rsp-6" ? "failed" : "available" }),
)
const idsOf = (found: ReadonlyArray<RouteServerPeer.RouteServerPeer>): ReadonlyArray<string> =>
  found.map((peer) => peer.RouteServerPeerId)

const all = async <A>(items: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const collected: Array<A> = []
  for await (const item of items) collected.push(item)
  return collected
}

/** What a promise rejects with. */
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it was fulfilled"),
    (error) => error,
  )

/** A source whose second page never comes, and what was asked of it. */
const hanging = (onHang: () => void = () => {}) => {
  const asked: Array<DescribeRouteServerPeers.Request> = []
  let interrupted = 0
  const layer = Layer.succeed(PeerSource.PeerSource, {
    describe: (request) =>
      Effect.suspend(() => {
        asked.push(request)
        const first = { RouteServerPeers: peers.slice(0, 5), NextToken: "t" }
        if (request.NextToken === undefined) return Effect.succeed(first)
        return Effect.onInterrupt(Effect.andThen(Effect.sync(onHang), Effect.never), () =>
          Effect.sync(() => (interrupted += 1)),
        )
      }),
  })
  return { layer, asked, interrupted: () => interrupted }
}

describe("PeerClient", () => {
  it("lists, in one, one by one, and in pages", async () => {
    await using client = PeerClient.make(MemoryPeerSource.layer(peers))
    assert.deepStrictEqual(await client.list(), peers)
    const failed = await client.list({ Filters: [Filter.make("State", "failed")] })
    assert.deepStrictEqual(idsOf(failed), ["rsp-6"])
    const one = await all(client.peers({ MaxResults: 5 }))
    assert.deepStrictEqual(one, peers)
    const pages = await all(client.pages({ MaxResults: 5 }))
    assert.deepStrictEqual(
      pages.map(({ RouteServerPeers }) => RouteServerPeers.length),
      [5, 1],
    )
    assert.deepStrictEqual(idsOf(peers.filter(client.matches([Filter.make("State", "f*")]))), [
      "rsp-6",
    ])
    assert.isTrue(await client.canDescribe())
  })

  it("rejects with the error that it is", async () => {
    await using client = PeerClient.make(MemoryPeerSource.layer(peers))
    const error = await rejection(client.get("rsp-9"))
    assert.instanceOf(error, ServiceError.InvalidRouteServerPeerIdNotFound)
    assert.instanceOf(error, Error)
    assert.include(error.message, "rsp-9")
    assert.instanceOf(await rejection(client.list({}, { maxPages: Number.NaN })), RangeError)
    const broken = all(client.pages({ MaxResults: 1 }))
    assert.instanceOf(await rejection(broken), ServiceError.InvalidParameterValue)
  })

  it("asks for a page when it is needed, and for none after a loop is left", async () => {
    const { layer, asked } = hanging()
    await using client = PeerClient.make(layer)
    for await (const peer of client.peers()) {
      assert.strictEqual(peer.RouteServerPeerId, "rsp-1")
      break
    }
    assert.lengthOf(asked, 1)
  })

  it("ends with a signal, with its reason, in the middle of a call and before it", async () => {
    const reason = new Error("no longer needed")
    const controller = new AbortController()
    const { layer, asked, interrupted } = hanging(() => controller.abort(reason))
    await using client = PeerClient.make(layer)
    const seen: Array<string> = []
    const loop = async () => {
      for await (const peer of client.peers({}, { signal: controller.signal })) {
        seen.push(peer.RouteServerPeerId)
      }
    }
    assert.strictEqual(await rejection(loop()), reason)
    assert.deepStrictEqual(seen, idsOf(peers.slice(0, 5)))
    assert.deepStrictEqual([asked.length, interrupted()], [2, 1])
    const { signal } = controller
    assert.strictEqual(await rejection(client.list({}, { signal })), reason)
    assert.strictEqual(await rejection(all(client.pages({}, { signal }))), reason)
    assert.lengthOf(asked, 2)
  })

  it("gives a loop no more of a page that has come once the signal has ended it", async () => {
    const controller = new AbortController()
    await using client = PeerClient.make(MemoryPeerSource.layer(peers))
    const seen: Array<string> = []
    const loop = async () => {
      for await (const peer of client.peers({}, { signal: controller.signal })) {
        seen.push(peer.RouteServerPeerId)
        controller.abort("enough")
      }
    }
    assert.strictEqual(await rejection(loop()), "enough")
    assert.deepStrictEqual(seen, ["rsp-1"])
  })

  it("leaves no listener on a signal that outlives the call", async () => {
    const listeners = new Set<() => void>()
    const signal: PeerClient.AbortSignalLike = {
      aborted: false,
      reason: undefined,
      addEventListener: (type, listener) => {
        assert.strictEqual(type, "abort")
        listeners.add(listener)
      },
      removeEventListener: (type, listener) => {
        assert.strictEqual(type, "abort")
        listeners.delete(listener)
      },
    }
    let most = 0
    const source = Layer.succeed(PeerSource.PeerSource, {
      describe: () =>
        Effect.sync(() => {
          most = Math.max(most, listeners.size)
          return { RouteServerPeers: peers }
        }).pipe(Effect.delay(0)),
    })
    await using client = PeerClient.make(source)
    assert.lengthOf(await client.list({}, { signal }), 6)
    assert.lengthOf(await all(client.peers({}, { signal })), 6)
    for await (const page of client.pages({}, { signal })) {
      assert.lengthOf(page.RouteServerPeers, 6)
      break
    }
    assert.deepStrictEqual([most, listeners.size], [1, 0])
  })

  it("makes what the adapter holds at the first call, and releases it when it is closed", async () => {
    const events: Array<string> = []
    const layer = Layer.effect(
      PeerSource.PeerSource,
      Effect.acquireRelease(
        Effect.sync(() => {
          events.push("made")
          return { describe: () => Effect.succeed({ RouteServerPeers: [] }) }
        }),
        () => Effect.sync(() => events.push("released")),
      ),
    )
    const client = PeerClient.make(layer)
    assert.deepStrictEqual(events, [])
    await client.list()
    await client.list()
    assert.deepStrictEqual(events, ["made"])
    await client.close()
    assert.deepStrictEqual(events, ["made", "released"])
  })
})
