/**
 * The law about listings during which peers come and go.
 */
import type { Filter } from "@route-server/core"
import { Effect } from "effect"
import fc from "fast-check"
import { changesPlan, type FleetChange } from "../generators/FleetChange.ts"
import { type Plan, planned } from "../generators/Plan.ts"
import { filters, fleets, pageSize } from "./cases.ts"
import { compare, law } from "./Law.ts"
import { answeredIds, idsOf, list } from "./listing.ts"

/** Deals items out into groups of these sizes, as far as they go. */
const deal = <A>(
  items: ReadonlyArray<A>,
  sizes: ReadonlyArray<number>,
): ReadonlyArray<ReadonlyArray<A>> => {
  const rest = [...items]
  return sizes.map((size) => rest.splice(0, size))
}

export const listingDuringChanges = law({
  name: "listing during changes",
  statement:
    "A peer that is in the answer throughout a listing is seen exactly once, whatever is added, replaced and removed between the pages.",
  needsChange: true,
  cases: (promises) =>
    planned(
      fleets(promises),
      fc
        .tuple(
          fc.oneof(
            { withCrossShrink: true },
            fc.constant(() => []),
            filters(promises),
          ),
          pageSize(promises),
          changesPlan({ maxLength: 8 }),
          fc.array(fc.nat(4), { maxLength: 4 }),
        )
        .map(
          ([filtersOf, MaxResults, changesOf, sizes]): Plan<Input> =>
            (fleet) => ({
              request: { Filters: filtersOf(fleet), MaxResults },
              betweenPages: deal(changesOf(fleet), sizes),
            }),
        ),
    ),
  *judge({ open, promises }, fleet, { request, betweenPages }) {
    const source = yield* open(fleet)
    const whole = answeredIds(source, { Filters: request.Filters }, promises.maxPages)
    // What the adapter itself would answer, before the listing and after each change to the peers.
    const answers = [yield* whole]
    const batches = betweenPages.values()
    const changeAndAsk = Effect.suspend(() =>
      Effect.forEach(batches.next().value ?? [], source.change, { discard: true }).pipe(
        Effect.andThen(whole),
        Effect.tap((answer) => Effect.sync(() => answers.push(answer))),
      ),
    )
    const { outcome, pages } = yield* list(source, request, promises.maxPages, changeAndAsk)
    if (outcome !== "ended") return undefined
    const stay = (answers[0] ?? []).filter((id) => answers.every((answer) => answer?.includes(id)))
    return compare(
      stay,
      idsOf(pages.flat()).filter((id) => stay.includes(id)),
    )
  },
})

/** A listing in pages, and what happens after each of its pages. */
interface Input {
  readonly request: {
    readonly Filters: ReadonlyArray<Filter.Filter>
    readonly MaxResults: number
  }
  readonly betweenPages: ReadonlyArray<ReadonlyArray<FleetChange>>
}
