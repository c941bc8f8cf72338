/**
 * The request of DescribeRouteServerPeers.
 */
import * as Schema from "effect/Schema"
import { Filter } from "./Filter.ts"

/**
 * A request to describe route server peers, member by member as in the AWS
 * reference. All members are optional (model); one that is `undefined` counts as
 * absent, as it does to the AWS SDKs.
 *
 * **Details**
 *
 * This is the request's form. What its values may be is judged by
 * `Judgement.judge`, in AWS's words.
 *
 * @category schemas
 */
export const Request = Schema.Struct({
  /** The IDs of the peers to describe; none means all. Not together with MaxResults. */
  RouteServerPeerIds: Schema.optional(Schema.Array(Schema.String)),
  /** The token for the next page, from the result of the request before. */
  NextToken: Schema.optional(Schema.String),
  /** The greatest number of peers to return, from 5 to 1000; fewer may come, none included (docs). */
  MaxResults: Schema.optional(Schema.Int),
  /** The filters; a peer must match all of them. */
  Filters: Schema.optional(Schema.Array(Filter)),
  /** Whether only to check the permissions; the answer is then an error that tells. */
  DryRun: Schema.optional(Schema.Boolean),
})
/** @category models */
export interface Request extends Schema.Schema.Type<typeof Request> {}
