/**
 * The laws about what a filter's name and value select.
 */
import {
  type DescribeRouteServerPeersRequest,
  type Filter,
  FilterName,
  FilterPattern,
} from "@route-server/core"
import { type Effect, Result, type Scope } from "effect"
import fc from "fast-check"
import { namePlan, textsOf } from "../generators/Filter.ts"
import type { Fleet } from "../generators/Fleet.ts"
import { swapCase } from "../generators/internal/rewrite.ts"
import { itemAt, type Plan, planned } from "../generators/Plan.ts"
import { routeServerPeerId } from "../generators/ResourceId.ts"
import type { Promises } from "./Adapter.ts"
import { filter, fleets } from "./cases.ts"
import { compare, type Difference, law } from "./Law.ts"
import { answeredIds, idsOf } from "./listing.ts"
import { oracle } from "./oracle.ts"
import type { Subject } from "./subject.ts"

/** Whether each value finds, of the fleet's own peers, exactly those that the oracle finds. */
function* agreesWithOracle(
  { open, promises }: Subject,
  fleet: Fleet,
  { Name = "", Values = [] }: Filter.Filter,
): Effect.fn.Return<Difference | undefined, unknown, Scope.Scope> {
  const source = yield* open(fleet)
  const own = new Set(idsOf(fleet))
  for (const value of Values) {
    const request = { Filters: [{ Name, Values: [value] }] }
    const answer = yield* answeredIds(source, request, promises.maxPages)
    if (answer === undefined) return undefined
    const expected = fleet.filter((peer) =>
      textsOf([peer], Name).some((text) => oracle(value, text)),
    )
    const difference = compare(
      idsOf(expected),
      [...new Set(answer)].filter((id) => own.has(id)),
    )
    if (difference !== undefined) return difference
  }
  return undefined
}

export const patterns = law({
  name: "patterns",
  statement:
    "A filter finds the peers whose values fit its pattern, as an independent oracle does.",
  cases: (promises) => planned(fleets(promises), filter(promises)),
  judge: agreesWithOracle,
})

/** Patterns that a matcher with backtracking tries for longer than anybody waits. */
const hostilePattern = ({ limits }: Promises) =>
  fc
    .tuple(
      fc.constantFrom("*a", "?a", "a?", "*?", "a*?", "?", "*"),
      fc.integer({ min: 20, max: 127 }),
      fc.constantFrom("", "b", "*b", "\\"),
    )
    .map(([fragment, times, end]) =>
      (fragment.repeat(times) + end).slice(-Math.min(limits.characters, 255)),
    )

export const hostilePatterns = law({
  name: "hostile patterns",
  statement: "Patterns that defeat backtracking are answered, and rightly.",
  cases: (promises) =>
    fc
      .tuple(
        routeServerPeerId(),
        fc.integer({ min: 60, max: 255 }),
        fc.constantFrom("", "b"),
        hostilePattern(promises),
      )
      .map(([id, length, end, pattern]) => {
        const Tags = [{ Key: "env", Value: "a".repeat(length) + end }]
        const filter: Filter.Filter = { Name: "tag:env", Values: [pattern] }
        return [[{ RouteServerPeerId: id, Tags }], filter] as const
      }),
  judge: agreesWithOracle,
})

export const caseOfValues = law({
  name: "case of values",
  statement: "A filter value, or a tag key, in another case is another one.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc.tuple(namePlan(promises.filterNames), fc.nat(255), fc.boolean()).map(
        ([namer, index, ofKey]): Plan<Filter.Filter> =>
          (fleet) => {
            const Name = namer(fleet)
            if (ofKey && Name.startsWith("tag:")) {
              return { Name: `tag:${swapCase(Name.slice("tag:".length))}`, Values: ["*"] }
            }
            const text = itemAt(textsOf(fleet, Name), index) ?? ""
            return { Name, Values: [FilterPattern.escape(swapCase(text))] }
          },
      ),
    ),
  judge: agreesWithOracle,
})

export const caseOfNames = law({
  name: "case of names",
  statement: "A filter name or a peer ID in another case is refused.",
  cases: (promises) =>
    planned(
      fleets(promises),
      fc.tuple(namePlan(promises.filterNames), fc.nat(255), fc.boolean()).map(
        ([namer, index, ofId]): Plan<DescribeRouteServerPeersRequest> =>
          (fleet) => {
            const id = itemAt(fleet, index)?.RouteServerPeerId
            return ofId && id !== undefined
              ? { RouteServerPeerIds: [swapCase(id)] }
              : { Filters: [{ Name: swapCase(namer(fleet)), Values: ["*"] }] }
          },
      ),
    ),
  *judge({ open, promises }, fleet, request) {
    const name = request.Filters?.[0]?.Name
    if (name !== undefined && FilterName.accepts(promises.filterNames, name)) return undefined
    const source = yield* open(fleet)
    const answer = yield* source.ask(request)
    return Result.isFailure(answer)
      ? undefined
      : { expected: "a refusal", actual: idsOf(answer.success.RouteServerPeers) }
  },
})
