import { Schema, type SchemaAST } from "effect"

/**
 * A struct that keeps the members it does not know.
 *
 * AWS adds members to its answers without notice. They have to survive a
 * decode and an encode, or a fixture written from an answer would lose them;
 * yet they stay out of the type, where an index signature would let every
 * misspelled member compile.
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
  readonly schema: Schema.Struct<Fields>
}

export const openStruct = <const Fields extends Schema.Struct.Fields>(
  fields: Fields,
): OpenStruct<Fields> => {
  const schema = Schema.Struct(fields)
  const open = Schema.StructWithRest(schema, [Schema.Record(Schema.String, Schema.Unknown)])
  return Schema.make(open.ast, { schema })
}
