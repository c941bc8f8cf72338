/**
 * What a schema finds wrong with a value, in short. It stands at a subpath of its own,
 * `@route-server/core/SchemaFault`.
 */
import * as Array from "effect/Array"
import * as Predicate from "effect/Predicate"
import * as SchemaIssue from "effect/SchemaIssue"

const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

/**
 * The fault that comes first: where it is, and what was expected there.
 *
 * **Example** (A number that is none)
 *
 * ```ts
 * import * as SchemaFault from "@route-server/core/SchemaFault"
 * import { Result, Schema } from "effect"
 *
 * const decode = Schema.decodeUnknownResult(Schema.Struct({ Asn: Schema.Int }))
 * const { issue } = Result.getOrThrow(Result.flip(decode({ Asn: "65001" })))
 *
 * SchemaFault.first(issue).path // => ["Asn"]
 * ```
 *
 * @category getters
 */
export const first = (
  issue: SchemaIssue.Issue,
): { readonly path: ReadonlyArray<string | number>; readonly message: string } => {
  const { path, message } = Array.getUnsafe(flatten(issue).issues, 0)
  // Standard Schema would allow no path, and objects that hold a key; the formatter writes keys alone.
  const keys = [path].flat().filter(Predicate.isPropertyKey)
  return { path: keys.map((key) => (Predicate.isNumber(key) ? key : String(key))), message }
}
