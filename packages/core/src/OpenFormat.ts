/**
 * Values whose form AWS has not promised.
 *
 * AWS publishes no pattern for its IDs (model), and a listing must not fail over
 * one that looks otherwise. So what a listing says is read whatever its form, and
 * can be told apart: a value of the expected form has the type of that form, any
 * other is an {@link UnknownValue}, so that nobody takes the one for the other.
 */
import type * as Brand from "effect/Brand"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"

/**
 * A value that does not have the form that is expected today. At run time it is
 * what AWS answered.
 *
 * @category models
 */
export type UnknownValue<Base extends string | number = string> = Base & Brand.Brand<"UnknownValue">

/**
 * A schema that reads every value of a base type, and tells those of the expected
 * form apart.
 *
 * @category models
 */
export interface OpenFormat<Base extends string | number, Known extends Base>
  extends Schema.Codec<Known | UnknownValue<Base>, Base> {
  /** Whether a value has the expected form. */
  readonly isKnown: (value: Base) => value is Known
}

const EXPECTED = "@route-server/core/OpenFormat"

/**
 * An annotation of a schema that reads more than is expected: what is written is held
 * to this one.
 *
 * @category annotations
 */
export const expects = (expected: Schema.ConstraintDecoder<unknown>) => ({ [EXPECTED]: expected })

/** The schema of the form that the values of an open format are expected to have. */
export const expectedOf: (ast: SchemaAST.AST) => Schema.ConstraintDecoder<unknown> | undefined =
  SchemaAST.resolveAt(EXPECTED)

/**
 * Opens the schema of a form: every value of the base type is read.
 *
 * **Example** (An ID of a form that nobody expects)
 *
 * ```ts
 * import { Schema } from "effect"
 * import { OpenFormat, ResourceId } from "@route-server/core"
 *
 * const VpcId = OpenFormat.make(Schema.String, ResourceId.VpcId)
 * const id = Schema.decodeUnknownSync(VpcId)("vpc/2030/1")
 *
 * id // => "vpc/2030/1"
 * VpcId.isKnown(id) // => false
 * VpcId.isKnown("vpc-571faf2e") // => true
 * ```
 *
 * @category constructors
 */
export const make = <Base extends string | number, Known extends Base>(
  base: Schema.Codec<Base, Base>,
  expected: Schema.Codec<Known, Base>,
): OpenFormat<Base, Known> =>
  Schema.make<OpenFormat<Base, Known>>(base.annotate(expects(expected)).ast, {
    isKnown: Schema.is(expected),
  })
