/**
 * Structures that AWS may extend.
 *
 * AWS adds members to its answers without notice. They have to survive a decode
 * and an encode, or a fixture written from an answer would lose them; yet they
 * stay out of the type, where an index signature would let every misspelled
 * member compile.
 */
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"

/**
 * A schema for a structure that may grow, with the members known today. It keeps
 * members that it does not know.
 *
 * @category models
 */
export interface OpenStruct<Fields extends Schema.Struct.Fields>
  extends Schema.BottomLazy<SchemaAST.Objects, OpenStruct<Fields>> {
  readonly Type: Schema.Struct<Fields>["Type"]
  readonly Encoded: Schema.Struct<Fields>["Encoded"]
  readonly DecodingServices: Schema.Struct<Fields>["DecodingServices"]
  readonly EncodingServices: Schema.Struct<Fields>["EncodingServices"]
  readonly "~type.make.in": Schema.Struct<Fields>["~type.make.in"]
  readonly "~type.make": Schema.Struct<Fields>["~type.make"]
  readonly Iso: Schema.Struct<Fields>["Iso"]
  /** The structure of the members known today. */
  readonly schema: Schema.Struct<Fields>
}

/**
 * Makes an open structure of the members known today.
 *
 * **Example** (Keeping a member that is not known yet)
 *
 * ```ts
 * import { OpenStruct } from "@route-server/core"
 * import { Schema } from "effect"
 *
 * const Tag = OpenStruct.make({ Key: Schema.String, Value: Schema.String })
 *
 * Schema.decodeUnknownSync(Tag)({ Key: "env", Value: "prod", Origin: "user" })
 * // => { Key: "env", Value: "prod", Origin: "user" }
 * ```
 *
 * @category constructors
 */
export const make = <const Fields extends Schema.Struct.Fields>(
  fields: Fields,
): OpenStruct<Fields> => {
  const schema = Schema.Struct(fields)
  const open = Schema.StructWithRest(schema, [Schema.Record(Schema.String, Schema.Unknown)])
  return Schema.make(open.ast, { schema })
}
