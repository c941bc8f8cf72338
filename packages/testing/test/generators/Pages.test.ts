import { assert, describe, it } from "@effect/vitest"
import { DescribeRouteServerPeers, Listing, PeerSource } from "@route-server/core"
import { Fleet, Generators } from "@route-server/testing"
import { Effect, Layer, Result } from "effect"
import fc from "fast-check"
import { assertCovers, smallest } from "./coverage.ts"

const { evaluate } = DescribeRouteServerPeers

const idsOf = (peers: Fleet.Fleet) => peers.map((peer) => peer.RouteServerPeerId)

const fleet = Fleet.make({ seed: 1, size: 12 })

describe("pagesTemplate", () => {
  const cases = fc
    .tuple(
      Generators.fleet(),
      Generators.requestTemplate({ refused: false }),
      Generators.pagesTemplate(),
    )
    .map(([peers, request, pages]) => ({
      peers,
      request: request(peers),
      pages: pages(peers, request(peers)),
    }))

  it("gives pages that are the unpaged answer together, and each within MaxResults", () => {
    fc.assert(
      fc.property(cases, ({ peers, request, pages }) => {
        const { MaxResults = Number.POSITIVE_INFINITY, ...rest } = request
        const due = Result.getOrThrow(evaluate(peers, rest)).RouteServerPeers
        assert.deepStrictEqual(
          pages.flatMap((page) => page.RouteServerPeers),
          due,
        )
        for (const page of pages) assert.isAtMost(page.RouteServerPeers.length, MaxResults)
        const tokens = pages.map((page) => page.NextToken)
        assert.isUndefined(tokens.pop())
        assert.notInclude(tokens, undefined)
        assert.notInclude(tokens, "")
        assert.strictEqual(new Set(tokens).size, tokens.length)
      }),
    )
  })

  it("gives no page more than the least MaxResults where that is asked for", () => {
    for (const pages of fc.sample(Generators.pagesFor(fleet, { MaxResults: 5 }), { seed: 1 })) {
      for (const page of pages) assert.isAtMost(page.RouteServerPeers.length, 5)
    }
  })

  it("gives pages that a listing follows to its end", async () => {
    await fc.assert(
      fc.asyncProperty(Generators.pagesFor(fleet), async (pages) => {
        const source = Layer.succeed(PeerSource.PeerSource, {
          describe: ({ NextToken }) => {
            const index = pages.findIndex((page) => page.NextToken === NextToken)
            const page = pages[NextToken === undefined ? 0 : index + 1]
            return page === undefined ? Effect.die("no such token") : Effect.succeed(page)
          },
        })
        const found = await Effect.runPromise(Effect.provide(Listing.collect(), source))
        assert.deepStrictEqual(idsOf(found), idsOf(fleet).toSorted())
      }),
    )
  })

  it("covers everything that AWS may do to pages", () => {
    const sizes = (pages: Generators.Pages) => pages.map((page) => page.RouteServerPeers.length)
    assertCovers(Generators.pagesFor(fleet, { MaxResults: 5 }), {
      "full pages": [0.02, (pages) => sizes(pages).join() === "5,5,2"],
      "an empty first page": [0.05, ([first]) => first?.RouteServerPeers.length === 0],
      "an empty page in the middle": [0.2, (pages) => sizes(pages).slice(1, -1).includes(0)],
      "empty pages in a row": [0.02, (pages) => sizes(pages).join().includes("0,0")],
      "a short first page": [0.3, ([first]) => (first?.RouteServerPeers.length ?? 0) < 5],
      "a superfluous token": [0.3, (pages) => pages.at(-1)?.RouteServerPeers.length === 0],
      "a token to be escaped": [0.1, ([first]) => /[+&%]/.test(first?.NextToken ?? "")],
    })
    assertCovers(Generators.pagesFor(fleet), {
      "a single page": [0.05, ({ length }) => length === 1],
      "several pages without MaxResults": [0.5, ({ length }) => length > 1],
    })
    assertCovers(Generators.pagesFor([]), {
      "a single empty page": [0.2, ({ length }) => length === 1],
      "two empty pages": [0.2, ({ length }) => length === 2],
    })
  })

  it("refuses a request that is refused, and says why", () => {
    const pages = (request: Parameters<Generators.PagesTemplate>[1]) => () =>
      fc.sample(Generators.pagesFor(fleet, request), 1)
    assert.throws(pages({ MaxResults: 4 }), RangeError, "answered: Value ( 4 ) for parameter")
    assert.throws(pages({ RouteServerPeerIds: ["rsp-0"] }), RangeError, "does not exist")
    const ids = idsOf(fleet).slice(0, 1)
    assert.throws(pages({ RouteServerPeerIds: ids, MaxResults: 5 }), RangeError, "MaxResults")
  })

  it("shrinks to the one thing that breaks", () => {
    const hasEmptyPage = smallest(Generators.pagesFor(fleet, { MaxResults: 5 }), (pages) =>
      pages.slice(0, -1).some((page) => page.RouteServerPeers.length === 0),
    )
    assert.deepStrictEqual(
      hasEmptyPage.map((page) => [page.RouteServerPeers.length, page.NextToken]),
      [
        [0, "page-1"],
        [5, "page-2"],
        [5, "page-3"],
        [2, undefined],
      ],
    )
  })
})
