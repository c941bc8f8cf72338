import { assert, describe, it } from "@effect/vitest"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { RouteServerPeer } from "@route-server/core"
import { Effect, Option, Stream } from "effect"
import fc from "fast-check"
import * as Paging from "../../src/arguments/Paging.ts"

const peers = Array.from({ length: 23 }, (_, index) =>
  RouteServerPeer.make({ RouteServerPeerId: `rsp-${String(index).padStart(2, "0")}` }),
)

const none: Paging.Choice = {
  maxResults: Option.none(),
  nextToken: Option.none(),
  maxItems: Option.none(),
  pageSize: Option.none(),
  startingToken: Option.none(),
  noPaginate: false,
}

/** What is listed, and how to go on. */
const list = Effect.fnUntraced(
  function* (choice: Paging.Choice, piece: number | undefined, ids: ReadonlyArray<string> = []) {
    const pages = yield* Paging.pages({ RouteServerPeerIds: ids }, choice)
    const all = [...(yield* Stream.runCollect(pages(piece)))]
    return {
      peers: all.flatMap(({ result }) => result.RouteServerPeers),
      continuation: all.at(-1)?.continuation,
    }
  },
  Effect.provide(MemoryPeerSource.layer(peers)),
)

const some = <A>(values: fc.Arbitrary<A>) => fc.option(values).map(Option.fromNullOr)

describe("pages", () => {
  it("are the same in pieces, and so are the tokens", () => {
    const choices = fc.record({
      maxItems: some(fc.integer({ min: 1, max: 30 })),
      pageSize: some(fc.integer({ min: 5, max: 12 })),
      skipped: fc.nat({ max: 25 }),
      noPaginate: fc.boolean(),
    })
    return fc.assert(
      fc.asyncProperty(choices, fc.integer({ min: 5, max: 25 }), async (flags, piece) => {
        const { maxItems, noPaginate, pageSize, skipped } = flags
        const token = Buffer.from(`{"NextToken": null, "boto_truncate_amount": ${skipped}}`)
        const choice = noPaginate
          ? { ...none, noPaginate }
          : { ...none, maxItems, pageSize, startingToken: Option.some(token.toString("base64")) }
        const expected = await Effect.runPromise(list(choice, undefined))
        assert.deepStrictEqual(await Effect.runPromise(list(choice, piece)), expected)
      }),
    )
  })

  it.effect("are not asked for in pieces where IDs are, or their size is", () =>
    Effect.gen(function* () {
      const ids = ["rsp-03", "rsp-01"]
      assert.lengthOf((yield* list(none, 5, ids)).peers, 2)
      const page = yield* list({ ...none, maxResults: Option.some(6) }, 5)
      assert.lengthOf(page.peers, 6)
      assert.strictEqual(page.continuation?.flag, "--next-token")
    }),
  )
})
