/**
 * Enumerations that AWS may extend.
 *
 * A state that AWS introduces tomorrow must not fail a listing today, and must
 * not pass for one of today's states either. An open enum therefore decodes
 * every string: the known ones to their literal types, any other to
 * {@link UnknownValue}, a branded string, so that a `switch` over the known
 * values is never taken to be complete.
 */
import { type Brand, Schema } from "effect"

/**
 * A value of an enumeration that this version of the library does not know. At
 * run time it is the string that AWS answered.
 *
 * @category models
 */
export type UnknownValue = string & Brand.Brand<"UnknownValue">

/**
 * A schema for an enumeration that may grow, with the values known today.
 *
 * @category models
 */
export interface OpenEnum<Known extends string> extends Schema.Codec<Known | UnknownValue, string> {
  /** The values known today, in the order of the AWS reference. */
  readonly known: ReadonlyArray<Known>
  /** Whether a value is one of those known today. */
  readonly isKnown: (value: string) => value is Known
}

/**
 * Makes an open enum of the values known today.
 *
 * **Example** (Keeping a state that is not known yet)
 *
 * ```ts
 * import { Schema } from "effect"
 * import { RouteServerPeer } from "@route-server/core"
 *
 * const state = Schema.decodeUnknownSync(RouteServerPeer.State)("draining")
 *
 * state // => "draining"
 * RouteServerPeer.State.isKnown(state) // => false
 * RouteServerPeer.State.isKnown("available") // => true
 * ```
 *
 * @category constructors
 */
export const make = <const Known extends string>(known: ReadonlyArray<Known>): OpenEnum<Known> => {
  const values: ReadonlySet<string> = new Set(known)
  const isKnown = (value: string): value is Known => values.has(value)
  const unknown = Schema.String.check(
    Schema.makeFilter((value: string) => !isKnown(value), {
      expected: `a value other than ${known.join(", ")}`,
    }),
  ).pipe(Schema.brand("UnknownValue"))
  return Object.assign(Schema.Union([Schema.Literals(known), unknown]), { known, isKnown })
}
