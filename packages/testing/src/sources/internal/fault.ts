import * as Fault from "@route-server/core/Fault"
import * as SchemaFault from "@route-server/core/SchemaFault"
import { Result, Schema } from "effect"

const decode = Schema.decodeUnknownResult(Schema.toType(Fault.Fault), {
  onExcessProperty: "error",
  reportInput: true,
})

/**
 * The fault that a value is, which may come from code that is not type-checked.
 * Throws a `RangeError` that names the member, the value and the rule if it is none.
 */
export const check = (input: unknown, where: string): Fault.Fault =>
  Result.getOrThrowWith(decode(input), ({ issue }) => {
    const { path, message } = SchemaFault.first(issue)
    return new RangeError(`${[where, ...path].join(".")}: ${message}`)
  })

/** The faults that the values of a list are. */
export const checkEach = (
  inputs: ReadonlyArray<unknown>,
  where: string,
): ReadonlyArray<Fault.Fault> => inputs.map((input, index) => check(input, `${where}[${index}]`))
