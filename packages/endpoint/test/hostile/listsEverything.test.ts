import { assert, describe, it } from "@effect/vitest"
import { PeerSource, RouteServerPeer } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Effect, Layer } from "effect"
import { send } from "../support.ts"
import { counting, inEveryTurn, PATH, serve, talkative } from "./support.ts"

const CLIENTS = 16

const fleet = talkative(1000)

/** At most, in bytes: one more peer than fills a chunk. */
const CHUNK = 70_000

/** Lists everything with many clients at once, and tells the turns that it took and the bytes that came. */
const listed = (source: Layer.Layer<PeerSource.PeerSource>) =>
  Effect.gen(function* () {
    const { handler, dispose } = Ec2Endpoint.toWebHandler(source)
    const list = Effect.promise(async () => {
      const response = await handler(new Request(`http://ec2.test${PATH}`))
      return (await response.arrayBuffer()).byteLength
    })
    let turns = 0
    const count = () => {
      turns += 1
    }
    const lengths = yield* inEveryTurn(
      count,
      Effect.all(
        Array.from({ length: CLIENTS }, () => list),
        { concurrency: "unbounded" },
      ),
    )
    yield* Effect.promise(dispose)
    return { turns, bytes: lengths.reduce((sum, length) => sum + length) }
  })

describe("Clients that list everything at once", () => {
  it.effect("get whole answers", () =>
    Effect.gen(function* () {
      const { url } = yield* NodeEc2Endpoint.NodeEc2Endpoint
      const list = Effect.promise(async () => (await fetch(url + PATH)).text())
      const answers = yield* Effect.all(
        Array.from({ length: CLIENTS }, () => list),
        { concurrency: "unbounded" },
      )
      for (const text of answers) {
        assert.lengthOf(text.match(/<item><routeServerPeerId>/g) ?? [], fleet.length)
        assert.isTrue(text.endsWith("</DescribeRouteServerPeersResponse>"))
      }
    }).pipe(Effect.provide(serve(counting(fleet).source))),
  )

  it.effect("leave a turn to others after each chunk that is sent to each of them", () =>
    Effect.gen(function* () {
      const { turns, bytes } = yield* listed(counting(fleet).source)
      assert.isAbove(turns, bytes / CHUNK)
    }),
  )

  it.effect("leave a turn to others after each chunk that is written for each of them", () =>
    Effect.gen(function* () {
      const source = Layer.succeed(PeerSource.PeerSource, {
        describe: () => Effect.sync(() => ({ RouteServerPeers: talkative(1000) })),
      })
      const { turns, bytes } = yield* listed(source)
      assert.isAbove(turns, (2 * bytes) / CHUNK)
    }),
  )

  it.effect("ask the source one by one, for it may take its time", () =>
    Effect.gen(function* () {
      const { asked, source } = counting([])
      const { handler, dispose } = Ec2Endpoint.toWebHandler(source)
      const list = Effect.promise(() => handler(new Request(`http://ec2.test${PATH}`)))
      let before = 0
      let most = 0
      const look = () => {
        most = Math.max(most, asked.times - before)
        before = asked.times
      }
      yield* inEveryTurn(
        look,
        Effect.all(
          Array.from({ length: CLIENTS }, () => list),
          { concurrency: "unbounded" },
        ),
      )
      assert.strictEqual(asked.times, CLIENTS)
      assert.strictEqual(most, 1)
      yield* Effect.promise(dispose)
    }),
  )

  it("are told of a peer that can't be written before anything is sent, however late it comes", async () => {
    const last = {
      ...RouteServerPeer.make({ RouteServerPeerId: "rsp-ffff" }),
      FailureReason: "\u0007",
    }
    const { status, error } = await send(
      { query: PATH.slice(1) },
      {},
      counting([...fleet, last]).source,
    )
    assert.strictEqual(status, 500)
    assert.include(error, "FailureReason of the route server peer 'rsp-ffff' holds U+0007")
  })
})
