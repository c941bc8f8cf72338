/**
 * The result of DescribeRouteServerPeers.
 */
import { Predicate, Result, Schema } from "effect"
import { abbreviate } from "./internal/characters.ts"
import { firstFault } from "./internal/fault.ts"
import { formatPath } from "./internal/path.ts"
import * as OpenStruct from "./OpenStruct.ts"
import { MalformedResponse } from "./PeerSourceError.ts"
import { RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * One page of route server peers, as in the AWS reference.
 *
 * @category schemas
 */
export const DescribeRouteServerPeersResult = OpenStruct.make({
  /** The peers of this page; it may be empty although more pages follow (docs). */
  RouteServerPeers: Schema.Array(RouteServerPeer),
  /** The token for the next page; absent when there are no more (model). */
  NextToken: Schema.optionalKey(Schema.String),
})
/** @category models */
export interface DescribeRouteServerPeersResult
  extends Schema.Schema.Type<typeof DescribeRouteServerPeersResult> {}

const Envelope = OpenStruct.make({
  RouteServerPeers: Schema.Array(Schema.Unknown),
  NextToken: Schema.optional(Schema.NullOr(Schema.String)),
})

const options = { reportInput: true } as const
const decodeEnvelope = Schema.decodeUnknownResult(Envelope, options)
const decodePeer = Schema.decodeUnknownResult(RouteServerPeer, options)

/** The length, in characters, beyond which a report of what was found is cut. */
const LONGEST_REPORT = 200

const malformed = (
  cause: Schema.SchemaError,
  prefix: ReadonlyArray<PropertyKey>,
  routeServerPeerId?: string,
): MalformedResponse => {
  const { message, path: rest } = firstFault(cause.issue)
  const path = [...prefix, ...rest].map((key) => (Predicate.isSymbol(key) ? String(key) : key))
  const fault = abbreviate(message, LONGEST_REPORT)
  return new MalformedResponse({
    message: path.length === 0 ? fault : `${formatPath(path)}: ${fault}`,
    reason: { _tag: "InvalidResult", fault },
    path,
    cause,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
  })
}

const idOf = (peer: unknown): string | undefined =>
  Predicate.hasProperty(peer, "RouteServerPeerId") && Predicate.isString(peer.RouteServerPeerId)
    ? peer.RouteServerPeerId
    : undefined

/**
 * Reads a page as the AWS CLI prints it. A peer that can't be understood fails
 * the page with its ID and the path of the member that is at fault; nothing is
 * skipped. A NextToken that is `null` is absent (model).
 *
 * **Example** (Reading what the AWS CLI printed)
 *
 * ```ts
 * import { Result } from "effect"
 * import { decodeDescribeRouteServerPeersResult } from "@route-server/core"
 *
 * const page = decodeDescribeRouteServerPeersResult(
 *   JSON.parse(`{"RouteServerPeers":[{"RouteServerPeerId":"rsp-1","BgpOptions":{"PeerAsn":0}}]}`),
 * )
 *
 * Result.isFailure(page) // => true
 * Result.getOrThrow(Result.flip(page)).path // => ["RouteServerPeers", 0, "BgpOptions", "PeerAsn"]
 * Result.getOrThrow(Result.flip(page)).routeServerPeerId // => "rsp-1"
 * ```
 *
 * @category decoding
 */
export const decodeDescribeRouteServerPeersResult = (
  input: unknown,
): Result.Result<DescribeRouteServerPeersResult, MalformedResponse> =>
  Result.gen(function* () {
    const { NextToken, ...envelope } = yield* Result.mapError(decodeEnvelope(input), (error) =>
      malformed(error, []),
    )
    const RouteServerPeers: Array<RouteServerPeer> = []
    for (const [index, peer] of envelope.RouteServerPeers.entries()) {
      RouteServerPeers.push(
        yield* Result.mapError(decodePeer(peer), (error) =>
          malformed(error, ["RouteServerPeers", index], idOf(peer)),
        ),
      )
    }
    return NextToken === undefined || NextToken === null
      ? { ...envelope, RouteServerPeers }
      : { ...envelope, RouteServerPeers, NextToken }
  })
