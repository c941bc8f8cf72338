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
  PageToken,
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

/** Filters by a comparison of one's own. */
const comparing = (compare: (value: string, text: string) => boolean): Describe =>
  selecting((peer, filters) => filters.every((filter) => matchesOne(peer, filter, compare)))

/** Filters by a pattern that is made into another one first. */
const rewriting = (rewrite: (value: string) => string): Describe =>
  comparing((value, text) => FilterPattern.compile(rewrite(value))(text))

/** A pattern as a regular expression, with one's own idea of flags and of what else is special. */
const asRegExp = (value: string, flags: string, keep = ""): RegExp => {
  const units = value.match(/\\[\s\S]|[\s\S]/gu) ?? []
  const source = units.map((unit) => {
    if (unit === "*") return ".*"
    if (unit === "?") return ".?"
    const character = unit.length > 1 && unit.startsWith("\\") ? unit.slice(1) : unit
    return keep.includes(character) ? character : character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")
  })
  try {
    return new RegExp(`^(?:${source.join("")})$`, flags)
  } catch {
    return /^(?!)/
  }
}

/** The longest text for which a regular expression is tried out. */
const LONGEST_TEXT = 28

/** Every half of a surrogate pair as a character of its own. */
const inUnits = (text: string): string =>
  text.replace(/[\uD800-\uDFFF]/g, (half) =>
    String.fromCharCode(0xe000 + (half.charCodeAt(0) & 0x7ff)),
  )

/** Filters with the name, or with the values, changed on the way. */
const refiltering =
  (change: (filter: Filter.Filter) => ReadonlyArray<Filter.Filter>): Describe =>
  (peers, request) =>
    Result.flatMap(evaluate(peers, request), () =>
      evaluate(peers, { ...request, Filters: request.Filters?.flatMap(change) }),
    )

/** Remembers answers by a key that is made from the request. */
const remembering = (keyOf: (request: Request) => string): Laws.Adapter<Peers> => ({
  ...adapterOf(evaluate),
  make: (fleet) => {
    const peers = { current: fleet }
    const answers = new Map<string, DescribeRouteServerPeersResult>()
    return Layer.succeedContext(
      Context.make(Peers, peers).pipe(
        Context.add(PeerSource, {
          describe: (request) =>
            Effect.suspend(() => {
              const key = keyOf(request)
              const known = answers.get(key)
              if (known !== undefined) return Effect.succeed(known)
              return Effect.map(Effect.fromResult(evaluate(peers.current, request)), (page) => {
                answers.set(key, page)
                return page
              })
            }),
        }),
      ),
    )
  },
})

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
    bug: "a wildcard stops at the end of a line",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have two lines" },
    adapter: adapterOf(
      comparing((value, text) => {
        const [patterns, lines] = [value.split("\n"), text.split("\n")]
        return (
          patterns.length === lines.length &&
          patterns.every((pattern, at) => FilterPattern.compile(pattern)(lines[at] ?? ""))
        )
      }),
    ),
  },
  {
    bug: "a question mark stands for a UTF-16 unit",
    law: "patterns",
    adapter: adapterOf(
      comparing((value, text) => FilterPattern.compile(inUnits(value))(inUnits(text))),
    ),
  },
  {
    bug: "brackets are a class",
    law: "patterns",
    also: { laws: ["case of values"], because: "some values have brackets" },
    adapter: adapterOf(
      comparing((value, text) =>
        /[[\]]/.test(value)
          ? asRegExp(value, "su", "[]").test(text)
          : FilterPattern.compile(value)(text),
      ),
    ),
  },
  {
    bug: "a pattern is a regular expression",
    law: "hostile patterns",
    also: { laws: ["patterns"], because: "a few of its patterns are as long" },
    // Of longer texts nobody would live to see the answer.
    adapter: adapterOf(
      comparing((value, text) =>
        text.length <= LONGEST_TEXT
          ? asRegExp(value, "su").test(text)
          : FilterPattern.compile(value)(text),
      ),
    ),
  },
  {
    bug: "values are trimmed",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have white space around them" },
    adapter: adapterOf(rewriting((value) => value.trim())),
  },
  {
    bug: "texts that look alike are one",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values are in another normal form" },
    adapter: adapterOf(
      comparing((value, text) => FilterPattern.compile(value.normalize())(text.normalize())),
    ),
  },
  {
    bug: "numbers are compared as numbers",
    law: "patterns",
    adapter: adapterOf(
      comparing(
        (value, text) =>
          FilterPattern.compile(value)(text) ||
          (/^[0-9]+$/.test(text) && /^[0-9]/.test(value) && Number(value) === Number(text)),
      ),
    ),
  },
  {
    bug: "values are decoded like a URL",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have percent signs" },
    adapter: adapterOf(
      rewriting((value) => {
        try {
          return decodeURIComponent(value)
        } catch {
          return value
        }
      }),
    ),
  },
  {
    bug: "a value is a list with commas",
    law: "patterns",
    also: { laws: ["case of values"], because: "some of its values have commas" },
    adapter: adapterOf(
      comparing((value, text) =>
        value.split(",").some((part) => FilterPattern.compile(part)(text)),
      ),
    ),
  },
  {
    bug: "only the first ten values count",
    law: "values or",
    also: { laws: ["order and repetition"], because: "which ten are the first depends on it" },
    adapter: adapterOf(refiltering(({ Name, Values }) => [{ Name, Values: Values?.slice(0, 10) }])),
  },
  {
    bug: "a filter without a list of values is none",
    law: "values or",
    also: {
      laws: ["filters and", "order and repetition", "patterns"],
      because: "its filters have such ones among them",
    },
    adapter: adapterOf(refiltering((filter) => (filter.Values === undefined ? [] : [filter]))),
  },
  {
    bug: "tag-key finds values too",
    law: "patterns",
    also: { laws: ["case of values"], because: "a key in another case can be a value" },
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every((filter) =>
          [filter, ...(filter.Name === "tag-key" ? [{ ...filter, Name: "tag-value" }] : [])].some(
            (each) => matchesOne(peer, each, (value, text) => FilterPattern.compile(value)(text)),
          ),
        ),
      ),
    ),
  },
  {
    bug: "the key of a tag filter is a pattern",
    law: "patterns",
    also: { laws: ["case of values"], because: "some keys have wildcards" },
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every((filter) => {
          const { Name = "", Values = [] } = filter
          if (!Name.startsWith("tag:")) {
            return matchesOne(peer, filter, (value, text) => FilterPattern.compile(value)(text))
          }
          const isKey = FilterPattern.compile(Name.slice("tag:".length))
          return (peer.Tags ?? []).some(
            ({ Key, Value }) =>
              isKey(Key) && Values.some((value) => FilterPattern.compile(value)(Value)),
          )
        }),
      ),
    ),
  },
  {
    bug: "the key of a tag filter ends at a colon",
    law: "patterns",
    also: { laws: ["case of values"], because: "some keys have colons" },
    adapter: adapterOf(
      refiltering(({ Name = "", Values }) => [
        { Name: Name.startsWith("tag:") ? Name.split(":", 2).join(":") : Name, Values },
      ]),
    ),
  },
  {
    bug: "a tag that is absent is empty",
    law: "patterns",
    also: { laws: ["case of values"], because: "the empty text has no other case" },
    adapter: adapterOf(
      selecting((peer, filters) =>
        filters.every(
          (filter) =>
            matchesOne(peer, filter, (value, text) => FilterPattern.compile(value)(text)) ||
            ((filter.Name ?? "").startsWith("tag:") &&
              (FilterName.reader(filter.Name ?? "")?.(peer) ?? []).length === 0 &&
              (filter.Values ?? []).includes("")),
        ),
      ),
    ),
  },
  {
    bug: "IDs are answered with nothing",
    law: "ids find",
    adapter: adapterOf(
      changingPages((page, { RouteServerPeerIds: ids = [] }) =>
        ids.length === 0 ? page : { ...page, RouteServerPeers: [] },
      ),
    ),
  },
  {
    bug: "IDs make the filters forgotten",
    law: "ids find",
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), () =>
        (request.RouteServerPeerIds ?? []).length === 0
          ? evaluate(peers, request)
          : evaluate(peers, { ...request, Filters: [] }),
      ),
    ),
  },
  {
    bug: "only the last of the IDs counts",
    law: "ids find",
    also: { laws: ["order and repetition"], because: "which one is the last depends on it" },
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), () =>
        evaluate(peers, { ...request, RouteServerPeerIds: request.RouteServerPeerIds?.slice(-1) }),
      ),
    ),
  },
  {
    bug: "without MaxResults an answer ends after a hundred peers",
    law: "pages put together",
    adapter: adapterOf(
      changingPages((page, { MaxResults }) =>
        MaxResults === undefined
          ? { ...page, RouteServerPeers: page.RouteServerPeers.slice(0, 100) }
          : page,
      ),
    ),
  },
  {
    bug: "a token without MaxResults is forgotten",
    law: "pages put together",
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), (due) =>
        request.MaxResults === undefined
          ? evaluate(peers, { ...request, NextToken: undefined })
          : Result.succeed(due),
      ),
    ),
  },
  {
    bug: "the last page has an empty token",
    law: "refusals",
    also: { laws: ["listing during changes"], because: "there, too, the empty token is refused" },
    adapter: adapterOf(changingPages((page) => ({ NextToken: "", ...page }))),
  },
  {
    bug: "a token that leads to nothing is refused",
    law: "refusals",
    also: { laws: ["listing during changes"], because: "there, too, such a token is refused" },
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), (page) => {
        const { NextToken: token, MaxResults: size } = request
        if (token !== undefined && page.RouteServerPeers.length === 0) {
          return Result.fail(new PeerSourceError.InvalidNextToken({ message: token }))
        }
        const [last] = page.RouteServerPeers.slice(-1)
        return Result.succeed(
          last !== undefined && page.RouteServerPeers.length === size
            ? { ...page, NextToken: PageToken.encode({ after: last.RouteServerPeerId }) }
            : page,
        )
      }),
    ),
  },
  {
    bug: "a token is good for once",
    law: "refusals",
    also: {
      laws: ["requests apart"],
      because: "there, too, the token of a first page is used for two listings",
    },
    adapter: {
      ...adapterOf(evaluate),
      make: (fleet) => {
        const used = new Set<string>()
        const peers = { current: fleet }
        return Layer.succeedContext(
          Context.make(Peers, peers).pipe(
            Context.add(PeerSource, {
              describe: (request) =>
                Effect.suspend(() => {
                  const page = evaluate(peers.current, request)
                  const { NextToken: token } = request
                  if (token === undefined || Result.isFailure(page)) return Effect.fromResult(page)
                  if (used.has(token)) {
                    return Effect.fail(new PeerSourceError.InvalidNextToken({ message: token }))
                  }
                  used.add(token)
                  return Effect.fromResult(page)
                }),
            }),
          ),
        )
      },
    },
  },
  {
    bug: "MaxResults is rounded",
    law: "refusals",
    adapter: adapterOf((peers, request) =>
      evaluate(peers, {
        ...request,
        MaxResults: request.MaxResults && Math.floor(request.MaxResults),
      }),
    ),
  },
  {
    bug: "members that the operation does not have are passed over",
    law: "refusals",
    adapter: adapterOf((peers, { RouteServerPeerIds, Filters, MaxResults, NextToken, DryRun }) =>
      evaluate(peers, { RouteServerPeerIds, Filters, MaxResults, NextToken, DryRun }),
    ),
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
          : Result.fail(new PeerSourceError.InvalidNextToken({ message: token }))
      }),
    ),
  },
  {
    bug: "filters look into an index that is not kept up to date",
    law: "changes show",
    adapter: {
      ...adapterOf(evaluate),
      make: (fleet) => {
        const peers = { current: fleet }
        const indexed = new Map(fleet.map((peer) => [peer.RouteServerPeerId, peer]))
        const describe: Describe = (now, request) => {
          const { Filters = [] } = request
          const due = evaluate(now, request)
          if (Result.isFailure(due) || Filters.length === 0) return due
          const old = now.map((peer) => indexed.get(peer.RouteServerPeerId) ?? peer)
          const found = Result.getOrElse(evaluate(old, { Filters }), () => ({
            RouteServerPeers: [],
          })).RouteServerPeers.map((peer): string => peer.RouteServerPeerId)
          return Result.map(
            evaluate(
              now.filter((peer) => found.includes(peer.RouteServerPeerId)),
              { ...request, Filters: [], RouteServerPeerIds: [] },
            ),
            (page) => {
              const { RouteServerPeerIds: ids = [] } = request
              return {
                ...page,
                RouteServerPeers: page.RouteServerPeers.filter(
                  (peer) => ids.length === 0 || ids.includes(peer.RouteServerPeerId),
                ),
              }
            },
          )
        }
        return Layer.succeedContext(
          Context.make(Peers, peers).pipe(
            Context.add(PeerSource, {
              describe: (request) =>
                Effect.suspend(() => Effect.fromResult(describe(peers.current, request))),
            }),
          ),
        )
      },
    },
  },
  {
    bug: "a memory of answers forgets the size of the page",
    law: "requests apart",
    also: {
      laws: [
        "pages put together",
        "page bounds",
        "changes show",
        "listing during changes",
        "refusals",
      ],
      because: "they ask for pages of several sizes, and answers are remembered for ever",
    },
    adapter: remembering(({ MaxResults: _, ...request }) => JSON.stringify(request)),
  },
  {
    bug: "a memory of answers joins values with commas",
    law: "requests apart",
    also: {
      laws: ["changes show", "listing during changes"],
      because: "answers are remembered for ever",
    },
    adapter: remembering(({ Filters, ...request }) =>
      JSON.stringify([request, (Filters ?? []).map(({ Name, Values }) => `${Name}=${Values}`)]),
    ),
  },
  {
    bug: "a memory of answers takes a dry run for a request",
    law: "requests apart",
    also: {
      laws: ["dry runs", "refusals", "changes show", "listing during changes"],
      because: "they ask both ways, and answers are remembered for ever",
    },
    adapter: remembering(({ DryRun: _, ...request }) => JSON.stringify(request)),
  },
  {
    bug: "a filtered answer shows peers without their tags",
    law: "peers as they are",
    adapter: adapterOf(
      changingPages((page, { Filters = [] }) => ({
        ...page,
        RouteServerPeers:
          Filters.length === 0
            ? page.RouteServerPeers
            : page.RouteServerPeers.map(({ Tags: _, ...peer }) => peer),
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
