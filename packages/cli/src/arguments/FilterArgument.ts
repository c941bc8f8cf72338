/**
 * A value of `--filters`: a filter in the AWS CLI's shorthand, or a filter or a
 * list of filters in JSON.
 */
import { type Filter, FilterShorthand, JsonText } from "@route-server/core"
import { Result, Schema, SchemaIssue } from "effect"

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

const parseJson = (
  input: string,
): Result.Result<ReadonlyArray<Filter.Filter>, FilterShorthand.FilterSyntaxError> =>
  Result.gen(function* () {
    const fail = (message: string, offset: number) =>
      Result.fail(new FilterShorthand.FilterSyntaxError({ message, input, offset }))
    const extent = JsonText.extentOf(input, 0)
    if (Result.isFailure(extent)) return yield* fail(extent.failure.rule, extent.failure.offset)
    const { end } = extent.success
    if (input.slice(end).trim() !== "") {
      return yield* fail("expected nothing after the JSON value", end)
    }
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
    return yield* fail(message, JsonText.offsetOf(input, 0, isList ? keys : keys.slice(1)))
  })

/**
 * Reads a value of `--filters`. What begins with `[` or `{` is JSON, as to the
 * AWS CLI; all else is shorthand. Unlike the AWS CLI it reads no files: a value
 * that begins with `file://` is refused.
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
): Result.Result<ReadonlyArray<Filter.Filter>, FilterShorthand.FilterSyntaxError> => {
  if (/^\s*[[{]/.test(input)) return parseJson(input)
  if (/^fileb?:\/\//.test(input)) {
    const message = `a filter can't be read from a file; give its text, as in --filters "$(cat FILE)"`
    return Result.fail(new FilterShorthand.FilterSyntaxError({ message, input, offset: 0 }))
  }
  return Result.map(FilterShorthand.parse(input), (filter) => [filter])
}
