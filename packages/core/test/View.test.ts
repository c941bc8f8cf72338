import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, Judgement, RouteServerPeer, View } from "@route-server/core"
import { Generators } from "@route-server/testing"
import { Result } from "effect"
import fc from "fast-check"

describe("View.page", () => {
  it("is cut from any view as from the definition's own", () => {
    const cases = Generators.withFleet(Generators.fleet(), Generators.requestTemplate())
    fc.assert(
      fc.property(cases, ([fleet, request]) => {
        const view: View.View = {
          get: (id) => fleet.find((peer) => peer.RouteServerPeerId === id),
          *after(id = "") {
            let last = id
            for (;;) {
              const later = fleet
                .map((peer): string => peer.RouteServerPeerId)
                .filter((each) => each > last)
              const next = later.sort()[0]
              const peer = fleet.find((each) => each.RouteServerPeerId === next)
              if (peer === undefined) return
              yield peer
              last = peer.RouteServerPeerId
            }
          },
        }
        const page = Result.flatMap(Judgement.judge(request), (selection) =>
          View.page(view, selection),
        )
        assert.deepStrictEqual(page, DescribeRouteServerPeers.evaluate(fleet, request))
      }),
    )
  })

  it("asks a view for no more peers than the page and one", () => {
    const view: View.View = {
      get: () => undefined,
      *after() {
        for (let index = 10; index < 16; index += 1) {
          yield RouteServerPeer.make({ RouteServerPeerId: `rsp-${index}` })
        }
        assert.fail("it was asked for a seventh")
      },
    }
    const selection = Result.getOrThrow(Judgement.judge({ MaxResults: 5 }))
    const { RouteServerPeers, NextToken } = Result.getOrThrow(View.page(view, selection))
    assert.lengthOf(RouteServerPeers, 5)
    assert.isDefined(NextToken)
  })

  it("names all IDs that it can't find up to 20, and counts those beyond", () => {
    const message = (count: number) => {
      const ids = Array.from({ length: count }, (_, index) => `rsp-${index}`)
      return View.notFound(ids).message
    }
    const ids = (count: number) =>
      Array.from({ length: count }, (_, index) => `rsp-${index}`).join(", ")
    assert.strictEqual(message(1), "The route server peer ID 'rsp-0' does not exist")
    assert.strictEqual(message(20), `The route server peer IDs '${ids(20)}' do not exist`)
    assert.strictEqual(
      message(21),
      `The route server peer IDs '${ids(20)}, … (21 in all)' do not exist`,
    )
  })

  it("can stand in a pipe", () => {
    const selection = Result.getOrThrow(Judgement.judge({}))
    assert.deepStrictEqual(View.page(selection)(View.make([])), View.page(View.make([]), selection))
  })
})
