import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, PeerSource, RouteServerPeer } from "@route-server/core"
import * as Fault from "@route-server/core/Fault"
import { Effect, Schema } from "effect"

const peers = ["rsp-1", "rsp-2", "rsp-3"].map((id) =>
  RouteServerPeer.make({ RouteServerPeerId: id }),
)

const strike = () =>
  Fault.strike(
    PeerSource.PeerSource.of({
      describe: (request) => Effect.fromResult(DescribeRouteServerPeers.evaluate(peers, request)),
    }),
  )

const short = { _tag: "ShortPage", size: 1 } as const

describe("Fault.strike", () => {
  it.effect("leads on from every page that it cuts, and says whether it cut one", () =>
    Effect.gen(function* () {
      const describe = strike()
      const seen: Array<readonly [number, boolean]> = []
      let NextToken: string | undefined
      do {
        const { page, acted } = yield* describe({ NextToken }, short)
        seen.push([page.RouteServerPeers.length, acted])
        NextToken = page.NextToken
      } while (NextToken !== undefined)
      assert.deepStrictEqual(seen, [
        [1, true],
        [1, true],
        [1, false],
      ])
    }),
  )

  it.effect("puts no page off for ever", () =>
    Effect.gen(function* () {
      const describe = strike()
      const sizes: Array<number> = []
      let NextToken: string | undefined
      do {
        const { page } = yield* describe({ NextToken }, { _tag: "EmptyPage" })
        sizes.push(page.RouteServerPeers.length)
        NextToken = page.NextToken
      } while (NextToken !== undefined)
      assert.deepStrictEqual(sizes, [0, 0, 0, 3])
    }),
  )

  it.effect("remembers the last 1,000 pages that it cut, and no more", () =>
    Effect.gen(function* () {
      const describe = strike()
      const tokens: Array<string> = []
      for (let time = 0; time <= 1000; time += 1) {
        const { page } = yield* describe({}, short)
        if (page.NextToken !== undefined) tokens.push(page.NextToken)
      }
      assert.strictEqual(new Set(tokens).size, 1001)
      const [forgotten, oldest] = tokens
      const { page } = yield* describe({ NextToken: oldest }, { _tag: "None" })
      assert.lengthOf(page.RouteServerPeers, 2)
      const error = yield* Effect.flip(describe({ NextToken: forgotten }, { _tag: "None" }))
      assert.strictEqual(error._tag, "InvalidParameterValue")
    }),
  )

  it.effect("answers as before where it is stale, with what whoever got it can't change", () =>
    Effect.gen(function* () {
      const describe = strike()
      const first = yield* describe({ MaxResults: 5 }, { _tag: "Stale" })
      assert.isFalse(first.acted)
      const second = yield* describe({ MaxResults: 5 }, { _tag: "Stale" })
      assert.isTrue(second.acted)
      assert.deepStrictEqual(second.page, first.page)
      assert.notStrictEqual(second.page.RouteServerPeers, first.page.RouteServerPeers)
      assert.isFalse((yield* describe({ MaxResults: 6 }, { _tag: "Stale" })).acted)
    }),
  )
})

describe("Fault.strikes", () => {
  it("tells the faults of any request from those of a page", () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      { _tag: "Timeout", after: 1 },
      { _tag: "Delay", duration: 1 },
      { _tag: "None" },
      short,
      { _tag: "Stale" },
    ]
    assert.deepStrictEqual(faults.map(Fault.strikes), [true, true, false, false, false])
  })
})

describe("Fault.Fault", () => {
  it("is JSON in its encoded form", () => {
    const json = Schema.fromJsonString(Fault.Fault)
    const text = `{"_tag":"Delay","duration":5000}`
    assert.deepStrictEqual(Schema.decodeSync(json)(text), { _tag: "Delay", duration: 5000 })
    assert.strictEqual(Schema.encodeSync(json)({ _tag: "Delay", duration: "5 seconds" }), text)
    assert.throws(
      () => Schema.decodeUnknownSync(Fault.Fault)({ _tag: "Throttle" }),
      "a fault whose _tag",
    )
  })
})
