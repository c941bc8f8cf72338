import * as Fault from "@route-server/core/Fault"
import { Result, Schema, SchemaIssue } from "effect"

const decode = Schema.decodeUnknownResult(Schema.toType(Fault.Fault), {
  onExcessProperty: "error",
  reportInput: true,
})

const format = SchemaIssue.makeFormatterStandardSchemaV1()

/**
 * The fault that a value is, which may come from code that is not type-checked.
 * Throws a `RangeError` that names the member, the value and the rule if it is none.
 */
export const check = (input: unknown, where: string): Fault.Fault =>
  Result.getOrThrowWith(decode(input), ({ issue }) => {
    const [first] = format(issue).issues
    const member = (first?.path ?? []).map((segment) => `.${String(segment)}`).join("")
    return new RangeError(`${where}${member}: ${first?.message}`)
  })

/** The faults that the values of a list are. */
export const checkEach = (
  inputs: ReadonlyArray<unknown>,
  where: string,
): ReadonlyArray<Fault.Fault> => inputs.map((input, index) => check(input, `${where}[${index}]`))
