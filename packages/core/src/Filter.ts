/**
 * Filters: which peers a listing shows.
 *
 * A filter has a name, which selects an attribute of the peer, and values, which
 * are patterns. Several values of one filter are joined with OR, several filters
 * with AND, and names and values are case-sensitive (model). A filter without
 * values matches nothing, and two filters of the same name must both match
 * (guess).
 *
 * The catalogue of names is in `FilterName`, the language of the values in
 * `FilterPattern`.
 *
 * **Example** (Filtering an array of peers)
 *
 * ```ts
 * import { Filter, RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   VpcId: "vpc-571faf2e",
 *   Tags: [{ Key: "env", Value: "staging" }],
 * })
 *
 * const peers = [peer].filter(
 *   Filter.matches([
 *     Filter.make("VpcId", "vpc-571faf2e"),
 *     Filter.make("tag:env", "prod", "stag*"),
 *   ]),
 * )
 *
 * peers.length // => 1
 * ```
 */
import * as Function from "effect/Function"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as FilterName from "./FilterName.ts"
import type * as FilterNames from "./FilterNames.ts"
import * as FilterPattern from "./FilterPattern.ts"
import { abbreviate } from "./internal/characters.ts"
import * as Pattern from "./internal/pattern.ts"
import * as Question from "./internal/question.ts"
import * as Limits from "./Limits.ts"
import type { PeerLike } from "./RouteServerPeer.ts"
import { InvalidParameterValue } from "./ServiceError.ts"

/**
 * A filter as a request carries it. Both members are optional to AWS (model):
 * one without a name is refused, one without values matches nothing (guess).
 *
 * @category schemas
 */
export const Filter = /* @__PURE__ */ Schema.Struct({
  /** The name; case-sensitive. */
  Name: /* @__PURE__ */ Schema.optional(Schema.String),
  /** The values, which are patterns; case-sensitive. */
  Values: /* @__PURE__ */ Schema.optional(/* @__PURE__ */ Schema.Array(Schema.String)),
})
/** @category models */
export interface Filter extends Schema.Schema.Type<typeof Filter> {}

/**
 * A filter with a name from the catalogue.
 *
 * @category models
 */
export interface NamedFilter extends Filter {
  readonly Name: FilterName.FilterName
  readonly Values: ReadonlyArray<string>
}

/**
 * Makes a filter of a name in the catalogue. A misspelled name does not compile;
 * of names and of the values of enumerations an editor completes those that are
 * known. The key of a `tag:` name is taken literally, and the empty value matches a
 * tag whose value is empty (docs).
 *
 * **Example** (What is down in production)
 *
 * ```ts
 * import { Filter } from "@route-server/core"
 *
 * Filter.make("BgpStatus.Status", "down") // => { Name: "BgpStatus.Status", Values: ["down"] }
 * Filter.make("BgpOptions.PeerAsn", 65001) // => { Name: "BgpOptions.PeerAsn", Values: ["65001"] }
 * Filter.make("tag:env", "prod*") // => { Name: "tag:env", Values: ["prod*"] }
 * ```
 *
 * @category constructors
 */
export const make = <const Name extends FilterName.FilterName>(
  name: Name,
  ...values: ReadonlyArray<FilterName.FilterValue<Name>>
): NamedFilter => ({ Name: name, Values: values.map(String) })

type PeerPredicate = (peer: PeerLike) => boolean

/**
 * What a filter asks of a peer.
 *
 * @category models
 */
export interface Condition {
  /** The attribute that it asks about. */
  readonly attribute: FilterName.FilterAttribute
  /**
   * The entries of the attribute's index of which a peer that matches has one, and only
   * such a peer; `undefined` if a value of the filter has a wildcard.
   */
  readonly entries: ReadonlySet<string> | undefined
  /** Whether a peer matches. */
  readonly matches: PeerPredicate
}

/** What the values of a filter ask together: whether a text is one of some, or fits one of others. */
const questionOf = (
  literals: ReadonlySet<string>,
  patterns: ReadonlyArray<Question.Question>,
): Question.Question => {
  const [literal, ...otherLiterals] = literals
  const [pattern, ...otherPatterns] = patterns
  if (pattern === undefined) {
    return literal !== undefined && otherLiterals.length === 0
      ? { ask: "is", asked: literal }
      : { ask: "isAmong", asked: literals }
  }
  if (literal === undefined && otherPatterns.length === 0) return pattern
  const matchers = patterns.map(Question.matcherOf)
  const fits = (text: string) => literals.has(text) || matchers.some((matches) => matches(text))
  return { ask: "fits", asked: fits }
}

const conditionOf = (name: string, values: ReadonlyArray<string>): Condition | undefined => {
  const attribute = FilterName.attributeOf(name)
  if (attribute === undefined) return undefined
  const literals = new Set<string>()
  const patterns: Array<Question.Question> = []
  for (const value of values) {
    const pattern = Pattern.read(value)
    if (typeof pattern === "string") literals.add(pattern)
    else patterns.push(Pattern.compile(pattern))
  }
  return {
    attribute,
    entries:
      patterns.length > 0
        ? undefined
        : new Set(Array.from(literals, (text) => attribute.entryOf(name, text))),
    matches: attribute.selector(name)(questionOf(literals, patterns)),
  }
}

/** What filters that can't change any more were compiled to: once, for all pages and all who ask. */
const compiled = new WeakMap<Filter, Condition | undefined>()

const compileOne = (filter: Filter): Condition | undefined => {
  const known = compiled.get(filter)
  if (known !== undefined) return known
  const { Name, Values = [] } = filter
  const condition = Name === undefined ? undefined : conditionOf(Name, Values)
  if (Object.isFrozen(filter) && Object.isFrozen(Values)) compiled.set(filter, condition)
  return condition
}

/** The refusal of a name, in AWS's words (seen for a sibling). */
const invalidName = (name: string | undefined) =>
  new InvalidParameterValue({
    message: `The filter '${name === undefined ? null : abbreviate(name, Limits.ec2.characters)}' is invalid`,
  })

/**
 * Says which name of some filters is not accepted, if one is not: with AWS's text,
 * `The filter 'vpc-ID' is invalid` (seen for a sibling).
 */
export const judgeNames = (
  filters: ReadonlyArray<Filter>,
  names: FilterNames.FilterNames,
): Result.Result<void, InvalidParameterValue> => {
  const refused = filters.find(({ Name }) => Name === undefined || !names.has(Name))
  return refused === undefined ? Result.void : Result.fail(invalidName(refused.Name))
}

/**
 * Compiles filters to a condition each, or says which filter is invalid: for an adapter
 * that has indexes.
 *
 * @see {@link compile} for what they ask together
 * @category constructors
 */
export const conditions = (
  filters: ReadonlyArray<Filter>,
): Result.Result<ReadonlyArray<Condition>, InvalidParameterValue> => {
  const all: Array<Condition> = []
  for (const filter of filters) {
    const condition = compileOne(filter)
    if (condition === undefined) return Result.fail(invalidName(filter.Name))
    all.push(condition)
  }
  return Result.succeed(all)
}

/**
 * Whether a peer meets all of some conditions.
 *
 * @category predicates
 */
export const meets = (conditions: ReadonlyArray<Condition>): PeerPredicate => {
  const [first, second, third, ...more] = conditions.map(({ matches }) => matches)
  // Most requests have few filters, and a call by name is faster than one in a loop.
  if (first === undefined) return () => true
  if (second === undefined) return first
  if (third === undefined) return (peer) => first(peer) && second(peer)
  if (more.length === 0) return (peer) => first(peer) && second(peer) && third(peer)
  return (peer) =>
    first(peer) && second(peer) && third(peer) && more.every((matches) => matches(peer))
}

/**
 * Compiles filters to one predicate, or says which filter is invalid.
 *
 * **Details**
 *
 * A name that is not in the catalogue fails with AWS's text, `The filter 'vpc-ID'
 * is invalid` (seen for a sibling). The filters of a request that was judged are
 * compiled once, however often this is called.
 *
 * @category constructors
 */
export const compile = (
  filters: ReadonlyArray<Filter>,
): Result.Result<PeerPredicate, InvalidParameterValue> => Result.map(conditions(filters), meets)

/**
 * Whether a peer matches all of the filters.
 *
 * **Details**
 *
 * Filters that {@link make} made are valid by their type. From code that is not
 * type-checked, an unknown name throws the `InvalidParameterValue` that
 * {@link compile} would return.
 *
 * @category predicates
 */
export const matches = (filters: ReadonlyArray<NamedFilter>): PeerPredicate =>
  Result.getOrThrow(compile(filters))

/**
 * Filters split between a service that accepts only some names and whoever reads its
 * answers.
 *
 * @category models
 */
export interface Pushdown {
  /** The filters to send. */
  readonly pushed: ReadonlyArray<Filter>
  /** The filters to evaluate on each page of the answer. */
  readonly residual: ReadonlyArray<Filter>
}

/**
 * Splits filters into those that a service is to evaluate and the rest.
 *
 * **Details**
 *
 * A filter is pushed under whichever of its attribute's names is accepted, so
 * `vpc-id` goes to AWS as `VpcId`. A peer that the service leaves out is lost
 * for good, so a filter stays here where AWS's reading of it is not certain: one
 * without values, a second one of the same name, one with a value that
 * `FilterPattern.isDisputed`, and one with half a character, which no wire carries.
 *
 * **Example** (What goes to AWS)
 *
 * ```ts
 * import { Filter, FilterNames } from "@route-server/core"
 *
 * const { pushed, residual } = Filter.pushdown(
 *   [Filter.make("vpc-id", "vpc-571faf2e"), Filter.make("State", "available")],
 *   FilterNames.acceptedByAws,
 * )
 *
 * pushed // => [{ Name: "VpcId", Values: ["vpc-571faf2e"] }]
 * residual // => [{ Name: "State", Values: ["available"] }]
 * ```
 *
 * @category planning
 */
export const pushdown: {
  (names: FilterNames.FilterNames): (filters: ReadonlyArray<Filter>) => Pushdown
  (filters: ReadonlyArray<Filter>, names: FilterNames.FilterNames): Pushdown
} = /* @__PURE__ */ Function.dual(
  2,
  (filters: ReadonlyArray<Filter>, names: FilterNames.FilterNames): Pushdown => {
    const known = pushdowns.get(filters)?.get(names)
    if (known !== undefined) return known
    const made = split(filters, names)
    if (Object.isFrozen(filters)) {
      const byNames = pushdowns.get(filters) ?? new WeakMap<FilterNames.FilterNames, Pushdown>()
      pushdowns.set(filters, byNames.set(names, made))
    }
    return made
  },
)

/** What filters that can't change any more were split into: once, for all pages. */
const pushdowns = new WeakMap<ReadonlyArray<Filter>, WeakMap<FilterNames.FilterNames, Pushdown>>()

const split = (filters: ReadonlyArray<Filter>, names: FilterNames.FilterNames): Pushdown => {
  const pushed = new Map<string, Filter>()
  const residual: Array<Filter> = []
  for (const filter of filters) {
    const { Name = "", Values = [] } = filter
    const name = names.acceptedAs(Name)
    const isCertain =
      Values.length > 0 &&
      !Values.some(FilterPattern.isDisputed) &&
      [Name, ...Values].every((text) => text.isWellFormed())
    if (name === undefined || pushed.has(name) || !isCertain) residual.push(filter)
    else pushed.set(name, Object.freeze({ ...filter, Name: name }))
  }
  return { pushed: [...pushed.values()], residual }
}
