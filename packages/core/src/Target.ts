/**
 * A target: an account and a region, which is what one `PeerSource` can see, with
 * what is asked of it there and how people call it.
 *
 * @see `Fleet` for what is made of several
 */
import * as Schema from "effect/Schema"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import * as Filter from "./Filter.ts"
import * as FilterPattern from "./FilterPattern.ts"

/**
 * What is asked of a target: a request's choice of peers.
 *
 * @category schemas
 */
export const Selection = Schema.Struct({
  /** The IDs of the peers to look at; none means all. */
  RouteServerPeerIds: Schema.optionalKey(Schema.Array(Schema.String)),
  /** The filters; a peer must match all of them. */
  Filters: Schema.optionalKey(Schema.Array(Filter.Filter)),
})
/** @category models */
export interface Selection extends Schema.Schema.Type<typeof Selection> {}

/**
 * A target. Its name is what tells it from the others of a fleet.
 *
 * @category schemas
 */
export const Target = Schema.Struct({
  /** How it is called; no two targets of a fleet have one name. Such as `prod/eu-west-1`. */
  name: Schema.NonEmptyString,
  /** The ID of the account, 12 digits, where it is known before asking. */
  account: Schema.optionalKey(Schema.String),
  /** The region, such as `eu-west-1`. */
  region: Schema.NonEmptyString,
  /** What else people say of it, such as `team` or `environment`. */
  labels: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  /** Which of its peers are looked at. Default: all. */
  request: Schema.optionalKey(Selection),
})
/** @category models */
export interface Target extends Schema.Schema.Type<typeof Target> {}

const ofIds = (ids: ReadonlyArray<string>): ReadonlyArray<Filter.Filter> =>
  ids.length === 0 ? [] : [Filter.make("RouteServerPeerId", ...ids.map(FilterPattern.escape))]

/**
 * The request that asks a target for what both its own choice of peers and a request
 * select. IDs become a filter: as IDs, one that names no peer there would fail the
 * whole, and hide the others.
 *
 * **Example** (An ID, and the target's own filter)
 *
 * ```ts
 * import { Filter, Target } from "@route-server/core"
 *
 * const request = Target.requestOf(
 *   { request: { Filters: [Filter.make("VpcId", "vpc-1")] } },
 *   { RouteServerPeerIds: ["rsp-1"] },
 * )
 * request.Filters?.map(({ Name }) => Name) // => ["VpcId", "RouteServerPeerId"]
 * ```
 *
 * @category conversions
 */
export const requestOf = (
  { request: own = {} }: Pick<Target, "request">,
  { RouteServerPeerIds: ids = [], Filters = [], ...rest }: Request = {},
): Request => ({
  ...rest,
  Filters: [
    ...ofIds(own.RouteServerPeerIds ?? []),
    ...(own.Filters ?? []),
    ...ofIds(ids),
    ...Filters,
  ],
})
