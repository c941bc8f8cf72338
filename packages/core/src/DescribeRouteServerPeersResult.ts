/**
 * The result of DescribeRouteServerPeers.
 */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Outcome from "effect/Result"
import * as Schema from "effect/Schema"
import { acceptFast } from "./internal/accept.ts"
import { formatPath } from "./internal/path.ts"
import { idOf, readEnvelope, readPeer, type UnreadableValue } from "./internal/readResult.ts"
import * as OpenStruct from "./OpenStruct.ts"
import { MalformedResponse } from "./PeerSourceError.ts"
import { RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * One page of route server peers, as in the AWS reference.
 *
 * @category schemas
 */
export const Result = OpenStruct.make({
  /** The peers of this page; it may be empty although more pages follow (docs). */
  RouteServerPeers: Schema.Array(RouteServerPeer),
  /** The token for the next page; absent when there are no more (model). */
  NextToken: Schema.optionalKey(Schema.String),
})
/** @category models */
export interface Result extends Schema.Schema.Type<typeof Result> {
  /**
   * The peers of the page that can't be understood, where whoever asked chose to have
   * them reported and the rest let through. It is no member of AWS's.
   */
  readonly unreadable?: ReadonlyArray<MalformedResponse>
}

/**
 * What to do about a peer that can't be understood: `fail` with it, or leave it out
 * and `report` it beside the others.
 *
 * @category options
 */
export type Unreadable = "fail" | "report"

acceptFast(Result)

const decodePage = Schema.decodeUnknownOption(Result)

const malformed = (
  { cause, fault, path: rest }: UnreadableValue,
  prefix: ReadonlyArray<string | number> = [],
  routeServerPeerId?: string,
): MalformedResponse => {
  const path = [...prefix, ...rest]
  return new MalformedResponse({
    message: path.length === 0 ? fault : `${formatPath(path)}: ${fault}`,
    reason: { _tag: "InvalidResult", fault },
    path,
    cause,
    ...(routeServerPeerId === undefined ? {} : { routeServerPeerId }),
  })
}

/**
 * Reads a page as the AWS CLI prints it. A peer that can't be understood (it has no
 * ID, or a tag without a key, or an ASN that is no whole number) fails the page with
 * its ID and the path of the member that is at fault; with `unreadable: "report"` it
 * is told in the page's `unreadable`, and the rest comes through. Nothing is skipped
 * in silence. A NextToken that is `null` is absent (model); a member `unreadable`, which
 * AWS does not have, is refused. Errors show the value that
 * is at fault, unless `reportInput` is `false`.
 *
 * **Example** (Reading what the AWS CLI printed)
 *
 * ```ts
 * import { Result } from "effect"
 * import { DescribeRouteServerPeers } from "@route-server/core"
 *
 * const printed = JSON.parse(`{"RouteServerPeers": [
 *   {"RouteServerPeerId": "rsp-1", "BgpOptions": {"PeerAsn": "none"}},
 *   {"RouteServerPeerId": "rsp-2"}
 * ]}`)
 *
 * const failed = Result.flip(DescribeRouteServerPeers.decodeResult(printed))
 * Result.getOrThrow(failed).routeServerPeerId // => "rsp-1"
 *
 * const reported = DescribeRouteServerPeers.decodeResult(printed, { unreadable: "report" })
 * const page = Result.getOrThrow(reported)
 * page.RouteServerPeers.map((peer) => peer.RouteServerPeerId) // => ["rsp-2"]
 * page.unreadable?.map((error) => error.routeServerPeerId) // => ["rsp-1"]
 * ```
 *
 * @category decoding
 */
export const decodeResult = (
  input: unknown,
  {
    unreadable = "fail",
    reportInput = true,
  }: {
    readonly unreadable?: Unreadable | undefined
    readonly reportInput?: boolean | undefined
  } = {},
): Outcome.Result<Result, MalformedResponse> =>
  Predicate.hasProperty(input, "unreadable")
    ? Outcome.fail(notOurs())
    : Option.match(decodePage(input), {
        onSome: Outcome.succeed,
        onNone: () => decodeApart(input, unreadable, reportInput),
      })

const OURS = "Expected no member of this name, which tells of what a reader left out"

/** Passed on as other members are that are not known, it would be taken for our own word. */
const notOurs = () =>
  new MalformedResponse({
    message: `unreadable: ${OURS}`,
    reason: { _tag: "InvalidResult", fault: OURS },
    path: ["unreadable"],
  })

/** Reads a page of which something is not as expected, and finds out what. */
const decodeApart = (
  input: unknown,
  unreadable: Unreadable,
  reportInput: boolean,
): Outcome.Result<Result, MalformedResponse> =>
  Outcome.gen(function* () {
    const { NextToken, ...envelope } = yield* Outcome.mapError(
      readEnvelope(input, reportInput),
      (error) => malformed(error),
    )
    const RouteServerPeers: Array<RouteServerPeer> = []
    const reports: Array<MalformedResponse> = []
    for (const [index, each] of envelope.RouteServerPeers.entries()) {
      const peer = Outcome.mapError(readPeer(each, reportInput), (error) =>
        malformed(error, ["RouteServerPeers", index], idOf(each)),
      )
      if (Outcome.isSuccess(peer)) RouteServerPeers.push(peer.success)
      else if (unreadable === "fail") return yield* Outcome.fail(peer.failure)
      else reports.push(peer.failure)
    }
    return {
      ...envelope,
      RouteServerPeers,
      ...(NextToken === undefined || NextToken === null ? {} : { NextToken }),
      ...(reports.length === 0 ? {} : { unreadable: reports }),
    }
  })
