/**
 * Adapters that differ from the definition as they may: the laws must be silent about them.
 */
import {
  DescribeRouteServerPeers,
  Judgement,
  PeerSource,
  ServiceError,
  View,
} from "@route-server/core"
import type { Laws } from "@route-server/testing"
import { Cache, Duration, Effect, Exit, Layer, Result, Semaphore } from "effect"
import {
  adapterKeeping,
  adapterOf,
  adapterOpening,
  behindOf,
  changeBehind,
  changingPages,
  changingPeers,
  type Page,
  Peers,
} from "./planted/adapters.ts"
import { keptTokens } from "./planted/tokens.ts"

const { evaluate } = DescribeRouteServerPeers

const uncached: Readonly<Record<string, Laws.Adapter<Peers>>> = {
  "peers in the reversed order": adapterOf(changingPeers((peers) => peers.toReversed())),

  "an empty token at the end": adapterOf(changingPages((page) => ({ NextToken: "", ...page }))),

  "pages that nobody can change": adapterOf(
    changingPages((page) => {
      Object.freeze(page.RouteServerPeers)
      return Object.freeze(page)
    }),
  ),

  "pages that are short, some of them empty": adapterKeeping(() => {
    let count = 0
    return (peers, request) =>
      Result.flatMap(Judgement.judge(request), (selection) => {
        count += 1
        const size = Math.min(selection.size, 3 + (count % 3))
        const shorter = { ...selection, size: selection.ids === undefined ? size : selection.size }
        return View.page(View.make(peers), shorter)
      })
  }),

  "refusals in words of its own": adapterOf((peers, request) =>
    Result.mapError(evaluate(peers, request), (error) => {
      if (error._tag !== "InvalidRouteServerPeerId.NotFound") return error
      const { RouteServerPeerIds: ids = [] } = request
      const unknown = ids.find((id) => peers.every((peer) => peer.RouteServerPeerId !== id))
      return ServiceError.fromCode(error._tag, {
        message: `no such peer: ${unknown}`,
        httpStatus: 404,
      })
    }),
  ),

  "one request at a time": adapterOpening(() => {
    const semaphore = Semaphore.makeUnsafe(1)
    return (read, request) =>
      Effect.yieldNow.pipe(
        Effect.andThen(read),
        Effect.flatMap((peers) => Effect.fromResult(evaluate(peers, request))),
        semaphore.withPermits(1),
      )
  }),

  "tokens that are good for once": keptTokens({ uses: 1, supports: { tokens: { uses: 1 } } }),

  "tokens that are good for a minute": keptTokens({
    lifetime: 60_000,
    supports: { tokens: { lifetime: "1 minute" } },
  }),

  "tokens of which ten are kept": keptTokens({
    memory: 11,
    supports: { tokens: { memory: 10 } },
  }),
}

/** A cache before peers that may change. */
const cached = (staleAnswers: PeerSource.Supports["staleAnswers"], timeToLive: Duration.Input) => ({
  make: (fleet: ReadonlyArray<Page["RouteServerPeers"][number]>) =>
    Layer.effect(
      PeerSource.PeerSource,
      Effect.gen(function* () {
        const peers = yield* Peers
        const lookup = (request: DescribeRouteServerPeers.Request) =>
          Effect.suspend(() =>
            peers.isDown
              ? Effect.fail(new ServiceError.Unavailable({ message: "It is down." }))
              : Effect.fromResult(evaluate(peers.current, request)),
          )
        const pages = yield* Cache.makeWith(lookup, {
          capacity: 1000,
          timeToLive: (exit) => (Exit.isSuccess(exit) ? timeToLive : 0),
        })
        return {
          supports: { staleAnswers },
          describe: (request: DescribeRouteServerPeers.Request) =>
            Effect.map(Cache.get(pages, structuredClone(request)), (page) => structuredClone(page)),
        }
      }),
    ).pipe(Layer.provideMerge(Layer.sync(Peers, () => behindOf(fleet)))),
  change: changeBehind,
  outage: (isOn: boolean) =>
    Peers.use((peers) =>
      Effect.sync(() => {
        peers.isDown = isOn
      }),
    ),
})

export const legal: Readonly<Record<string, Laws.Adapter<Peers>>> = {
  ...uncached,
  "a cache that keeps pages for ever": cached(true, Duration.infinity),
  "a cache that keeps pages for an hour": cached("1 hour", "1 hour"),
}
