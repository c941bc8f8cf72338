/**
 * The laws about the pages of a listing that nobody disturbs.
 */
import type { Filter } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import type { Fleet } from "../../../generators/Fleet.ts"
import { oneOf } from "../../../generators/internal/filterNames.ts"
import { constantly, type Template } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { type Cases, compare, inPages, law, silent } from "../../Law.ts"
import {
  barePeers,
  casesFor,
  filters,
  fleetsOfSeveralPages,
  LARGE,
  MANY_PEERS,
  pageSize,
} from "../cases.ts"
import { answeredIds, idsOf, list, shownIds } from "../listing.ts"
import { someOf, twins, widened } from "../twins.ts"

interface Paged {
  readonly Filters: ReadonlyArray<Filter.Filter>
  readonly MaxResults: number
}

/** The size of which the whole fleet fills so many pages exactly, if there is one. */
const exactSize = ({ limits }: Promises, { length }: Fleet, pages: number): number | undefined => {
  const { minMaxResults, maxMaxResults } = limits
  const size = length / pages
  return Number.isInteger(size) && size >= minMaxResults && size <= maxMaxResults ? size : undefined
}

type FiltersTemplate = Template<ReadonlyArray<Filter.Filter>>

const BY_ID = "RouteServerPeerId"

/** A filter that only one of the last peers fits, so pages before it may be empty. */
const lateFilter = (): fc.Arbitrary<FiltersTemplate> =>
  fc.nat(3).map((fromEnd) => (fleet) => {
    const id = idsOf(fleet).at(-1 - fromEnd)
    return id === undefined ? [] : [{ Name: BY_ID, Values: [id] }]
  })

/** Filters of every kind, or none. */
const anyFilters = (promises: Promises): fc.Arbitrary<FiltersTemplate> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: constantly(fc.constant([])) },
    { weight: 6, arbitrary: filters(promises) },
    ...(promises.filterNames.has(BY_ID) ? [{ weight: 1, arbitrary: lateFilter() }] : []),
  )

/** A listing in pages, of all peers or of those that match some filters. */
const ordinaryListing = (promises: Promises): Cases<Paged> =>
  casesFor(
    fleetsOfSeveralPages(promises),
    fc.tuple(anyFilters(promises), pageSize(promises), fc.option(fc.integer({ min: 1, max: 2 }))),
    (fleet, [template, size, divisor]) => ({
      Filters: template(fleet),
      MaxResults: (divisor === null ? undefined : exactSize(promises, fleet, divisor)) ?? size,
    }),
  )

/**
 * A listing of twins in pages, with filters that leave a few of them out; or with such as
 * leave out none, but may change their order.
 */
const listingOfTwins = (promises: Promises): Cases<Paged> =>
  fc
    .tuple(
      twins(promises),
      someOf(Math.min(12, promises.limits.filters)),
      pageSize(promises),
      fc.constantFrom(false, false, true),
    )
    .map(([each, choose, MaxResults, isWide]) => [
      each.fleet,
      {
        Filters: isWide ? choose(each).map(widened) : choose(each),
        MaxResults,
      },
    ])

const pagedListing = (promises: Promises): Cases<Paged> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: ordinaryListing(promises) },
    { weight: 2, arbitrary: listingOfTwins(promises) },
  )

/** So many pages that whoever counts to a hundred gives up. */
const MANY_PAGES = 102

/** A listing of many pages, or of more peers than fit a page, however large. */
const largeListing = ({ limits }: Promises): Cases<Paged> => {
  const { minMaxResults, maxMaxResults } = limits
  const of = (size: number, MaxResults: number) =>
    fc
      .tuple(fc.nat(1000), fc.nat(9))
      .map(([salt, more]) => [barePeers(size + more, salt), { Filters: [], MaxResults }] as const)
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 3, arbitrary: of(minMaxResults * MANY_PAGES, minMaxResults) },
    { weight: 1, arbitrary: of(MANY_PEERS, Math.min(maxMaxResults, MANY_PEERS)) },
  )
}

export const pagesTogether = law({
  name: "pages put together",
  statement:
    "The pages of a listing, put together, are the unpaged answer: each peer once, none lost.",
  cases: (promises): Cases<Paged> =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 13, arbitrary: pagedListing(promises) },
      { weight: 1, arbitrary: largeListing(promises) },
    ),
  *judge({ open, promises }, fleet, { Filters, MaxResults }) {
    const source = yield* open(fleet)
    const whole = yield* answeredIds(source, { Filters })
    const { outcome, pages } = yield* list(source, { Filters, MaxResults })
    if (whole === undefined || outcome !== "ended") return silent
    const difference = compare(whole, idsOf(pages.flat()))
    if (difference !== undefined) return inPages(difference, pages.map(shownIds))
    if (fleet.length > LARGE) return undefined
    const first = yield* source.ask({ Filters, MaxResults })
    if (Result.isFailure(first) || !first.success.NextToken) return undefined
    const { NextToken, RouteServerPeers } = first.success
    const seen = idsOf(RouteServerPeers)
    const rest = yield* answeredIds(source, { Filters, NextToken })
    const inTwo = rest && compare(whole, [...seen, ...rest].sort())
    if (inTwo !== undefined) return inPages(inTwo, [shownIds(RouteServerPeers), rest ?? []])
    // A token may be bound to its request, or else it tells the place and nothing more.
    const filterOfNone = { Name: oneOf(promises.filterNames), Values: [] }
    for (const [other, banned] of [
      [{ Filters, NextToken, RouteServerPeerIds: whole.slice(0, promises.limits.ids) }, seen],
      [{ Filters: [filterOfNone], NextToken }, whole],
    ] as const) {
      const answer = yield* answeredIds(source, other)
      const tooMuch = answer?.filter((id) => banned.includes(id)) ?? []
      if (tooMuch.length > 0) {
        return { request: other, expected: [], actual: tooMuch }
      }
    }
    return undefined
  },
})

export const pageBounds = law({
  name: "page bounds",
  statement: "A page has at most MaxResults peers, and a listing ends.",
  cases: pagedListing,
  *judge({ open }, fleet, request) {
    const source = yield* open(fleet)
    const { outcome, pages } = yield* list(source, request)
    if (outcome === "endless") {
      return {
        expected: `a listing that ends within ${source.maxPages} pages and gives no token twice`,
        actual: pages.slice(0, 5).map(idsOf),
      }
    }
    const tooLong = pages.find((page) => page.length > request.MaxResults)
    return tooLong && { expected: `at most ${request.MaxResults} peers`, actual: idsOf(tooLong) }
  },
})
