/**
 * Filters: which peers a listing shows.
 *
 * A filter has a name, which selects an attribute of the peer, and values, which
 * are patterns. Several values of one filter are joined with OR, several filters
 * with AND, and names and values are case-sensitive (model). A filter without
 * values matches nothing, and two filters of the same name must both match
 * (guess).
 *
 * The constructors below write the name that the real service knows best; the
 * whole catalogue of names is in `FilterName`, the language of the values in
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
 *   Filter.matches([Filter.vpcId("vpc-571faf2e"), Filter.tag("env", "prod", "stag*")]),
 * )
 *
 * peers.length // => 1
 * ```
 */
import { Result, Schema } from "effect"
import * as FilterName from "./FilterName.ts"
import * as FilterPattern from "./FilterPattern.ts"
import { abbreviate } from "./internal/characters.ts"
import * as Limits from "./Limits.ts"
import type {
  PeerLivenessDetection,
  RouteServerPeer,
  SessionStatus,
  State,
} from "./RouteServerPeer.ts"
import { InvalidParameterValue } from "./ServiceError.ts"

/**
 * A filter as a request carries it. Both members are optional to AWS (model):
 * one without a name is refused, one without values matches nothing (guess).
 *
 * @category schemas
 */
export const Filter = Schema.Struct({
  /** The name; case-sensitive. */
  Name: Schema.optional(Schema.String),
  /** The values, which are patterns; case-sensitive. */
  Values: Schema.optional(Schema.Array(Schema.String)),
})
/** @category models */
export interface Filter extends Schema.Schema.Type<typeof Filter> {}

/**
 * A filter with a name from the catalogue, so that a misspelled name does not
 * compile.
 *
 * @category models
 */
export interface NamedFilter extends Filter {
  readonly Name: FilterName.FilterName
  readonly Values: ReadonlyArray<string>
}

/**
 * Makes a filter of any name in the catalogue.
 *
 * @category constructors
 */
export const make = (
  name: FilterName.FilterName,
  ...values: ReadonlyArray<string>
): NamedFilter => ({
  Name: name,
  Values: values,
})

const by =
  <Value extends string | number = string>(name: FilterName.FilterName) =>
  (...values: ReadonlyArray<Value>): NamedFilter =>
    make(name, ...values.map(String))

/** A value of an enumeration, which editors complete, or a pattern. */
type OrPattern<Value extends string> = Value | (string & {})

/** Selects peers by their ID. @category constructors */
export const routeServerPeerId = by("RouteServerPeerId")

/** Selects peers by the ID of their route server endpoint. @category constructors */
export const routeServerEndpointId = by("RouteServerEndpointId")

/** Selects peers by the ID of their route server. @category constructors */
export const routeServerId = by("RouteServerId")

/** Selects peers by the ID of their VPC. @category constructors */
export const vpcId = by("VpcId")

/** Selects peers by the ID of their subnet. @category constructors */
export const subnetId = by("SubnetId")

/** Selects peers by their state, such as `available`. @category constructors */
export const state = by<OrPattern<State>>("State")

/** Selects peers by the reason of their failure. @category constructors */
export const failureReason = by("FailureReason")

/** Selects peers by the ID of their endpoint's network interface. @category constructors */
export const endpointEniId = by("EndpointEniId")

/** Selects peers by the address of their endpoint's network interface. @category constructors */
export const endpointEniAddress = by("EndpointEniAddress")

/** Selects peers by the address of their appliance. @category constructors */
export const peerAddress = by("PeerAddress")

/** Selects peers by the ASN of their appliance, in decimal. @category constructors */
export const peerAsn = by<string | number>("BgpOptions.PeerAsn")

/** Selects peers by how their liveness is watched. @category constructors */
export const peerLivenessDetection = by<OrPattern<PeerLivenessDetection>>(
  "BgpOptions.PeerLivenessDetection",
)

/** Selects peers by the status of their BGP session: `up` or `down`. @category constructors */
export const bgpStatus = by<OrPattern<SessionStatus>>("BgpStatus.Status")

/** Selects peers by the status of their BFD session: `up` or `down`. @category constructors */
export const bfdStatus = by<OrPattern<SessionStatus>>("BfdStatus.Status")

/**
 * Selects peers by the value of one of their tags. The key is taken literally,
 * the values are patterns; the empty value matches a tag whose value is empty
 * (docs).
 *
 * @category constructors
 */
export const tag = (key: string, ...values: ReadonlyArray<string>): NamedFilter =>
  make(`tag:${key}`, ...values)

/** Selects peers that have a tag with one of these keys. @category constructors */
export const tagKey = by("tag-key")

/** Selects peers that have a tag with one of these values. @category constructors */
export const tagValue = by("tag-value")

type PeerPredicate = (peer: RouteServerPeer) => boolean

const anyOf = (values: ReadonlyArray<string>): FilterPattern.Matcher => {
  const exact = new Set<string>()
  const patterns: Array<FilterPattern.Matcher> = []
  for (const value of values) {
    const literal = FilterPattern.literal(value)
    if (literal === undefined) patterns.push(FilterPattern.compile(value))
    else exact.add(literal)
  }
  return (text) => exact.has(text) || patterns.some((matches) => matches(text))
}

/**
 * Compiles filters to one predicate, or says which filter is invalid.
 *
 * **Details**
 *
 * A name that is not accepted fails with AWS's text, `The filter 'vpc-ID' is
 * invalid` (seen for a sibling). Every name of the catalogue is accepted unless
 * `acceptedNames` says otherwise.
 *
 * @category constructors
 */
export const compile = (
  filters: ReadonlyArray<Filter>,
  acceptedNames: ReadonlyArray<string> = FilterName.all,
): Result.Result<PeerPredicate, InvalidParameterValue> => {
  const predicates: Array<PeerPredicate> = []
  for (const { Name, Values = [] } of filters) {
    const read =
      Name !== undefined && FilterName.accepts(acceptedNames, Name)
        ? FilterName.reader(Name)
        : undefined
    if (read === undefined) {
      return Result.fail(
        new InvalidParameterValue({
          message: `The filter '${Name === undefined ? null : abbreviate(Name, Limits.ec2.characters)}' is invalid`,
        }),
      )
    }
    const matches = anyOf(Values)
    predicates.push((peer) => read(peer).some(matches))
  }
  return Result.succeed((peer) => predicates.every((predicate) => predicate(peer)))
}

/**
 * Whether a peer matches all of the filters.
 *
 * **Details**
 *
 * Filters made by the constructors are valid by their type. From code that is
 * not type-checked, an unknown name throws the `InvalidParameterValue` that
 * {@link compile} would return.
 *
 * @category predicates
 */
export const matches = (filters: ReadonlyArray<NamedFilter>): PeerPredicate =>
  Result.getOrThrow(compile(filters))

/**
 * How to split filters between a service that accepts only some names and
 * whoever reads its answers.
 *
 * @category models
 */
export interface Plan {
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
 * without values, a second one of the same name, and one with a value that
 * `FilterPattern.isDisputed`.
 *
 * **Example** (What goes to AWS)
 *
 * ```ts
 * import { Filter, FilterName } from "@route-server/core"
 *
 * const plan = Filter.plan(
 *   [Filter.make("vpc-id", "vpc-571faf2e"), Filter.state("available")],
 *   FilterName.acceptedByAws,
 * )
 *
 * plan.pushed // => [{ Name: "VpcId", Values: ["vpc-571faf2e"] }]
 * plan.residual // => [{ Name: "State", Values: ["available"] }]
 * ```
 *
 * @category planning
 */
export const plan = (
  filters: ReadonlyArray<Filter>,
  acceptedNames: ReadonlyArray<string>,
): Plan => {
  const pushed = new Map<string, Filter>()
  const residual: Array<Filter> = []
  for (const filter of filters) {
    const name =
      filter.Name === undefined ? undefined : FilterName.acceptedAs(acceptedNames, filter.Name)
    const { Values = [] } = filter
    const isCertain = Values.length > 0 && !Values.some(FilterPattern.isDisputed)
    if (name === undefined || pushed.has(name) || !isCertain) {
      residual.push(filter)
    } else {
      pushed.set(name, { ...filter, Name: name })
    }
  }
  return { pushed: [...pushed.values()], residual }
}
