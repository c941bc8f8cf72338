/**
 * The first judgement on a request: is it a request at all? Code that is not
 * type-checked, and requests that come over a wire, may hold anything.
 */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import { type InvalidParameterValue, UnknownParameter } from "../ServiceError.ts"
import * as Shape from "../Shape.ts"
import { firstFault } from "./fault.ts"
import { invalidValue } from "./invalidValue.ts"
import { formatPath } from "./path.ts"
import { quote } from "./quote.ts"
import { unchanging } from "./unchanging.ts"

type Fault = InvalidParameterValue | UnknownParameter

/** To be `undefined` is to be absent, which is nothing to expect of a value that is there. */
const withoutUndefined = (message: string): string => message.replace(" | undefined", "")

const valueAt = (input: unknown, path: ReadonlyArray<PropertyKey>): unknown =>
  path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), input)

/**
 * A plain copy of a value: its members, own and inherited, and the items of its
 * lists, each read once. What is no structure or list where there should be one
 * stays as it is, for the schema to refuse; of members that nobody knows only the
 * names stay.
 */
const copy = (shape: Shape.Shape, value: unknown): unknown => {
  if (Array.isArray(value)) {
    return shape.kind === "list" ? Array.from(value, (item) => copy(shape.item, item)) : value
  }
  if (shape.kind !== "structure" || !Predicate.isObject(value)) return value
  const plain = {}
  const put = (name: PropertyKey, member: unknown) =>
    Object.defineProperty(plain, name, { value: member, enumerable: true })
  for (const name of Object.keys(value)) {
    if (!shape.members.some((member) => member.name === name)) put(name, undefined)
  }
  for (const member of shape.members) {
    const each: unknown = Reflect.get(value, member.name)
    if (each !== undefined) put(member.name, copy(member.shape, each))
  }
  return plain
}

const isUnexpectedKey = (issue: SchemaIssue.Issue): boolean => {
  if (issue._tag === "UnexpectedKey") return true
  if ("issues" in issue) return issue.issues.some(isUnexpectedKey)
  return "issue" in issue && isUnexpectedKey(issue.issue)
}

const invalid = (value: unknown, parameter: string, rule: string) =>
  invalidValue(parameter || "request", value, `${rule}.`)

/**
 * A judge of the form of values, by their schema. What it finds to be one is a
 * plain value that can't change any more; given to it again, it is the same value,
 * and not looked at again.
 *
 * An unknown member is an unknown parameter; any other fault names the parameter,
 * the value that it has and what was expected.
 */
export const requestForm = <A extends object>(schema: Schema.Decoder<A>) => {
  const decode = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })
  const shape = Shape.of(schema)
  const known = new WeakMap<object, A>()

  const read = (input: unknown): Result.Result<unknown, Fault> =>
    Result.try({
      try: () => copy(shape, input),
      catch: () => invalid(undefined, "request", "It can't be read"),
    })

  /** Marks a value of the form, which was just made, as one. */
  const accept = (value: A): A => {
    const accepted = unchanging(value)
    known.set(accepted, accepted)
    return accepted
  }

  const judge = (input: unknown): Result.Result<A, Fault> => {
    const before = known.get(Object(input))
    if (before !== undefined) return Result.succeed(before)
    return Result.flatMap(read(input), (plain) =>
      Result.mapBoth(decode(plain), {
        onSuccess: accept,
        onFailure: ({ issue }) => {
          const { message, path } = firstFault(issue)
          const parameter = quote(formatPath(path))
          return isUnexpectedKey(issue)
            ? new UnknownParameter({ message: `The parameter ${parameter} is not recognized` })
            : invalid(valueAt(plain, path), parameter, withoutUndefined(message))
        },
      }),
    )
  }

  return { judge, accept }
}
