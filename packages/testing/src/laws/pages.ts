/**
 * The laws about the pages of a listing that nobody disturbs.
 */
import type { Filter } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { type Plan, planned } from "../generators/Plan.ts"
import type { Promises } from "./Adapter.ts"
import { filters, fleets, largeFleets, pageSize, pagesFor } from "./cases.ts"
import { compare, inPages, law } from "./Law.ts"
import { answeredIds, idsOf, list, shownIds } from "./listing.ts"

interface Paged {
  readonly Filters: ReadonlyArray<Filter.Filter>
  readonly MaxResults: number
}

/** Now and then the whole fleet fits a page, or a number of pages, exactly. */
const exactSize = ({ limits }: Promises, divisor: number): Plan<number | undefined> => {
  const { minMaxResults, maxMaxResults } = limits
  return ({ length }) => {
    const size = length / divisor
    return Number.isInteger(size) && size >= minMaxResults && size <= maxMaxResults
      ? size
      : undefined
  }
}

/** A listing in pages, of all peers or of those that match some filters. */
const pagedListing = (promises: Promises) =>
  planned(
    fleets(promises),
    fc.tuple(filters(promises), pageSize(promises), fc.option(fc.integer({ min: 1, max: 2 }))).map(
      ([plan, size, divisor]): Plan<Paged> =>
        (fleet) => ({
          Filters: plan(fleet),
          MaxResults: (divisor === null ? undefined : exactSize(promises, divisor)(fleet)) ?? size,
        }),
    ),
  )

/** A listing of more peers than fit a page, however large. */
const largeListing = (promises: Promises) =>
  fc.tuple(
    largeFleets(),
    fc
      .oneof(
        pageSize(promises).map((size) => 20 * size),
        fc.constant(promises.limits.maxMaxResults),
      )
      .map(
        (MaxResults): Paged => ({
          Filters: [],
          MaxResults: Math.min(MaxResults, promises.limits.maxMaxResults),
        }),
      ),
  )

export const pagesTogether = law({
  name: "pages put together",
  statement:
    "The pages of a listing, put together, are the unpaged answer: each peer once, none lost.",
  cases: (promises): fc.Arbitrary<readonly [Fleet, Paged]> =>
    fc.oneof(
      { weight: 19, arbitrary: pagedListing(promises) },
      { weight: 1, arbitrary: largeListing(promises) },
    ),
  *judge({ open, promises }, fleet, { Filters, MaxResults }) {
    const source = yield* open(fleet)
    const maxPages = pagesFor(promises, fleet.length)
    const whole = yield* answeredIds(source, { Filters }, maxPages)
    const { outcome, pages } = yield* list(source, { Filters, MaxResults }, maxPages)
    if (whole === undefined || outcome !== "ended") return undefined
    const difference = compare(whole, idsOf(pages.flat()))
    if (difference !== undefined) return inPages(difference, pages.map(shownIds))
    const first = yield* source.ask({ Filters, MaxResults })
    if (Result.isFailure(first) || first.success.NextToken === undefined) return undefined
    // A token may be bound to the size of the pages. Where it is not, it means the same with any.
    const { NextToken, RouteServerPeers } = first.success
    const rest = yield* answeredIds(source, { Filters, NextToken }, maxPages)
    return (
      rest &&
      inPages(compare(whole, [...idsOf(RouteServerPeers), ...rest].sort()), [
        shownIds(RouteServerPeers),
        rest,
      ])
    )
  },
})

export const pageBounds = law({
  name: "page bounds",
  statement: "A page has at most MaxResults peers, and a listing ends.",
  cases: pagedListing,
  *judge({ open, promises }, fleet, request) {
    const source = yield* open(fleet)
    const { outcome, pages } = yield* list(source, request, promises.maxPages)
    if (outcome === "endless") {
      return {
        expected: `a listing that ends within ${promises.maxPages} pages and gives no token twice`,
        actual: pages.slice(0, 5).map(idsOf),
      }
    }
    const tooLong = pages.find((page) => page.length > request.MaxResults)
    return tooLong && { expected: `at most ${request.MaxResults} peers`, actual: idsOf(tooLong) }
  },
})
