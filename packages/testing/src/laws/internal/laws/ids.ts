/**
 * The laws about the IDs that are asked for.
 */
import type { Filter } from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "../../../generators/Fleet.ts"
import { withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, law, silent } from "../../Law.ts"
import { barePeers, fleets, requestByIds } from "../cases.ts"
import { answeredIds } from "../listing.ts"
import { someOf, twins } from "../twins.ts"

const MOST_IDS = 1000

/**
 * All peers of a fleet by their IDs, as many as may be asked for, or some less: whoever
 * looks for them in parts may lose one that is not full.
 */
const everyId = ({ limits }: Promises) =>
  fc
    .tuple(fc.nat(1000), fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 99 })))
    .map(([salt, less]) => {
      const fleet = barePeers(Math.max(1, Math.min(limits.ids, MOST_IDS) - less), salt)
      const RouteServerPeerIds: ReadonlyArray<string> = fleet.map((peer) => peer.RouteServerPeerId)
      return [fleet, { RouteServerPeerIds, Filters: [] }] as const
    })

/** The same list, begun elsewhere. */
const rotated = <A>(items: ReadonlyArray<A>, from: number): ReadonlyArray<A> => {
  const at = from % Math.max(1, items.length)
  return [...items.slice(at), ...items.slice(0, at)]
}

type ByIds = {
  readonly RouteServerPeerIds: ReadonlyArray<string>
  readonly Filters: ReadonlyArray<Filter.Filter>
}

export const idsFind = law({
  name: "ids find",
  statement:
    "When IDs are asked for, those of their peers are in the answer that are in the answer without IDs.",
  cases: (promises): fc.Arbitrary<readonly [Fleet, ByIds]> =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 8, arbitrary: withFleet(fleets(promises), requestByIds(promises)) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(twins(promises), someOf(Math.min(16, promises.limits.filters)), fc.nat(255))
          .map(([each, choose, from]): readonly [Fleet, ByIds] => [
            each.fleet,
            {
              RouteServerPeerIds: rotated(each.fleet, from)
                .slice(0, promises.limits.ids)
                .map((peer) => peer.RouteServerPeerId),
              Filters: choose(each),
            },
          ]),
      },
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
