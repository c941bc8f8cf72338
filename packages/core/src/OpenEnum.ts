/**
 * Enumerations that AWS may extend.
 *
 * A state that AWS introduces tomorrow must not fail a listing today, and must
 * not pass for one of today's states either. An open enum therefore decodes
 * every string: the known ones to their literal types, any other to an
 * `UnknownValue`, so that a `switch` over the known values is never taken to be
 * complete.
 */
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import type { UnknownValue } from "./OpenFormat.ts"

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

const KNOWN = "@route-server/core/OpenEnum"

/** The values known today of an open enum. */
export const knownOf: (ast: SchemaAST.AST) => ReadonlyArray<string> | undefined =
  SchemaAST.resolveAt(KNOWN)

/**
 * Makes an open enum of the values known today, with annotations such as
 * `Shape.awsDefault`.
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
export const make = <const Known extends string>(
  known: ReadonlyArray<Known>,
  annotations: Schema.Annotations.Annotations = {},
): OpenEnum<Known> => {
  const values: ReadonlySet<string> = new Set(known)
  const { ast } = Schema.String.annotate({ ...annotations, [KNOWN]: known })
  return Schema.make<OpenEnum<Known>>(ast, {
    known,
    isKnown: (value: string) => values.has(value),
  })
}
