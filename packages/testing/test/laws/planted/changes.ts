/**
 * Bugs that show when peers come and go.
 */
import { DescribeRouteServerPeers, Judgement, PageToken, ServiceError } from "@route-server/core"
import type { Fleet } from "@route-server/testing"
import { Effect, Result } from "effect"
import {
  adapterKeeping,
  adapterOf,
  adapterReading,
  matchesOne,
  type PlantedBug,
  selecting,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const inOrder = (peers: Fleet.Fleet): Fleet.Fleet =>
  peers.toSorted((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))

/** Takes the token of a page from a second look at the peers, some steps after the first. */
const lookingTwice = (step: Effect.Effect<void>) =>
  adapterReading(
    Effect.fnUntraced(function* (read, request) {
      const { RouteServerPeers } = yield* Effect.fromResult(evaluate(yield* read, request))
      for (let count = 0; count < 5; count += 1) yield* step
      const { NextToken } = yield* Effect.fromResult(evaluate(yield* read, request))
      return NextToken === undefined ? { RouteServerPeers } : { RouteServerPeers, NextToken }
    }),
  )

export const bugsOfChanges: ReadonlyArray<PlantedBug> = [
  {
    bug: "a token is an offset",
    law: "listing during changes",
    also: { laws: ["tokens"], because: "any number is taken for a token" },
    adapter: adapterOf(
      (peers, { NextToken, MaxResults, ...request }) => {
        const acceptsToken = (token: string) => /^offset-\d+$/.test(token)
        const judgement = Judgement.judge({ ...request, NextToken, MaxResults }, { acceptsToken })
        if (Result.isFailure(judgement)) return Result.fail(judgement.failure)
        return Result.map(evaluate(peers, request), (all) => {
          const from = Number(NextToken?.slice("offset-".length) ?? 0)
          const to = MaxResults === undefined ? Number.POSITIVE_INFINITY : from + MaxResults
          const RouteServerPeers = all.RouteServerPeers.slice(from, to)
          return to < all.RouteServerPeers.length
            ? { RouteServerPeers, NextToken: `offset-${to}` }
            : { RouteServerPeers }
        })
      },
      { coreTokens: false },
    ),
  },
  {
    bug: "the peers of a page are looked up where they were a moment ago",
    law: "listing during changes",
    adapter: adapterReading(
      Effect.fnUntraced(function* (read, request) {
        const before = inOrder(yield* read)
        const page = yield* Effect.fromResult(evaluate(before, request))
        const places = page.RouteServerPeers.map((peer) => before.indexOf(peer))
        yield* Effect.yieldNow
        const now = inOrder(yield* read)
        return { ...page, RouteServerPeers: places.flatMap((place) => now[place] ?? []) }
      }),
    ),
  },
  {
    bug: "the token of a page is made from a second look, promises later",
    law: "listing during changes",
    adapter: lookingTwice(Effect.promise(() => Promise.resolve())),
  },
  {
    bug: "the token of a page is made from a second look, steps later that never wait",
    law: "listing during changes",
    adapter: lookingTwice(Effect.sync(() => {})),
  },
  {
    bug: "a token is refused once its peer is gone",
    law: "listing during changes",
    also: { laws: ["refusals"], because: "some of its tokens are of peers that are gone" },
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), (page) => {
        const { NextToken: token = "" } = request
        const after = PageToken.decode(token)?.after
        return after === undefined || peers.some((peer) => peer.RouteServerPeerId === after)
          ? Result.succeed(page)
          : Result.fail(new ServiceError.InvalidNextToken({ message: token }))
      }),
    ),
  },
  {
    bug: "filters look into an index that is not kept up to date",
    law: "changes show",
    also: { laws: ["interruptions"], because: "peers change there, too" },
    adapter: adapterKeeping((fleet) => {
      const indexed = new Map(fleet.map((peer) => [peer.RouteServerPeerId, peer]))
      return selecting((peer, filters) => {
        const old = indexed.get(peer.RouteServerPeerId) ?? peer
        return filters.every((filter) => matchesOne(old, filter))
      })
    }),
  },
  {
    bug: "filters on one member look into an index that is not kept up to date",
    law: "changes show",
    also: { laws: ["interruptions"], because: "peers change there, too" },
    adapter: adapterKeeping((fleet) => {
      const indexed = new Map(fleet.map((peer) => [peer.RouteServerPeerId, peer]))
      return selecting((peer, filters) =>
        filters.every((filter) => {
          const isOfMember = filter.Name === "bfd-status.status"
          const old = isOfMember ? indexed.get(peer.RouteServerPeerId) : undefined
          return matchesOne(old ?? peer, filter)
        }),
      )
    }),
  },
  {
    bug: "that a peer is not found is remembered",
    law: "changes show",
    adapter: adapterKeeping(() => {
      const notFound = new Map<string, ServiceError.ServiceError>()
      return (peers, request) => {
        const key = JSON.stringify(request)
        const known = notFound.get(key)
        if (known !== undefined) return Result.fail(known)
        return Result.mapError(evaluate(peers, request), (error) => {
          if (error._tag === "InvalidRouteServerPeerId.NotFound") notFound.set(key, error)
          return error
        })
      }
    }),
  },
]
