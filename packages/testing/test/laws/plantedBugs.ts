/**
 * Adapters with one deliberate bug each, of the kinds that real ones have had.
 */
import {
  DescribeRouteServerPeers,
  type DescribeRouteServerPeersRequest,
  type DescribeRouteServerPeersResult,
  type Filter,
  FilterName,
  FilterPattern,
  PeerSource,
  PeerSourceError,
  ResourceId,
  RouteServerPeer,
} from "@route-server/core"
import { type Fleet, Generators, type Laws } from "@route-server/testing"
import { Context, Effect, Layer, Result } from "effect"

type Peer = RouteServerPeer.RouteServerPeer
type Request = DescribeRouteServerPeersRequest
type Answer = Result.Result<DescribeRouteServerPeersResult, PeerSourceError.ServiceError>
type Describe = (peers: Fleet.Fleet, request: Request) => Answer

const { evaluate } = DescribeRouteServerPeers

/** The peers behind an adapter, for the law that changes them. */
class Peers extends Context.Service<Peers, { current: Fleet.Fleet }>()("test/Peers") {}

/** An adapter that may look at its peers more than once for one answer. */
const adapterReading = (
  describe: (
    read: Effect.Effect<Fleet.Fleet>,
    request: Request,
  ) => Effect.Effect<DescribeRouteServerPeersResult, PeerSourceError.ServiceError>,
  supports: Laws.Supports = {},
): Laws.Adapter<Peers> => ({
  make: (fleet) => {
    const peers = { current: fleet }
    const read = Effect.sync(() => peers.current)
    return Layer.succeedContext(
      Context.make(Peers, peers).pipe(
        Context.add(PeerSource, { describe: (request) => describe(read, request) }),
      ),
    )
  },
  change: (change) =>
    Peers.use((peers) =>
      Effect.sync(() => {
        peers.current = Generators.applyChange(peers.current, change)
      }),
    ),
  supports,
})

export const adapterOf = (describe: Describe, supports: Laws.Supports = {}): Laws.Adapter<Peers> =>
  adapterReading(
    (read, request) => Effect.flatMap(read, (peers) => Effect.fromResult(describe(peers, request))),
    supports,
  )

/** Answers as the definition does with a part of the work done by a selection of one's own. */
const selecting =
  (select: (peer: Peer, filters: ReadonlyArray<Filter.Filter>) => boolean): Describe =>
  (peers, request) => {
    const { Filters = [], ...rest } = request
    const due = evaluate(peers, request)
    return Result.isFailure(due)
      ? due
      : evaluate(
          peers.filter((peer) => Filters.length === 0 || select(peer, Filters)),
          // The IDs are judged already, and some of their peers are filtered out.
          { ...rest, RouteServerPeerIds: [] },
        ).pipe(
          Result.map((page) => {
            const { RouteServerPeerIds: ids = [] } = request
            const wanted = page.RouteServerPeers.filter(
              (peer) => ids.length === 0 || ids.includes(peer.RouteServerPeerId),
            )
            return { ...page, RouteServerPeers: wanted }
          }),
        )
  }

const matchesOne = (
  peer: Peer,
  { Name = "", Values = [] }: Filter.Filter,
  compare: (value: string, text: string) => boolean,
): boolean =>
  (FilterName.reader(Name)?.(peer) ?? []).some((text) =>
    Values.some((value) => compare(value, text)),
  )

const changingPages =
  (
    change: (
      page: DescribeRouteServerPeersResult,
      request: Request,
    ) => DescribeRouteServerPeersResult,
  ): Describe =>
  (peers, request) =>
    Result.map(evaluate(peers, request), (page) => change(page, request))

/** Tries one reading of the pattern after the other, and gives up after so many steps. */
const backtracking = (steps: number) => (pattern: string, text: string) => {
  let left = steps
  const fits = (p: number, t: number): boolean => {
    left -= 1
    if (left < 0) return false
    const character = pattern[p]
    if (character === undefined) return t === text.length
    if (character === "*") return fits(p + 1, t) || (t < text.length && fits(p, t + 1))
    if (character === "?") return fits(p + 1, t) || (t < text.length && fits(p + 1, t + 1))
    return text[t] === character && fits(p + 1, t + 1)
  }
  return fits(0, 0)
}

const inOrder = (peers: Fleet.Fleet): Fleet.Fleet =>
  peers.toSorted((a, b) => (a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1))

const onlyKnown = (peer: Peer): Peer => {
  const known = new Set(Object.keys(RouteServerPeer.RouteServerPeer.schema.fields))
  const { RouteServerPeerId, ...rest } = peer
  const kept = Object.entries(rest).filter(([member]) => known.has(member))
  return { RouteServerPeerId, ...Object.fromEntries(kept) }
}

export interface PlantedBug {
  readonly bug: string
  readonly adapter: Laws.Adapter<Peers>
  /** The law that speaks of the bug. */
  readonly law: string
  /** The other laws that it may break too, and why. */
  readonly also?: { readonly laws: ReadonlyArray<string>; readonly because: string }
}

export const plantedBugs: ReadonlyArray<PlantedBug> = [
  {
    bug: "a page drops its last peer",
    law: "pages put together",
    also: {
      laws: ["listing during changes"],
      because: "a peer that nobody touched is not seen",
    },
    adapter: adapterOf(
      changingPages((page) =>
        page.NextToken === undefined
          ? page
          : { ...page, RouteServerPeers: page.RouteServerPeers.slice(0, -1) },
      ),
    ),
  },
  {
    bug: "a page holds one peer too many",
    law: "page bounds",
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), () =>
        evaluate(peers, {
          ...request,
          ...(request.MaxResults === undefined
            ? {}
            : { MaxResults: Math.min(1000, request.MaxResults + 1) }),
        }),
      ),
    ),
  },
  {
    bug: "the last page has the token of the first",
    law: "page bounds",
    also: {
      laws: ["listing during changes"],
      because: "once the first page has changed, its token is a new one, and pages come again",
    },
    adapter: adapterOf((peers, request) =>
      Result.map(evaluate(peers, request), (page) => {
        const first = evaluate(peers, { ...request, NextToken: undefined })
        const token = Result.isSuccess(first) ? first.success.NextToken : undefined
        return token === undefined ? page : { ...page, NextToken: page.NextToken ?? token }
      }),
    ),
  },
  {
    bug: "filters are joined with OR",
    law: "filters and",
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.some((filter) =>
          matchesOne(peer, filter, (value, text) => FilterPattern.compile(value)(text)),
        ),
      ),
    ),
  },
  {
    bug: "a filter overwrites another of the same name",
    law: "filters and",
    also: {
      laws: ["order and repetition"],
      because: "which of the two is left depends on their order",
    },
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), () => {
        const byName = new Map((request.Filters ?? []).map((filter) => [filter.Name, filter]))
        return evaluate(peers, { ...request, Filters: [...byName.values()] })
      }),
    ),
  },
  {
    bug: "values are joined with AND",
    law: "values or",
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every(
          ({ Name, Values = [] }) =>
            Values.length > 0 &&
            Values.every((value) =>
              matchesOne(peer, { Name, Values: [value] }, (pattern, text) =>
                FilterPattern.compile(pattern)(text),
              ),
            ),
        ),
      ),
    ),
  },
  {
    bug: "a peer is answered as often as it is asked for",
    law: "order and repetition",
    adapter: adapterOf(
      changingPages((page, { RouteServerPeerIds: ids = [] }) =>
        ids.length === 0
          ? page
          : {
              ...page,
              RouteServerPeers: ids.flatMap((id) =>
                page.RouteServerPeers.filter((peer) => peer.RouteServerPeerId === id),
              ),
            },
      ),
    ),
  },
  {
    bug: "values are compared without regard to case",
    law: "case of values",
    also: {
      laws: ["patterns"],
      because: "some of its patterns are a peer's value in another case",
    },
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every((filter) =>
          matchesOne(peer, filter, (value, text) =>
            FilterPattern.compile(value.toLowerCase())(text.toLowerCase()),
          ),
        ),
      ),
    ),
  },
  {
    bug: "names are read without regard to case",
    law: "case of names",
    also: {
      laws: ["refusals"],
      because: "some of its requests have a name in another case, which is due to be refused",
    },
    adapter: adapterOf((peers, request) => {
      const Filters = request.Filters?.map(({ Name = "", Values }) => ({
        Name: FilterName.all.find((name) => name.toLowerCase() === Name.toLowerCase()) ?? Name,
        Values,
      }))
      return evaluate(peers, { ...request, Filters })
    }),
  },
  {
    bug: "a peer shows only when one filters",
    law: "a filter never adds",
    adapter: adapterOf((peers, request) => {
      const [first] = peers
      const hidden = {
        ...first,
        RouteServerPeerId: ResourceId.RouteServerPeerId.make("rsp-hidden"),
      }
      const filtered = first !== undefined && (request.Filters ?? []).length > 0
      return evaluate(filtered ? [...peers, hidden] : peers, request)
    }),
  },
  {
    bug: "filters make the IDs forgotten",
    law: "ids confine",
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), (due) =>
        (request.Filters ?? []).length === 0
          ? Result.succeed(due)
          : evaluate(peers, { ...request, RouteServerPeerIds: [] }),
      ),
    ),
  },
  {
    bug: "a question mark has to stand for a character",
    law: "patterns",
    also: {
      laws: ["hostile patterns"],
      because: "its patterns are made of wildcards",
    },
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every((filter) =>
          matchesOne(
            peer,
            filter,
            (value, text) =>
              FilterPattern.compile(value)(text) &&
              Array.from(value.replace(/\*|\\(.)/gsu, "$1")).length <= Array.from(text).length,
          ),
        ),
      ),
    ),
  },
  {
    bug: "a filter on VpcId reads the subnet",
    law: "patterns",
    adapter: adapterOf((peers, request) => {
      const Filters = request.Filters?.map((filter) =>
        filter.Name === "VpcId" ? { ...filter, Name: "SubnetId" } : filter,
      )
      return Result.flatMap(evaluate(peers, request), () =>
        evaluate(peers, { ...request, Filters }),
      )
    }),
  },
  {
    bug: "a matcher with backtracking gives up",
    law: "hostile patterns",
    also: { laws: ["patterns"], because: "a few of its patterns are as long" },
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every((filter) =>
          matchesOne(peer, filter, (value, text) =>
            value.length < 30
              ? FilterPattern.compile(value)(text)
              : backtracking(2_000)(value, text),
          ),
        ),
      ),
    ),
  },
  {
    bug: "a dry run looks for the IDs first",
    law: "dry runs",
    adapter: adapterOf((peers, request) => {
      const dry = evaluate(peers, request)
      const wet = evaluate(peers, { ...request, DryRun: false })
      const missing =
        Result.isFailure(wet) && wet.failure._tag === "InvalidRouteServerPeerId.NotFound"
      return missing ? wet : dry
    }),
  },
  {
    bug: "a dry run is answered with peers",
    law: "dry runs",
    adapter: adapterOf((peers, request) => evaluate(peers, { ...request, DryRun: false })),
  },
  {
    bug: "unknown IDs are dropped in silence",
    law: "refusals",
    adapter: adapterOf((peers, request) => {
      const due = evaluate(peers, request)
      if (Result.isSuccess(due) || due.failure._tag !== "InvalidRouteServerPeerId.NotFound") {
        return due
      }
      const { RouteServerPeerIds: ids = [] } = request
      const known = peers.filter((peer) => ids.includes(peer.RouteServerPeerId))
      return evaluate(known, { ...request, RouteServerPeerIds: [] })
    }),
  },
  {
    bug: "MaxResults out of range is put right in silence",
    law: "refusals",
    adapter: adapterOf((peers, request) => {
      const { MaxResults } = request
      return evaluate(peers, {
        ...request,
        MaxResults: MaxResults && Math.min(1000, Math.max(5, MaxResults)),
      })
    }),
  },
  {
    bug: "a refusal does not say what it refuses",
    law: "refusals",
    adapter: adapterOf((peers, request) =>
      Result.mapError(evaluate(peers, request), (error) =>
        error._tag === "InvalidParameterValue"
          ? new PeerSourceError.InvalidParameterValue({ message: "Invalid value." })
          : error,
      ),
    ),
  },
  {
    bug: "a token is an offset",
    law: "listing during changes",
    adapter: adapterOf(
      (peers, { NextToken, MaxResults, ...request }) => {
        const isOffset = NextToken !== undefined && /^offset-\d+$/.test(NextToken)
        const due = evaluate(peers, {
          ...request,
          MaxResults,
          NextToken: isOffset ? undefined : NextToken,
        })
        if (Result.isFailure(due)) return due
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
    adapter: adapterReading(
      Effect.fnUntraced(function* (read, request) {
        const page = yield* Effect.fromResult(evaluate(yield* read, request))
        for (let step = 0; step < 5; step += 1) yield* Effect.promise(() => Promise.resolve())
        const { NextToken } = yield* Effect.fromResult(evaluate(yield* read, request))
        const { RouteServerPeers } = page
        return NextToken === undefined ? { RouteServerPeers } : { RouteServerPeers, NextToken }
      }),
    ),
  },
  {
    bug: "an empty list of tags is left out",
    law: "peers as they are",
    adapter: adapterOf(
      changingPages((page) => ({
        ...page,
        RouteServerPeers: page.RouteServerPeers.map(({ Tags, ...peer }) =>
          Tags === undefined || Tags.length === 0 ? peer : { ...peer, Tags },
        ),
      })),
    ),
  },
  {
    bug: "members that are not known today are lost",
    law: "peers as they are",
    adapter: adapterOf(
      changingPages((page) => ({
        ...page,
        RouteServerPeers: page.RouteServerPeers.map((peer) => onlyKnown(peer)),
      })),
    ),
  },
  {
    bug: "the answer to everything is nothing",
    law: "peers as they are",
    also: {
      laws: ["patterns", "hostile patterns", "case of values"],
      because: "the oracle looks at the peers themselves",
    },
    adapter: adapterOf(changingPages(() => ({ RouteServerPeers: [] }))),
  },
]
