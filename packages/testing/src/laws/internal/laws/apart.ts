/**
 * The laws about what one request leaves behind for another.
 */
import type { DescribeRouteServerPeers, Filter } from "@route-server/core"
import { Effect } from "effect"
import fc from "fast-check"
import { valuesOfNone } from "../../../generators/Filter.ts"
import type { Fleet } from "../../../generators/Fleet.ts"
import { swapCase } from "../../../generators/internal/rewrite.ts"
import { idsTemplate } from "../../../generators/Request.ts"
import { constantly, itemAt, type Template, withFleet } from "../../../generators/Template.ts"
import { canonicalJson } from "../../../internal/canonicalJson.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, law } from "../../Law.ts"
import {
  aimAt,
  aimedRequest,
  casesFor,
  fleetsOfSeveralPages,
  halfInPages,
  literal,
  pageSize,
  wholeRequest,
} from "../cases.ts"
import { idsOf, type Listing, list, summaryOf } from "../listing.ts"
import { copyOf, type Opened, type Subject } from "../subject.ts"
import { pace as anyPace, atPace, givingWay, type Pace, wait } from "../turns.ts"

type Request = DescribeRouteServerPeers.Request
type Neighbour = (request: Request, size: number, fleet: Fleet) => Request

const refiltered =
  (change: (filters: ReadonlyArray<Filter.Filter>) => ReadonlyArray<Filter.Filter>): Neighbour =>
  (request) => ({ ...request, Filters: change(request.Filters ?? []) })

/** What is asked, one after the other. */
interface Asked {
  readonly first: Request
  readonly others: ReadonlyArray<Request>
}

/** What is asked at one time. */
interface AskedAtOnce {
  readonly asked: ReadonlyArray<{
    readonly request: Request
    /** How many turns all others have before it. */
    readonly turns: number
  }>
  readonly pace: Pace
}

/** Requests that a careless memory takes for the same. */
const neighbours: ReadonlyArray<Neighbour> = [
  (request) => request,
  (request) => ({ ...request, DryRun: true }),
  ({ RouteServerPeerIds: _, ...request }, size) => ({ ...request, MaxResults: size }),
  ({ MaxResults: _, ...request }) => request,
  ({ RouteServerPeerIds: _, ...request }) => request,
  (request) => ({ ...request, RouteServerPeerIds: request.RouteServerPeerIds?.slice(1) }),
  // As many others.
  ({ RouteServerPeerIds: ids, ...request }, _, fleet) => ({
    ...request,
    RouteServerPeerIds: ids?.map(
      (id) =>
        itemAt(fleet, 1 + fleet.findIndex((peer) => peer.RouteServerPeerId === id))
          ?.RouteServerPeerId ?? id,
    ),
  }),
  refiltered((filters) => filters.slice(1)),
  refiltered((filters) => filters.map(({ Name }) => ({ Name, Values: [] }))),
  refiltered((filters) =>
    filters.map(({ Name, Values }) => ({ Name, Values: Values?.map(swapCase) })),
  ),
  refiltered((filters) =>
    filters.map(({ Name, Values }) => ({ Name, Values: Values && [Values.join(",")] })),
  ),
  refiltered((filters) =>
    filters.map(({ Name }, at) => ({ Name, Values: filters.at(-1 - at)?.Values })),
  ),
  refiltered((filters) => {
    const [first] = filters
    const Values = filters.flatMap((filter) => filter.Values ?? [])
    return first === undefined ? [] : [{ Name: first.Name, Values }, ...filters.slice(1)]
  }),
  refiltered(([first, ...others]) => {
    const more = others.flatMap(({ Name = "", Values = [] }) => [Name, ...Values])
    return first === undefined ? [] : [{ ...first, Values: [...(first.Values ?? []), ...more] }]
  }),
  (_, size) => ({ MaxResults: size }),
  ({ Filters }) => ({ Filters }),
  () => ({}),
]

/** Without what would be asked twice. */
const distinct = (requests: ReadonlyArray<Request>): ReadonlyArray<Request> => [
  ...new Map(requests.map((request) => [canonicalJson(request), request])).values(),
]

const idsAlone = (): fc.Arbitrary<Template<Request>> =>
  idsTemplate({ minLength: 1, maxLength: 3 }).map((ids) => (fleet) => ({
    RouteServerPeerIds: ids(fleet),
  }))

/** A request, and some of those that may be taken for it. */
const alikeRequests = (promises: Promises, atMost: number): fc.Arbitrary<Template<Asked>> =>
  fc
    .tuple(
      halfInPages(
        promises,
        fc.oneof(
          constantly(fc.constant<Request>({})),
          wholeRequest(promises),
          aimedRequest(promises),
          idsAlone(),
        ),
      ),
      fc.subarray([...neighbours], { minLength: 1, maxLength: atMost }),
      pageSize(promises),
    )
    .map(([template, chosen, size]) => (fleet: Fleet) => {
      const first = template(fleet)
      const others = chosen.map((neighbour) => neighbour(first, size, fleet))
      return { first, others: distinct(others) }
    })

/** So many characters are more than anybody looks at. */
const MANY_VALUES = 100

/** Two long requests that differ at the end, of which one finds something. */
const longRequests = (promises: Promises): fc.Arbitrary<Template<Asked>> =>
  fc.tuple(fc.nat(255), fc.nat(255), fc.boolean()).map(([who, which, isFound]) => (fleet) => {
    const aim = aimAt(promises, fleet, who, which)
    if (aim === undefined) return { first: {}, others: [{}] }
    const { Name, Values = [] } = literal(promises, aim)
    const { valuesPerFilter, valuesInAll } = promises.limits
    const before = valuesOfNone(Math.min(MANY_VALUES, valuesPerFilter, valuesInAll) - 1)
    const some = { Filters: [{ Name, Values: [...before, ...Values] }] }
    const none = { Filters: [{ Name, Values: [...before, "no-more"] }] }
    return isFound ? { first: some, others: [none] } : { first: none, others: [some] }
  })

interface Listed {
  readonly request: Request
  readonly listing: Listing
}

/** Lists what a request asks for. */
const listed = (source: Opened, request: Request): Effect.Effect<Listed> =>
  Effect.map(list(source, request), (listing) => ({ request, listing }))

/** The first listing that is not what an adapter answers that is asked nothing else. */
const disturbed = Effect.fnUntraced(function* (
  { open }: Subject,
  fleet: Fleet,
  listings: ReadonlyArray<Listed>,
) {
  for (const { request, listing } of listings) {
    const alone = yield* list(yield* open(fleet), request)
    const { MaxResults = Number.POSITIVE_INFINITY } = request
    const isTooLong = (page: Listing["pages"][number]) => page.length > MaxResults
    const tooLong = alone.pages.some(isTooLong) ? undefined : listing.pages.find(isTooLong)
    const difference =
      compare(summaryOf(alone), summaryOf(listing)) ??
      (tooLong && { expected: `at most ${MaxResults} peers`, actual: idsOf(tooLong) })
    if (difference !== undefined) return { ...difference, request }
  }
  return undefined
})

export const requestsApart = law({
  name: "requests apart",
  statement:
    "The answer to a request is the same whatever was asked before, and a request is left as it was.",
  cases: (promises) =>
    withFleet(
      fleetsOfSeveralPages(promises),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 9, arbitrary: alikeRequests(promises, neighbours.length) },
        { weight: 1, arbitrary: longRequests(promises) },
      ),
    ),
  *judge(subject, fleet, { first, others }) {
    const source = yield* subject.open(fleet)
    const lent = copyOf(first)
    yield* source.describe(lent)
    const changed = compare(first, lent, first)
    if (changed !== undefined) return changed
    const after = yield* Effect.forEach(others, (request) => listed(source, request))
    return yield* disturbed(subject, fleet, after)
  },
})

/** More requests beside the first show no more. */
const AT_ONCE = 3

export const requestsAtOnce = law({
  name: "requests at once",
  statement: "The answer to a request is the same whatever else is asked at the same time.",
  cases: (promises) =>
    casesFor(
      fleetsOfSeveralPages(promises),
      fc.tuple(
        alikeRequests(promises, AT_ONCE),
        fc.array(fc.nat(8), { minLength: AT_ONCE + 1, maxLength: AT_ONCE + 1 }),
        anyPace(),
      ),
      (fleet, [template, delays, pace]): AskedAtOnce => {
        const { first, others } = template(fleet)
        const asked = [first, ...others].map((request, at) => ({
          request,
          turns: delays[at] ?? 0,
        }))
        return { asked, pace }
      },
    ),
  *judge(subject, fleet, { asked, pace }) {
    const source = yield* subject.open(fleet)
    const together = yield* Effect.forEach(
      asked,
      ({ request, turns }) => Effect.andThen(wait(turns), listed(source, request)),
      { concurrency: "unbounded" },
    ).pipe(givingWay(pace), atPace(pace))
    const difference = yield* disturbed(subject, fleet, together)
    if (difference === undefined) return undefined
    // Of what goes wrong one after the other, too, another law speaks.
    const other = yield* subject.open(fleet)
    const after = yield* Effect.forEach(asked, ({ request }) => listed(other, request))
    return (yield* disturbed(subject, fleet, after)) === undefined ? difference : undefined
  },
})
