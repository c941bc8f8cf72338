/**
 * The first judgement on a request: is it a request at all? Code that is not
 * type-checked, and requests that come over a wire, may hold anything.
 */
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as Refusal from "../Refusal.ts"
import * as SchemaFault from "../SchemaFault.ts"
import type { InvalidParameterValue, UnknownParameter } from "../ServiceError.ts"
import * as Shape from "../Shape.ts"
import { formatPath } from "./path.ts"

type Fault = InvalidParameterValue | UnknownParameter

/** To be `undefined` is to be absent, which is nothing to expect of a value that is there. */
const withoutUndefined = (message: string): string => message.replace(" | undefined", "")

const valueAt = (input: unknown, path: ReadonlyArray<PropertyKey>): unknown =>
  path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), input)

/** Whether the schema has to look at a copy, since something in it may not be of the form. */
interface Doubts {
  any: boolean
}

const isFine = {
  text: Predicate.isString,
  number: Number.isSafeInteger,
  boolean: Predicate.isBoolean,
}

/**
 * A plain copy of a value, which nobody can change: its members, own and inherited, and
 * the items of its lists, each read once. What is no structure or list where there
 * should be one stays as it is, for the schema to refuse; of members that nobody knows
 * only the names stay.
 */
const copy = (shape: Shape.Shape, value: unknown, doubts: Doubts): unknown => {
  if (shape.kind === "list" && Array.isArray(value)) {
    const items: Array<unknown> = []
    const { length } = value
    for (let at = 0; at < length; at += 1) items.push(copy(shape.item, value[at], doubts))
    return Object.freeze(items)
  }
  if (shape.kind === "structure" && Predicate.isObject(value)) {
    return copyMembers(shape, value, doubts)
  }
  if (shape.kind === "list" || shape.kind === "structure" || !isFine[shape.kind](value)) {
    doubts.any = true
  }
  return value
}

const copyMembers = ({ members }: Shape.Structure, value: object, doubts: Doubts): object => {
  const plain: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (members.some((member) => member.name === name)) continue
    doubts.any = true
    Object.defineProperty(plain, name, { value: undefined, enumerable: true })
  }
  for (const { name, isOptional, shape } of members) {
    const each: unknown = Reflect.get(value, name)
    if (each !== undefined) plain[name] = copy(shape, each, doubts)
    else if (!isOptional) doubts.any = true
  }
  return Object.freeze(plain)
}

/** Freezes a plain value with all that is in it. */
const unchanging = <A extends object>(value: A): Readonly<A> => {
  for (const each of Object.values(value)) if (Predicate.isObjectOrArray(each)) unchanging(each)
  return Object.freeze(value)
}

const isUnexpectedKey = (issue: SchemaIssue.Issue): boolean => {
  if (issue._tag === "UnexpectedKey") return true
  if ("issues" in issue) return issue.issues.some(isUnexpectedKey)
  return "issue" in issue && isUnexpectedKey(issue.issue)
}

const invalid = (value: unknown, parameter: string, rule: string) =>
  Refusal.invalidValue(parameter || "request", value, `${rule}.`)

/**
 * A judge of the form of values, by their schema, which needn't look at most of them:
 * who copies a value sees whether it is of the form. What it finds to be one is a
 * plain value that can't change any more; given to it again, it is the same value,
 * and not looked at again.
 *
 * An unknown member is an unknown parameter; any other fault names the parameter,
 * the value that it has and what was expected.
 */
export const requestForm = <A extends object>(schema: Schema.Decoder<A>) => {
  const decode = Schema.decodeUnknownResult(schema, { onExcessProperty: "error" })
  const shape = Shape.of(schema)
  const known = new WeakSet<object>()

  const isKnown = (value: unknown): value is A => known.has(Object(value))

  /** Marks a value of the form, which nobody can change, as one. */
  const mark = (value: A): A => {
    known.add(value)
    return value
  }

  /** What has no members is one value: to remember each would take longer than all else of it. */
  const empty = Object.freeze({})

  /** A value of the form, with other values for some of its members. */
  const amend = (value: A, members: A): A =>
    mark(Object.freeze({ ...value, ...unchanging({ ...members }) }))

  const refusal = (plain: unknown, { issue }: Schema.SchemaError): Fault => {
    const { message, path } = SchemaFault.first(issue)
    const parameter = formatPath(path)
    return isUnexpectedKey(issue)
      ? Refusal.unknown(parameter)
      : invalid(valueAt(plain, path), parameter, withoutUndefined(message))
  }

  const judge = (input: unknown): Result.Result<A, Fault> => {
    if (isKnown(input)) return Result.succeed(input)
    const doubts = { any: false }
    let plain: unknown
    try {
      plain = copy(shape, input, doubts)
    } catch {
      return Result.fail(invalid(undefined, "request", "It can't be read"))
    }
    if (!doubts.any) {
      if (Object.keys(Object(plain)).length === 0) plain = empty
      known.add(Object(plain))
    }
    if (isKnown(plain)) return Result.succeed(plain)
    return Result.mapBoth(decode(plain), {
      onSuccess: (value) => mark(unchanging(value)),
      onFailure: (error) => refusal(plain, error),
    })
  }

  return { judge, amend }
}
