/**
 * The laws about the pages of a listing that nobody disturbs.
 */
import type { Filter } from "@route-server/core"
import fc from "fast-check"
import { type Plan, planned } from "../generators/Plan.ts"
import type { Promises } from "./Adapter.ts"
import { filters, fleets, pageSize } from "./cases.ts"
import { compare, law } from "./Law.ts"
import { answeredIds, idsOf, list } from "./listing.ts"

/** A listing in pages, of all peers or of those that match some filters. */
const pagedListing = (promises: Promises) =>
  planned(
    fleets(promises),
    fc.tuple(filters(promises), pageSize(promises)).map(
      ([plan, MaxResults]): Plan<{ Filters: ReadonlyArray<Filter.Filter>; MaxResults: number }> =>
        (fleet) => ({ Filters: plan(fleet), MaxResults }),
    ),
  )

export const pagesTogether = law({
  name: "pages put together",
  statement:
    "The pages of a listing, put together, are the unpaged answer: each peer once, none lost.",
  cases: pagedListing,
  *judge({ open, promises }, fleet, { Filters, MaxResults }) {
    const source = yield* open(fleet)
    const whole = yield* answeredIds(source, { Filters }, promises.maxPages)
    const paged = yield* answeredIds(source, { Filters, MaxResults }, promises.maxPages)
    if (whole === undefined || paged === undefined) return undefined
    return compare([...new Set(whole)], paged)
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
