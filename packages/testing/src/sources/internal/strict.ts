import { Schema, SchemaGetter, SchemaParser } from "effect"

/**
 * A schema that refuses members that it does not know, whatever the options it is
 * used with: in a file that is written by hand they are misspelt ones.
 */
export const strict = <A, I>(schema: Schema.Codec<A, I>): Schema.Codec<A, unknown> => {
  const decode = SchemaParser.decodeUnknownEffect(schema)
  const encode = SchemaParser.encodeEffect(schema)
  return Schema.Unknown.pipe(
    // Any other target would drop the members before they could be refused.
    Schema.decodeTo(Schema.declare(Schema.is(schema)), {
      decode: SchemaGetter.transformEffect((input: unknown, options) =>
        decode(input, { ...options, onExcessProperty: "error" }),
      ),
      encode: SchemaGetter.transformEffect((value: A, options) =>
        encode(value, { ...options, onExcessProperty: "error" }),
      ),
    }),
  )
}
