/**
 * The laws about the IDs that are asked for.
 */
import fc from "fast-check"
import { withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { type Cases, compare, law, silent } from "../../Law.ts"
import { type ByIds, barePeers, fleets, requestByIds } from "../cases.ts"
import { answeredIds, shownIds } from "../listing.ts"
import { someOf, twins } from "../twins.ts"

const MOST_IDS = 1000

/**
 * All peers of a fleet by their IDs, as many as may be asked for, or some less: whoever
 * looks for them in parts may lose one that is not full.
 */
const everyId = ({ limits }: Promises): Cases<ByIds> =>
  fc
    .tuple(fc.nat(1000), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 })))
    .map(([salt, less]) => {
      const fleet = barePeers(Math.max(1, Math.min(limits.ids, MOST_IDS) - less), salt)
      return [fleet, { RouteServerPeerIds: shownIds(fleet), Filters: [] }]
    })

/** The same list, begun elsewhere. */
const rotated = <A>(items: ReadonlyArray<A>, from: number): ReadonlyArray<A> => {
  const at = from % Math.max(1, items.length)
  return [...items.slice(at), ...items.slice(0, at)]
}

/** Some of the twins by their IDs, with filters that leave a few of them out. */
const twinsById = (promises: Promises): Cases<ByIds> =>
  fc
    .tuple(twins(promises), someOf(Math.min(16, promises.limits.filters)), fc.nat(255))
    .map(([each, choose, from]) => [
      each.fleet,
      {
        RouteServerPeerIds: rotated(shownIds(each.fleet), from).slice(0, promises.limits.ids),
        Filters: choose(each),
      },
    ])

export const idsFind = law({
  name: "ids find",
  statement:
    "When IDs are asked for, those of their peers are in the answer that are in the answer without IDs.",
  cases: (promises): Cases<ByIds> =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 8, arbitrary: withFleet(fleets(promises), requestByIds(promises)) },
      { weight: 4, arbitrary: twinsById(promises) },
      { weight: 1, arbitrary: everyId(promises) },
    ),
  *judge({ open }, fleet, request) {
    const { RouteServerPeerIds: asked, Filters } = request
    if (asked.length === 0) return silent
    const source = yield* open(fleet)
    const all = yield* answeredIds(source, { Filters })
    const answer = yield* answeredIds(source, request)
    if (all === undefined || answer === undefined) return silent
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
  *judge({ open }, fleet, request) {
    const { RouteServerPeerIds: asked } = request
    if (asked.length === 0) return silent
    const source = yield* open(fleet)
    const answer = yield* answeredIds(source, request)
    if (answer === undefined) return silent
    return compare(
      answer.filter((id) => asked.includes(id)),
      answer,
    )
  },
})
