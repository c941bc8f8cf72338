/**
 * A value of `--filters`: a filter in the AWS CLI's shorthand, or a filter or a
 * list of filters in JSON.
 */
import type { Filter } from "@route-server/core"
import { Result, Schema, SchemaIssue } from "effect"
import { FilterSyntaxError, parse as parseShorthand } from "./FilterShorthand.ts"
import { endOfValue, offsetOf } from "./JsonText.ts"

/** Core's `Filter`, whose members JSON can leave out but not set to `undefined`. */
const JsonFilter = Schema.Struct({
  Name: Schema.optionalKey(Schema.String),
  Values: Schema.optionalKey(Schema.Array(Schema.String)),
})
const decode = Schema.decodeUnknownResult(Schema.Array(JsonFilter), {
  onExcessProperty: "error",
  reportInput: true,
})
const flatten = SchemaIssue.makeFormatterStandardSchemaV1()

const parseJson = (input: string): Result.Result<ReadonlyArray<Filter.Filter>, FilterSyntaxError> =>
  Result.gen(function* () {
    const fail = (message: string, offset: number) =>
      Result.fail(new FilterSyntaxError({ message, input, offset }))
    const end = endOfValue(input, 0)
    if (Result.isFailure(end)) return yield* fail(end.failure.rule, end.failure.offset)
    const rest = input.slice(end.success).trimEnd()
    if (rest !== "") return yield* fail("expected nothing after the JSON value", end.success)
    const value: unknown = JSON.parse(input)
    const isList = Array.isArray(value)
    const filters = decode(isList ? value : [value])
    if (Result.isSuccess(filters)) return filters.success
    const { message, path = [] } = flatten(filters.failure.issue).issues[0] ?? {
      message: "Unexpected value",
    }
    const keys = path.map((segment) => {
      const key = typeof segment === "object" ? segment.key : segment
      return typeof key === "number" ? key : String(key)
    })
    return yield* fail(message, offsetOf(input, 0, isList ? keys : keys.slice(1)))
  })

/**
 * Reads a value of `--filters`. What begins with `[` or `{` is JSON, as to the
 * AWS CLI; all else is shorthand.
 *
 * **Example** (The same filter twice)
 *
 * ```ts
 * import { Result } from "effect"
 * import { parse } from "./FilterArgument.ts"
 *
 * Result.getOrThrow(parse("Name=vpc-id,Values=a")) // => [{ Name: "vpc-id", Values: ["a"] }]
 * Result.getOrThrow(parse(`{"Name":"vpc-id","Values":["a"]}`)) // => [{ Name: "vpc-id", Values: ["a"] }]
 * ```
 */
export const parse = (
  input: string,
): Result.Result<ReadonlyArray<Filter.Filter>, FilterSyntaxError> =>
  /^\s*[[{]/.test(input)
    ? parseJson(input)
    : Result.map(parseShorthand(input), (filter) => [filter])
