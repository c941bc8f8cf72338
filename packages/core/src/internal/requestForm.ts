/**
 * The first judgement on a request: is it a request at all? Code that is not
 * type-checked, and requests that come over a wire, may hold anything.
 */
import { Result, Schema, type SchemaIssue } from "effect"
import { InvalidParameterValue, UnknownParameter } from "../ServiceError.ts"
import { firstFault } from "./fault.ts"
import { formatPath } from "./path.ts"
import { quote } from "./quote.ts"

/** To be `undefined` is to be absent, which is nothing to expect of a value that is there. */
const withoutUndefined = (message: string): string => message.replace(" | undefined", "")

const valueAt = (input: unknown, path: ReadonlyArray<PropertyKey>): unknown =>
  path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), input)

/**
 * A judge of the form of values, by their schema. An unknown member is an
 * unknown parameter; any other fault names the parameter, the value that it has
 * and what was expected.
 */
export const requestForm = <A>(schema: Schema.ConstraintDecoder<A>) => {
  const decode = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })
  return (input: unknown): Result.Result<A, InvalidParameterValue | UnknownParameter> =>
    Result.mapError(decode(input), ({ issue }) => {
      const { message, path } = firstFault(issue)
      const parameter = formatPath(path)
      return isUnexpectedKey(issue)
        ? new UnknownParameter({ message: `The parameter ${parameter} is not recognized` })
        : new InvalidParameterValue({
            message: `Value ( ${quote(valueAt(input, path))} ) for parameter ${parameter || "request"} is invalid. ${withoutUndefined(message)}.`,
          })
    })
}

const isUnexpectedKey = (issue: SchemaIssue.Issue): boolean => {
  if (issue._tag === "UnexpectedKey") return true
  if ("issues" in issue) return issue.issues.some(isUnexpectedKey)
  return "issue" in issue && isUnexpectedKey(issue.issue)
}
