/**
 * The law about what stays between one request and the next.
 */
import type { DescribeRouteServerPeersRequest, Filter } from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { type Plan, planned } from "../generators/Plan.ts"
import { canonical } from "../internal/canonical.ts"
import { fleetsOfSeveralPages, pageSize, wholeRequest } from "./cases.ts"
import { compare, law } from "./Law.ts"
import { idsOf, type Listing, list } from "./listing.ts"

type Request = DescribeRouteServerPeersRequest
type Neighbour = (request: Request, size: number) => Request

const refiltered =
  (change: (filters: ReadonlyArray<Filter.Filter>) => ReadonlyArray<Filter.Filter>): Neighbour =>
  (request) => ({ ...request, Filters: change(request.Filters ?? []) })

/** What is asked, one after the other. */
interface Asked {
  readonly first: Request
  readonly others: ReadonlyArray<Request>
}

/** Requests that a careless memory takes for the same. */
const neighbours: ReadonlyArray<Neighbour> = [
  (request) => request,
  (request) => ({ ...request, DryRun: true }),
  ({ RouteServerPeerIds: _, ...request }, size) => ({ ...request, MaxResults: size }),
  ({ MaxResults: _, ...request }) => request,
  ({ RouteServerPeerIds: _, ...request }) => request,
  (request) => ({ ...request, RouteServerPeerIds: request.RouteServerPeerIds?.slice(1) }),
  refiltered((filters) => filters.slice(1)),
  refiltered((filters) => filters.map(({ Name }) => ({ Name, Values: [] }))),
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
]

/** Without what would be asked twice. */
const distinct = (requests: ReadonlyArray<Request>): ReadonlyArray<Request> => [
  ...new Map(requests.map((request) => [canonical(request), request])).values(),
]

/** What matters of a listing: pages may be cut otherwise each time. */
const summary = ({ outcome, pages, refusal }: Listing) =>
  refusal === undefined ? { outcome, peers: idsOf(pages.flat()) } : { error: refusal._tag }

export const requestsApart = law({
  name: "requests apart",
  statement: "The answer to a request is the same whatever was asked before.",
  cases: (promises) =>
    planned(
      fleetsOfSeveralPages(promises),
      fc
        .tuple(
          wholeRequest(promises),
          fc.option(pageSize(promises)),
          fc.subarray([...neighbours], { minLength: 1 }),
          pageSize(promises),
        )
        .map(
          ([plan, first, chosen, size]): Plan<Asked> =>
            (fleet: Fleet) => {
              const { RouteServerPeerIds = [], ...request } = plan(fleet)
              const whole =
                first === null
                  ? { ...request, RouteServerPeerIds }
                  : { ...request, MaxResults: first }
              const others = chosen.map((neighbour) => neighbour(whole, size))
              return { first: whole, others: distinct(others) }
            },
        ),
    ),
  *judge({ open, promises }, fleet, { first, others }) {
    const source = yield* open(fleet)
    yield* source.ask(first)
    for (const request of others) {
      const after = yield* list(source, request, promises.maxPages)
      const alone = yield* list(yield* open(fleet), request, promises.maxPages)
      const { MaxResults = Number.POSITIVE_INFINITY } = request
      const isTooLong = (page: Listing["pages"][number]) => page.length > MaxResults
      const tooLong = alone.pages.some(isTooLong) ? undefined : after.pages.find(isTooLong)
      const difference =
        compare(summary(alone), summary(after)) ??
        (tooLong && { expected: `at most ${MaxResults} peers`, actual: idsOf(tooLong) })
      if (difference !== undefined) return { ...difference, request }
    }
    return undefined
  },
})
