/**
 * Templates: values that are worked out for a fleet once it is known.
 *
 * A request that hits a fleet has to be made from it, yet an arbitrary that is
 * chained on a fleet starts afresh whenever the fleet shrinks, and shrinks badly.
 * A template is generated beside the fleet and applied to it at the end, so both
 * shrink on their own.
 */
import fc from "fast-check"
import type { Fleet } from "./Fleet.ts"

/**
 * A value that depends on a fleet.
 *
 * @category models
 */
export type Template<A> = (fleet: Fleet) => A

/**
 * A fleet together with what a template makes of it.
 *
 * **Example** (A property about requests that fit the peers)
 *
 * ```ts
 * import { Result } from "effect"
 * import fc from "fast-check"
 * import { DescribeRouteServerPeers } from "@route-server/core"
 * import { Generators } from "@route-server/testing"
 *
 * const answered = fc.property(
 *   Generators.withFleet(Generators.fleet(), Generators.requestTemplate({ refused: false })),
 *   ([fleet, request]) => Result.isSuccess(DescribeRouteServerPeers.evaluate(fleet, request)),
 * )
 *
 * fc.check(answered).failed // => false
 * ```
 *
 * @category templates
 */
export const withFleet = <A>(
  fleet: fc.Arbitrary<Fleet>,
  template: fc.Arbitrary<Template<A>>,
): fc.Arbitrary<readonly [Fleet, A]> =>
  fc.tuple(fleet, template).map(([peers, decide]) => [peers, decide(peers)] as const)

/** The same for every fleet. */
export const constantly = <A>(value: fc.Arbitrary<A>): fc.Arbitrary<Template<A>> =>
  value.map((each) => () => each)

/** An item of a list, by any number; `undefined` only if the list is empty. */
export const itemAt = <A>(items: ReadonlyArray<A>, index: number): A | undefined =>
  items[index % items.length]
