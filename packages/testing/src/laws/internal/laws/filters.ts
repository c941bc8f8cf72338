/**
 * The laws about how filters, values and IDs act together.
 */
import {
  type Filter,
  FilterName,
  type FilterNames,
  FilterPattern,
  type Limits,
} from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "../../../generators/Fleet.ts"
import { swapCase } from "../../../generators/internal/rewrite.ts"
import { itemAt, type Template, withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, law } from "../../Law.ts"
import { filter, filters, fleets, requestByIds, wholeRequest } from "../cases.ts"
import { answeredIds } from "../listing.ts"

type Filters = ReadonlyArray<Filter.Filter>

interface Both {
  readonly F: Filters
  readonly G: Filters
}

/** The other name of what a name selects, if it has one that is accepted. */
const otherName = (accepted: FilterNames.FilterNames, name: string | undefined) =>
  FilterName.catalogue
    .find(({ names }) => names.some((each) => each.name === name))
    ?.names.find((each) => each.name !== name && accepted.has(each.name))?.name

/** How the name of a filter is made from that of the one before it. */
const renamings = (accepted: FilterNames.FilterNames) =>
  fc.constantFrom<
    Array<(own: string | undefined, before: string | undefined) => string | undefined>
  >(
    (own) => own,
    (_, before) => before,
    (_, before) => otherName(accepted, before) ?? before,
  )

/** So many filters an adapter with a small table for them can't hold. */
const MANY_FILTERS = 8

const anyFilters = (promises: Promises): fc.Arbitrary<Template<Both>> =>
  fc
    .tuple(
      filter(promises),
      filter(promises),
      filters(promises),
      renamings(promises.filterNames),
      fc.constantFrom(1, Math.max(1, Math.min(MANY_FILTERS, promises.limits.filters - 4))),
    )
    .map(([first, second, more, rename, times]) => (fleet: Fleet) => {
      const [one, other] = [first(fleet), second(fleet)]
      return {
        F: [...new Array<Filter.Filter>(times).fill(one), ...more(fleet)],
        G: [{ ...other, Name: rename(other.Name, one.Name) }],
      }
    })

/** A pattern for the beginning of a text. */
const beginning = (text: string): string =>
  `${FilterPattern.escape(Array.from(text).slice(0, 50).join(""))}*`

/** The key of one tag and the value of another, of one peer. */
const tagsApart = (): fc.Arbitrary<Template<Both>> =>
  fc.nat(255).map((index) => (fleet: Fleet) => {
    const tagged = fleet.filter(({ Tags = [] }) => Tags.length > 1)
    const [one, other] = itemAt(tagged, index)?.Tags ?? []
    return {
      F: [{ Name: "tag-key", Values: [beginning(one?.Key ?? "")] }],
      G: [{ Name: "tag-value", Values: [beginning(other?.Value ?? "")] }],
    }
  })

export const filtersAnd = law({
  name: "filters and",
  statement: "The answer to the filters F and G together is the intersection of the answers.",
  cases: (promises) => {
    const ofTags = ["tag-key", "tag-value"].every((name) => promises.filterNames.has(name))
    return withFleet(
      fleets(promises),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 6, arbitrary: anyFilters(promises) },
        ...(ofTags ? [{ weight: 1, arbitrary: tagsApart() }] : []),
      ),
    )
  },
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

const mostValues = ({ valuesPerFilter, valuesInAll }: Limits.Limits): number =>
  Math.min(valuesPerFilter, valuesInAll)

export const valuesOr = law({
  name: "values or",
  statement: "The answer to a filter with several values is the union of the answers to each.",
  cases: (promises) =>
    withFleet(
      fleets(promises),
      fc.tuple(filter(promises), fc.boolean()).map(
        ([template, inBothCases]): Template<Filter.Filter> =>
          (fleet) => {
            const filter = template(fleet)
            const both = filter.Values?.flatMap((value) => [value, swapCase(value)])
            return inBothCases && both !== undefined && both.length <= mostValues(promises.limits)
              ? { Name: filter.Name, Values: both }
              : filter
          },
      ),
    ),
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
    withFleet(
      fleets(promises),
      fc.tuple(wholeRequest(promises), fc.nat(255)).map(([template, by]) => (fleet: Fleet) => ({
        request: template(fleet),
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
  cases: (promises) => withFleet(fleets(promises), filter(promises)),
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
    "When IDs are asked for, those of their peers are in the answer that are in the answer without IDs.",
  cases: (promises) => withFleet(fleets(promises), requestByIds(promises)),
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
  cases: (promises) => withFleet(fleets(promises), requestByIds(promises)),
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
