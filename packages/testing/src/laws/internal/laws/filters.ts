/**
 * The laws about how filters and values act together.
 */
import { type Filter, type FilterNames, FilterPattern, type Limits } from "@route-server/core"
import fc from "fast-check"
import { valuesOfNone } from "../../../generators/Filter.ts"
import type { Fleet } from "../../../generators/Fleet.ts"
import { namesOf } from "../../../generators/internal/filterNames.ts"
import { swapCase } from "../../../generators/internal/rewrite.ts"
import { itemAt, type Template, withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { type Cases, compare, law, silent, type Verdict } from "../../Law.ts"
import { aimAt, casesFor, filter, filters, fleets, literal, wholeRequest } from "../cases.ts"
import { answeredIds } from "../listing.ts"
import { someOf, twins, widened } from "../twins.ts"

type Filters = ReadonlyArray<Filter.Filter>

interface Both {
  readonly F: Filters
  readonly G: Filters
}

/** The other name of what a name selects, if it has one that is accepted. */
const otherName = (accepted: FilterNames.FilterNames, name = "") =>
  namesOf(name).find((each) => each !== name && accepted.single.has(each))

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

/** The most filters and values that a case has, where an adapter has no limit. */
const MOST_FILTERS = 50
const MOST_VALUES = 200

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

const ofFleets = (
  promises: Promises,
  both: fc.Arbitrary<Template<Both>>,
): Cases<ReadonlyArray<Both>> =>
  casesFor(fleets(promises), both, (fleet, template) => [template(fleet)])

/** Filters that fit all twins but some each, in two parts; in one of them some have a wider one beside. */
const ofTwins = (promises: Promises): Cases<ReadonlyArray<Both>> =>
  fc
    .tuple(
      twins(promises),
      someOf(Math.min(24, promises.limits.filters - 1)),
      fc.nat(255),
      fc.constantFrom("F", "G", undefined),
    )
    .map(([each, choose, at, wider]) => {
      const chosen = choose(each)
      const cut = at % Math.max(1, chosen.length)
      const wide = chosen.slice(0, 1).map(widened)
      const [F, G] = [chosen.slice(0, cut), chosen.slice(cut)]
      return [
        each.fleet,
        [{ F: wider === "F" ? [...wide, ...F] : F, G: wider === "G" ? [...G, ...wide] : G }],
      ]
    })

/** Every two filters of twins. */
const everyPair = (promises: Promises): Cases<ReadonlyArray<Both>> =>
  twins(promises).map(({ fleet, filters }) => {
    const alone = filters.map((each) => [each])
    return [fleet, alone.flatMap((F, at) => alone.slice(at + 1).map((G) => ({ F, G })))]
  })

/** As many filters as there may be, of which one alone leaves something out, the last as likely as any. */
const mostFilters = (promises: Promises): Cases<ReadonlyArray<Both>> =>
  fc
    .tuple(twins(promises), fc.nat(255), fc.nat(255), fc.boolean())
    .map(([{ fleet, filters }, all, one, isLast]) => {
      const [wide, narrow] = [itemAt(filters, all), itemAt(filters, one)]
      if (wide === undefined || narrow === undefined) return [fleet, []]
      const count = Math.min(promises.limits.filters, MOST_FILTERS) - 1
      const F = new Array<Filter.Filter>(Math.max(0, count)).fill(wide)
      return [fleet, [isLast ? { F, G: [narrow] } : { F: [narrow], G: F }]]
    })

export const filtersAnd = law({
  name: "filters and",
  statement: "The answer to the filters F and G together is the intersection of the answers.",
  cases: (promises): Cases<ReadonlyArray<Both>> => {
    const ofTags = ["tag-key", "tag-value"].every((name) => promises.filterNames.has(name))
    return fc.oneof(
      { withCrossShrink: true },
      {
        weight: 6,
        arbitrary: ofFleets(promises, anyFilters(promises)),
      },
      ...(ofTags ? [{ weight: 1, arbitrary: ofFleets(promises, tagsApart()) }] : []),
      ...(promises.limits.filters > 1
        ? [
            { weight: 6, arbitrary: ofTwins(promises) },
            { weight: 2, arbitrary: mostFilters(promises) },
            { weight: 1, arbitrary: everyPair(promises) },
          ]
        : []),
    )
  },
  *judge({ open }, fleet, pairs) {
    const source = yield* open(fleet)
    // Where there are many pairs, each of their halves is in many of them.
    const known = new Map<Filters, ReadonlyArray<string> | undefined>()
    const answer = function* (Filters: Filters) {
      if (!known.has(Filters)) {
        known.set(Filters, yield* answeredIds(source, { Filters }))
      }
      return known.get(Filters)
    }
    let verdict: Verdict = silent
    for (const { F, G } of pairs) {
      const [f, g] = [yield* answer(F), yield* answer(G)]
      const both = yield* answeredIds(source, { Filters: [...F, ...G] })
      if (f === undefined || g === undefined || both === undefined) continue
      verdict = compare(
        f.filter((id) => g.includes(id)),
        both,
        pairs.length > 1 ? { Filters: [...F, ...G] } : undefined,
      )
      if (verdict !== undefined) return verdict
    }
    return verdict
  },
})

/** A filter whose values come in parts, each of which is asked for alone, too; or that has no list of them. */
interface InParts {
  readonly Name: string | undefined
  readonly parts: ReadonlyArray<ReadonlyArray<string>> | undefined
}

const mostValues = ({ valuesPerFilter, valuesInAll }: Limits.Limits): number =>
  Math.min(valuesPerFilter, valuesInAll, MOST_VALUES)

const eachValue = (promises: Promises): fc.Arbitrary<Template<InParts>> =>
  fc.tuple(filter(promises), fc.boolean()).map(([template, inBothCases]) => (fleet: Fleet) => {
    const { Name, Values } = template(fleet)
    if (Values === undefined) return { Name, parts: undefined }
    const both = Values.flatMap((value) => [value, swapCase(value)])
    const most = mostValues(promises.limits)
    const values = inBothCases && both.length <= most ? both : Values
    return { Name, parts: [...new Set(values)].map((value) => [value]) }
  })

/** As many values as there may be, of which one alone finds something: most often the last. */
const mostOfValues = (promises: Promises): fc.Arbitrary<Template<InParts>> =>
  fc
    .tuple(fc.nat(255), fc.nat(255), fc.constantFrom("last", "last", "first", "within"))
    .map(([index, pick, place]) => (fleet: Fleet) => {
      const aim = aimAt(promises, fleet, index, pick)
      if (aim === undefined) return { Name: undefined, parts: undefined }
      const { Name, Values = [] } = literal(promises, aim)
      const before = valuesOfNone(mostValues(promises.limits) - 1)
      if (before.length === 0) return { Name, parts: [Values] }
      if (place === "first") return { Name, parts: [Values, before] }
      if (place === "last") return { Name, parts: [before, Values] }
      const cut = (pick * 7) % before.length
      return { Name, parts: [before.slice(0, cut), Values, before.slice(cut)] }
    })

export const valuesOr = law({
  name: "values or",
  statement: "The answer to a filter with several values is the union of the answers to each.",
  cases: (promises) =>
    withFleet(
      fleets(promises),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 5, arbitrary: eachValue(promises) },
        { weight: 1, arbitrary: mostOfValues(promises) },
      ),
    ),
  *judge({ open }, fleet, { Name, parts }) {
    if (Name === undefined) return silent
    const source = yield* open(fleet)
    const answer = (Values: ReadonlyArray<string> | undefined) =>
      answeredIds(source, { Filters: [{ Name, Values }] })
    const union = new Set<string>()
    for (const values of parts ?? []) {
      const ids = yield* answer(values)
      if (ids === undefined) return silent
      for (const id of ids) union.add(id)
    }
    const together = yield* answer(parts?.flat())
    return together === undefined ? silent : compare([...union].sort(), together)
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
  *judge({ open }, fleet, { request, by }) {
    const source = yield* open(fleet)
    const { RouteServerPeerIds = [], Filters = [] } = request
    if (RouteServerPeerIds.length + Filters.length === 0) return silent
    const expected = yield* answeredIds(source, request)
    const actual = yield* answeredIds(source, {
      RouteServerPeerIds: rearranged(RouteServerPeerIds, by),
      Filters: rearranged(
        Filters.map(({ Name, Values = [] }) => ({ Name, Values: rearranged(Values, by) })),
        by,
      ),
    })
    if (expected === undefined || actual === undefined) return silent
    return compare(expected, actual)
  },
})

export const filterNeverAdds = law({
  name: "a filter never adds",
  statement: "Every peer that is in a filtered answer is in the unfiltered one.",
  cases: (promises) => withFleet(fleets(promises), filter(promises)),
  *judge({ open }, fleet, filter) {
    const source = yield* open(fleet)
    const filtered = yield* answeredIds(source, { Filters: [filter] })
    const all = yield* answeredIds(source, {})
    if (filtered === undefined || all === undefined) return silent
    return compare(
      filtered.filter((id) => all.includes(id)),
      filtered,
    )
  },
})
