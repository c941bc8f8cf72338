/**
 * The laws about how filters, values and IDs act together.
 */
import type { Filter } from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "../generators/Fleet.ts"
import { itemAt, type Plan, planned } from "../generators/Plan.ts"
import { filter, filters, fleets, requestByIds, wholeRequest } from "./cases.ts"
import { compare, law } from "./Law.ts"
import { answeredIds } from "./listing.ts"

type Filters = ReadonlyArray<Filter.Filter>

export const filtersAnd = law({
  name: "filters and",
  statement: "The answer to the filters F and G together is the intersection of the answers.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc.tuple(filter(promises), filter(promises), filters(promises), fc.boolean()).map(
        ([first, second, more, isOfOneName]): Plan<{ F: Filters; G: Filters }> =>
          (fleet) => {
            const [one, other] = [first(fleet), second(fleet)]
            return {
              F: [one, ...more(fleet)],
              G: [isOfOneName ? { ...other, Name: one.Name } : other],
            }
          },
      ),
    ),
  *judge({ open, promises }, fleet, { F, G }) {
    const source = yield* open(fleet)
    const answer = (Filters: Filters) => answeredIds(source, { Filters }, promises.maxPages)
    const [f, g, both] = [yield* answer(F), yield* answer(G), yield* answer([...F, ...G])]
    if (f === undefined || g === undefined || both === undefined) return undefined
    return compare(
      f.filter((id) => g.includes(id)),
      both,
    )
  },
})

export const valuesOr = law({
  name: "values or",
  statement: "The answer to a filter with several values is the union of the answers to each.",
  cases: (promises) => planned(fleets(promises), filter(promises)),
  *judge({ open, promises }, fleet, filter) {
    const source = yield* open(fleet)
    const answer = (each: Filter.Filter) =>
      answeredIds(source, { Filters: [each] }, promises.maxPages)
    const union = new Set<string>()
    for (const value of new Set(filter.Values)) {
      const ids = yield* answer({ Name: filter.Name, Values: [value] })
      if (ids === undefined) return undefined
      for (const id of ids) union.add(id)
    }
    const together = yield* answer(filter)
    return together && compare([...union].sort(), together)
  },
})

/** The same items in another order and one of them twice. */
const rearranged = <A>(items: ReadonlyArray<A>, by: number): ReadonlyArray<A> => {
  const again = itemAt(items, by)
  return again === undefined ? items : [again, ...items.toReversed()]
}

export const orderAndRepetition = law({
  name: "order and repetition",
  statement: "The order and the repetition of filters, values and IDs change nothing.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc.tuple(wholeRequest(promises), fc.nat(255)).map(([plan, by]) => (fleet: Fleet) => ({
        request: plan(fleet),
        by,
      })),
    ),
  *judge({ open, promises }, fleet, { request, by }) {
    const source = yield* open(fleet)
    const { RouteServerPeerIds = [], Filters = [] } = request
    const expected = yield* answeredIds(source, request, promises.maxPages)
    const actual = yield* answeredIds(
      source,
      {
        RouteServerPeerIds: rearranged(RouteServerPeerIds, by),
        Filters: rearranged(
          Filters.map(({ Name, Values = [] }) => ({ Name, Values: rearranged(Values, by) })),
          by,
        ),
      },
      promises.maxPages,
    )
    if (expected === undefined || actual === undefined) return undefined
    return compare(expected, actual)
  },
})

export const filterNeverAdds = law({
  name: "a filter never adds",
  statement: "Every peer that is in a filtered answer is in the unfiltered one.",
  cases: (promises) => planned(fleets(promises), filter(promises)),
  *judge({ open, promises }, fleet, filter) {
    const source = yield* open(fleet)
    const filtered = yield* answeredIds(source, { Filters: [filter] }, promises.maxPages)
    const all = yield* answeredIds(source, {}, promises.maxPages)
    if (filtered === undefined || all === undefined) return undefined
    return compare(
      filtered.filter((id) => all.includes(id)),
      filtered,
    )
  },
})

export const idsFind = law({
  name: "ids find",
  statement:
    "When IDs are asked for, their peers are in the answer, as far as they are in the answer without IDs.",
  cases: (promises) => planned(fleets(promises), requestByIds(promises)),
  *judge({ open, promises }, fleet, { RouteServerPeerIds: asked, Filters }) {
    if (asked.length === 0) return undefined
    const source = yield* open(fleet)
    const all = yield* answeredIds(source, { Filters }, promises.maxPages)
    const answer = yield* answeredIds(
      source,
      { RouteServerPeerIds: asked, Filters },
      promises.maxPages,
    )
    if (all === undefined || answer === undefined) return undefined
    const own = new Set(asked)
    return compare(
      all.filter((id) => own.has(id)),
      [...new Set(answer)].filter((id) => own.has(id)),
    )
  },
})

export const idsConfine = law({
  name: "ids confine",
  statement: "When IDs are asked for, no other peer is in the answer.",
  cases: (promises) => planned(fleets(promises), requestByIds(promises)),
  *judge({ open, promises }, fleet, request) {
    const { RouteServerPeerIds: asked } = request
    if (asked.length === 0) return undefined
    const source = yield* open(fleet)
    const answer = yield* answeredIds(source, request, promises.maxPages)
    return (
      answer &&
      compare(
        answer.filter((id) => asked.includes(id)),
        answer,
      )
    )
  },
})
