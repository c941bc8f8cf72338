/**
 * What the laws need to know of an adapter.
 */
import { FilterNames, Limits, type PeerSource, type PeerUpdate } from "@route-server/core"
import * as DurationInput from "@route-server/core/DurationInput"
import { Duration, type Effect, type Layer } from "effect"
import type { Fleet } from "../generators/Fleet.ts"
import { checkWholeNumber } from "../internal/wholeNumber.ts"

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
 * Laws.suite("by definition", adapter).map(({ law }) => law).includes("dry runs") // => true
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
  /**
   * Makes what is behind an adapter that was made fail, whatever is asked of it, or
   * work again. Without it the law about outages is left out.
   */
  readonly outage?:
    | ((isOn: boolean) => Effect.Effect<unknown, unknown, PeerSource.PeerSource | R>)
    | undefined
  /**
   * How much the adapter holds at the moment that it must give back: locks, slots of a
   * pool, connections, requests to what is behind it. It is asked for after requests
   * have ended, when what is kept for the next ones does not count, and once more after
   * the adapter was closed, when all of it does; both times it must be 0.
   */
  readonly inUse?: Effect.Effect<number, unknown, PeerSource.PeerSource | R> | undefined
}

/**
 * What an adapter supports, with the defaults filled in.
 *
 * @category models
 */
export interface Promises {
  readonly filterNames: FilterNames.FilterNames
  readonly limits: Limits.Limits
  readonly coreTokens: boolean
  readonly tokens: {
    /** In milliseconds. */
    readonly lifetime: number
    readonly uses: number
    readonly memory: number
    readonly tamperEvident: boolean
  }
  readonly unknownMembers: boolean
  /** In milliseconds: by how much an answer may be older than the last change. */
  readonly staleness: number
  readonly maxPages: number
}

/** Throws for what is neither a number of something nor all that there may be. */
const checkMost = (name: string, most: number): void => {
  if (most !== Number.POSITIVE_INFINITY) checkWholeNumber(name, most, 1)
}

const millisOf = (name: string, input: Duration.Input): number =>
  Duration.toMillis(DurationInput.make(name, input))

const stalenessOf = (staleAnswers: boolean | Duration.Input): number => {
  if (typeof staleAnswers !== "boolean") return millisOf("supports.staleAnswers", staleAnswers)
  return staleAnswers ? Number.POSITIVE_INFINITY : 0
}

/**
 * What an adapter says that it supports. Throws a `RangeError` for what no adapter
 * could keep.
 */
export const promisesOf = ({
  filterNames = FilterNames.all,
  limits = Limits.ec2,
  coreTokens = true,
  tokens = {},
  unknownMembers = true,
  staleAnswers = false,
  maxPages = 50,
}: PeerSource.Supports = {}): Promises => {
  if (filterNames.single.size === 0 && !filterNames.tags) {
    throw new RangeError("supports.filterNames must have a name, or no filter could be asked for")
  }
  checkWholeNumber("supports.maxPages", maxPages, 1)
  for (const [name, limit] of Object.entries(limits)) checkMost(`supports.limits.${name}`, limit)
  if (limits.minMaxResults > limits.maxMaxResults) {
    throw new RangeError(
      `supports.limits.minMaxResults must be at most maxMaxResults, not ${limits.minMaxResults}`,
    )
  }
  const {
    lifetime = Duration.infinity,
    uses = Number.POSITIVE_INFINITY,
    memory = Number.POSITIVE_INFINITY,
    tamperEvident = true,
  } = tokens
  checkMost("supports.tokens.uses", uses)
  checkMost("supports.tokens.memory", memory)
  return {
    filterNames,
    limits,
    coreTokens,
    tokens: {
      lifetime: millisOf("supports.tokens.lifetime", lifetime),
      uses,
      memory,
      tamperEvident,
    },
    unknownMembers,
    staleness: stalenessOf(staleAnswers),
    maxPages,
  }
}
