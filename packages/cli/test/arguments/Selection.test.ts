import { assert, describe, it } from "@effect/vitest"
import { Filter, Judgement } from "@route-server/core"
import { Effect, Result } from "effect"
import * as Selection from "../../src/arguments/Selection.ts"
import { peersOf } from "../support/peers.ts"

describe("Selection", () => {
  it.effect("becomes a request", () =>
    Effect.gen(function* () {
      const selection = { ids: ["rsp-1"], filters: ["Name=vpc-id,Values=a", "Name=state,Values=b"] }
      assert.deepStrictEqual(yield* Selection.request(selection), {
        RouteServerPeerIds: ["rsp-1"],
        Filters: [
          { Name: "vpc-id", Values: ["a"] },
          { Name: "state", Values: ["b"] },
        ],
      })
    }),
  )

  it("selects the same peers by filters alone, its IDs literally", () => {
    const peers = peersOf(
      { RouteServerPeerId: "rsp-1", VpcId: "a" },
      { RouteServerPeerId: "rsp-12", VpcId: "a" },
      { RouteServerPeerId: "rsp-*", VpcId: "a" },
      { RouteServerPeerId: "rsp-3", VpcId: "b" },
    )
    const selected = (ids: ReadonlyArray<string>) => {
      const { Filters = [], ...rest } = Selection.byFilters({
        RouteServerPeerIds: ids,
        Filters: [Filter.make("VpcId", "a")],
      })
      assert.deepStrictEqual(rest, {})
      const { matches } = Result.getOrThrow(Judgement.judge({ Filters }, { through: "filters" }))
      return peers.filter(matches).map((peer) => peer.RouteServerPeerId)
    }
    assert.deepStrictEqual(selected(["rsp-1", "rsp-3", "rsp-4"]), ["rsp-1"])
    assert.deepStrictEqual(selected(["rsp-*", "rsp-?"]), ["rsp-*"])
    assert.deepStrictEqual(selected([]), ["rsp-1", "rsp-12", "rsp-*"])
  })
})
