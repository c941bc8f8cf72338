/**
 * What the laws need to know of an adapter.
 */
import { FilterNames, Limits, type PeerSource, type PeerUpdate } from "@route-server/core"
import type { Effect, Layer } from "effect"
import type { Fleet } from "../generators/Fleet.ts"

/**
 * An adapter under test. Where it differs from the definition it says so itself, in
 * the `supports` of its source, and the laws ask no more than that.
 *
 * **Example** (An adapter that answers by the definition)
 *
 * ```ts
 * import { DescribeRouteServerPeers, PeerSource } from "@route-server/core"
 * import { Laws } from "@route-server/testing"
 * import { Effect, Layer } from "effect"
 *
 * const adapter: Laws.Adapter = {
 *   make: (fleet) =>
 *     Layer.succeed(PeerSource.PeerSource, {
 *       describe: (request) =>
 *         Effect.fromResult(DescribeRouteServerPeers.evaluate(fleet, request)),
 *     }),
 * }
 *
 * Laws.suite("by definition", adapter).length // => 17
 * ```
 *
 * @category models
 */
export interface Adapter<R = never> {
  /**
   * Makes the adapter over the peers of a fleet. It is made afresh for every case
   * and closed after it, whatever happens.
   */
  readonly make: (fleet: Fleet) => Layer.Layer<PeerSource.PeerSource | R, unknown>
  /**
   * Changes the peers behind an adapter that was made, at once. Without it the laws
   * about changes are left out.
   */
  readonly change?:
    | ((
        change: PeerUpdate.PeerUpdate,
      ) => Effect.Effect<unknown, unknown, PeerSource.PeerSource | R>)
    | undefined
}

/** What an adapter supports, with the defaults filled in. */
export interface Promises {
  readonly filterNames: FilterNames.FilterNames
  readonly limits: Limits.Limits
  readonly coreTokens: boolean
  readonly unknownMembers: boolean
  readonly staleAnswers: boolean
  readonly maxPages: number
}

/**
 * What an adapter says that it supports. Throws a `RangeError` for what no adapter
 * could keep.
 */
export const promisesOf = ({
  filterNames = FilterNames.all,
  limits = Limits.ec2,
  coreTokens = true,
  unknownMembers = true,
  staleAnswers = false,
  maxPages = 50,
}: PeerSource.Supports = {}): Promises => {
  if (filterNames.single.size === 0 && !filterNames.tags) {
    throw new RangeError("supports.filterNames must have a name, or no filter could be asked for")
  }
  if (!(Number.isSafeInteger(maxPages) && maxPages > 0)) {
    throw new RangeError(`supports.maxPages must be a whole number from 1, not ${maxPages}`)
  }
  return { filterNames, limits, coreTokens, unknownMembers, staleAnswers, maxPages }
}
