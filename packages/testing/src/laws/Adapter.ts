/**
 * What the laws need to know of an adapter.
 */
import { FilterName, Limits, type PeerSource } from "@route-server/core"
import type { Effect, Layer } from "effect"
import type { Fleet } from "../generators/Fleet.ts"
import type { FleetChange } from "../generators/FleetChange.ts"

/**
 * What an adapter supports, where adapters may differ. A law reads it and asks no
 * more than was promised; what is left out is taken to be supported as core does.
 *
 * @category models
 */
export interface Supports {
  /**
   * The filter names that the adapter accepts, as `FilterName.accepts` reads them;
   * it must refuse all others. Default: the whole catalogue.
   */
  readonly filterNames?: ReadonlyArray<string> | undefined
  /**
   * How much the adapter lets one request ask; it must refuse more. Default:
   * `Limits.ec2`. With a lower `minMaxResults` the laws use smaller pages.
   */
  readonly limits?: Limits.Limits | undefined
  /**
   * Whether the adapter reads page tokens that `PageToken` wrote. If not, its own
   * tokens are opaque, and it must refuse core's like any other text that it did
   * not write. Default: `true`.
   */
  readonly coreTokens?: boolean | undefined
  /** Whether the adapter keeps members of peers that are not known today. Default: `true`. */
  readonly unknownMembers?: boolean | undefined
  /**
   * Whether an answer may be older than the last change, as that of a cache may.
   * Then the law that changes show is left out. Default: `false`.
   */
  readonly staleAnswers?: boolean | undefined
  /**
   * The greatest number of pages, empty ones included, that a listing of 20 peers
   * takes; one that takes more is taken to be endless. A longer listing may take as
   * many more. Default: 50.
   */
  readonly maxPages?: number | undefined
}

/**
 * An adapter under test.
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
 *     Layer.succeed(PeerSource, {
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
  readonly make: (fleet: Fleet) => Layer.Layer<PeerSource | R, unknown>
  /**
   * Changes the peers behind an adapter that was made, at once. Without it the laws
   * about changes are left out.
   */
  readonly change?:
    | ((change: FleetChange) => Effect.Effect<unknown, unknown, PeerSource | R>)
    | undefined
  /** What the adapter supports. Default: all that core does. */
  readonly supports?: Supports | undefined
}

/** What an adapter supports, with the defaults filled in. */
export interface Promises {
  readonly filterNames: ReadonlyArray<string>
  readonly limits: Limits.Limits
  readonly coreTokens: boolean
  readonly unknownMembers: boolean
  readonly staleAnswers: boolean
  readonly maxPages: number
}

/** Refuses a manifest that no adapter could keep, or that misspells a name. */
const validate = ({ filterNames, maxPages }: Supports): void => {
  const unknown = filterNames?.find(
    (name) => !FilterName.all.includes(name) && !FilterName.accepts(FilterName.all, name),
  )
  if (unknown !== undefined) {
    throw new RangeError(`supports.filterNames: '${unknown}' is no name of the catalogue`)
  }
  if (filterNames?.length === 0) {
    throw new RangeError("supports.filterNames must have a name, or no filter could be asked for")
  }
  if (maxPages !== undefined && !(Number.isSafeInteger(maxPages) && maxPages > 0)) {
    throw new RangeError(`supports.maxPages must be a whole number from 1, not ${maxPages}`)
  }
}

export const promisesOf = (supports: Supports = {}): Promises => {
  validate(supports)
  return complete(supports)
}

const complete = (supports: Supports): Promises => ({
  filterNames: supports.filterNames ?? FilterName.all,
  limits: supports.limits ?? Limits.ec2,
  coreTokens: supports.coreTokens ?? true,
  unknownMembers: supports.unknownMembers ?? true,
  staleAnswers: supports.staleAnswers ?? false,
  maxPages: supports.maxPages ?? 50,
})
