/**
 * The semantics of the operation DescribeRouteServerPeers: the pure definition
 * of what EC2 answers.
 *
 * It is used three times: to be the service in memory, to finish what the real
 * service can't filter, and to judge every adapter. The rules that it follows
 * stand in `docs/semantics.md`, each with its evidence.
 */
import { Result, Schema } from "effect"
import { DescribeRouteServerPeersRequest } from "./DescribeRouteServerPeersRequest.ts"
import type { DescribeRouteServerPeersResult } from "./DescribeRouteServerPeersResult.ts"
import * as Filter from "./Filter.ts"
import { characterCount, isLongerThan } from "./internal/characters.ts"
import { quote } from "./internal/quote.ts"
import { requestForm } from "./internal/requestForm.ts"
import * as Limits from "./Limits.ts"
import * as PageToken from "./PageToken.ts"
import { RouteServerPeerId } from "./ResourceId.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import {
  DryRunOperation,
  FilterLimitExceeded,
  InvalidParameterCombination,
  InvalidParameterValue,
  InvalidRouteServerPeerIdMalformed,
  InvalidRouteServerPeerIdNotFound,
  type ServiceError,
  UnauthorizedOperation,
} from "./ServiceError.ts"

/**
 * What AWS leaves open, or leaves to the account.
 *
 * @category options
 */
export interface Options {
  /**
   * The filter names to accept, as `FilterName.accepts` reads them. Default: the
   * whole catalogue; `FilterName.acceptedByAws` plays AWS.
   */
  readonly acceptedNames?: ReadonlyArray<string> | undefined
  /** How much one request may ask. Default: `Limits.ec2`. */
  readonly limits?: Limits.Limits | undefined
  /** Whether the caller may describe route server peers. Default: `true`. */
  readonly authorized?: boolean | undefined
  /**
   * Gives page tokens a lifetime. AWS documents none, and by default there is
   * none.
   */
  readonly tokens?:
    | {
        /** The time of the request, in milliseconds since 1970. */
        readonly now: number
        /** How long a token is good for, in milliseconds. */
        readonly lifetime: number
      }
    | undefined
}

/**
 * What a judge of requests may be told beside that.
 *
 * @category options
 */
export interface JudgeOptions extends Options {
  /**
   * Tells a good page token from any other text, for an adapter that writes tokens
   * of its own and reads their place itself. Default: a token is good if `PageToken`
   * wrote it and it is within its lifetime.
   */
  readonly acceptsToken?: ((token: string) => boolean) | undefined
}

/**
 * A request that was found valid, made ready for use on peers.
 *
 * @category models
 */
export interface Selection {
  /** Whether a peer matches all filters. */
  readonly matches: (peer: RouteServerPeer) => boolean
  /** The IDs that are asked for, or `undefined` for all. */
  readonly ids: ReadonlySet<RouteServerPeerId> | undefined
  /**
   * The page begins after this ID, or with the first peer if `undefined`. Always
   * `undefined` where the adapter reads tokens itself.
   */
  readonly after: RouteServerPeerId | undefined
  /** The greatest number of peers on the page; infinite if the request has no MaxResults. */
  readonly size: number
}

const invalid = (parameter: string, value: unknown, rule: string) =>
  new InvalidParameterValue({
    message: `Value ( ${quote(value)} ) for parameter ${parameter} is invalid. ${rule}`,
  })

const form = requestForm(DescribeRouteServerPeersRequest)

const judgeFilterLimits = (
  filters: ReadonlyArray<Filter.Filter>,
  limits: Limits.Limits,
): Result.Result<void, FilterLimitExceeded | InvalidParameterValue> => {
  const tooMany = (what: string, count: number, limit: number) =>
    Result.fail(
      new FilterLimitExceeded({
        message: `The number of ${what} ( ${count} ) exceeds the limit of ${limit}.`,
      }),
    )
  if (filters.length > limits.filters) return tooMany("Filters", filters.length, limits.filters)
  let valuesInAll = 0
  for (const [index, { Values = [] }] of filters.entries()) {
    if (Values.length > limits.valuesPerFilter) {
      return tooMany(`Filters[${index}].Values`, Values.length, limits.valuesPerFilter)
    }
    valuesInAll += Values.length
  }
  if (valuesInAll > limits.valuesInAll)
    return tooMany("filter values", valuesInAll, limits.valuesInAll)
  for (const [index, { Name, Values = [] }] of filters.entries()) {
    const texts: ReadonlyArray<readonly [parameter: string, text: string | undefined]> = [
      [`Filters[${index}].Name`, Name],
      ...Values.map((value, at) => [`Filters[${index}].Values[${at}]`, value] as const),
    ]
    for (const [parameter, text] of texts) {
      if (text !== undefined && isLongerThan(text, limits.characters)) {
        const rule = `Expecting at most ${limits.characters} characters, not ${characterCount(text)}.`
        return Result.fail(invalid(parameter, text, rule))
      }
    }
  }
  return Result.void
}

const judgeMaxResults = (
  value: number | undefined,
  { minMaxResults, maxMaxResults }: Limits.Limits,
): Result.Result<number, InvalidParameterValue> => {
  if (value === undefined) return Result.succeed(Number.POSITIVE_INFINITY)
  if (value < minMaxResults) {
    const rule = `Expecting a value greater than or equal to ${minMaxResults}.`
    return Result.fail(invalid("MaxResults", value, rule))
  }
  if (value > maxMaxResults) {
    const rule = `Expecting a value smaller than or equal to ${maxMaxResults}.`
    return Result.fail(invalid("MaxResults", value, rule))
  }
  return Result.succeed(value)
}

const judgeNextToken = (
  token: string | undefined,
  { tokens, acceptsToken }: JudgeOptions,
): Result.Result<RouteServerPeerId | undefined, InvalidParameterValue> => {
  if (token === undefined || acceptsToken?.(token)) return Result.succeed(undefined)
  const place = acceptsToken === undefined ? PageToken.decode(token) : undefined
  if (place === undefined) return Result.fail(invalid("NextToken", token, "The token is invalid."))
  if (tokens !== undefined && !(tokens.now - (place.issuedAt ?? 0) <= tokens.lifetime)) {
    return Result.fail(invalid("NextToken", token, "The token has expired."))
  }
  return Result.succeed(place.after)
}

const isId = Schema.is(RouteServerPeerId)

const judgeIds = (
  ids: ReadonlyArray<string>,
  limits: Limits.Limits,
): Result.Result<
  ReadonlySet<RouteServerPeerId> | undefined,
  InvalidParameterValue | InvalidRouteServerPeerIdMalformed
> => {
  if (ids.length === 0) return Result.succeed(undefined)
  if (ids.length > limits.ids) {
    return Result.fail(
      invalid("RouteServerPeerIds", ids.length, `Expecting at most ${limits.ids} IDs.`),
    )
  }
  const wanted = new Set<RouteServerPeerId>()
  for (const id of ids) {
    if (!isId(id)) {
      return Result.fail(
        new InvalidRouteServerPeerIdMalformed({
          message: `Invalid Id: '${quote(id)}' (expecting 'rsp-...; the Id may only contain lowercase alphanumeric characters and a single dash')`,
        }),
      )
    }
    wanted.add(id)
  }
  return Result.succeed(wanted)
}

/**
 * Judges a request without looking at any peer.
 *
 * **Details**
 *
 * In this order: the request's form; its filters (names, counts, lengths); peer
 * IDs together with MaxResults; permission and DryRun; the range of MaxResults;
 * the token; the form of the IDs. That the combination comes before the range,
 * and DryRun before the range, was seen for sibling operations; the rest of the
 * order is a guess. An empty list of IDs or filters counts as none, since the
 * SDKs send nothing for it (run).
 *
 * **Example** (An adapter with page tokens of its own)
 *
 * ```ts
 * import { Result } from "effect"
 * import { DescribeRouteServerPeers } from "@route-server/core"
 *
 * const acceptsToken = (token: string) => /^row-[0-9]+$/.test(token)
 *
 * const judged = ["row-7", "row-x"].map((NextToken) =>
 *   DescribeRouteServerPeers.judge({ NextToken }, { acceptsToken }),
 * )
 * judged.map(Result.isSuccess) // => [true, false]
 * ```
 *
 * @category semantics
 */
export const judge = (
  request: DescribeRouteServerPeersRequest,
  options: JudgeOptions = {},
): Result.Result<Selection, ServiceError> =>
  Result.gen(function* () {
    const { limits = Limits.ec2, authorized = true } = options
    const {
      Filters = [],
      RouteServerPeerIds = [],
      MaxResults,
      NextToken,
      DryRun,
    } = yield* form(request)
    const matches = yield* Filter.compile(Filters, options.acceptedNames)
    yield* judgeFilterLimits(Filters, limits)
    if (RouteServerPeerIds.length > 0 && MaxResults !== undefined) {
      return yield* Result.fail(
        new InvalidParameterCombination({
          message: "The parameter RouteServerPeerIds cannot be used with the parameter MaxResults",
        }),
      )
    }
    if (!authorized) {
      return yield* Result.fail(
        new UnauthorizedOperation({
          message: "You are not authorized to perform this operation.",
        }),
      )
    }
    if (DryRun) {
      return yield* Result.fail(
        new DryRunOperation({
          message: "Request would have succeeded, but DryRun flag is set.",
        }),
      )
    }
    const size = yield* judgeMaxResults(MaxResults, limits)
    const after = yield* judgeNextToken(NextToken, options)
    const ids = yield* judgeIds(RouteServerPeerIds, limits)
    return { matches, ids, after, size }
  })

const byId = (a: RouteServerPeer, b: RouteServerPeer): number =>
  a.RouteServerPeerId < b.RouteServerPeerId ? -1 : 1

const notFound = (ids: ReadonlyArray<RouteServerPeerId>) =>
  new InvalidRouteServerPeerIdNotFound({
    message:
      ids.length === 1
        ? `The route server peer ID '${ids[0]}' does not exist`
        : `The route server peer IDs '${ids.join(", ")}' do not exist`,
  })

/**
 * What EC2 answers to a request when these peers exist: the definition that
 * every adapter is held to.
 *
 * **Details**
 *
 * The request is judged as {@link judge} says; an ID that names no peer fails it
 * as a whole (seen for a sibling). What is left after the filters comes in the
 * order of peer IDs and, with MaxResults, page by page. Without MaxResults the
 * answer is whole. Of several peers with one ID the last one counts.
 *
 * **Example** (Asking for the first page)
 *
 * ```ts
 * import { Result } from "effect"
 * import { DescribeRouteServerPeers, RouteServerPeer } from "@route-server/core"
 *
 * const peers = ["rsp-1", "rsp-2", "rsp-3", "rsp-4", "rsp-5", "rsp-6"].map((id) =>
 *   RouteServerPeer.make({ RouteServerPeerId: id }),
 * )
 *
 * const first = Result.getOrThrow(DescribeRouteServerPeers.evaluate(peers, { MaxResults: 5 }))
 * const second = Result.getOrThrow(
 *   DescribeRouteServerPeers.evaluate(peers, { MaxResults: 5, NextToken: first.NextToken }),
 * )
 *
 * first.RouteServerPeers.length // => 5
 * second.RouteServerPeers.length // => 1
 * second.NextToken // => undefined
 * ```
 *
 * @category semantics
 */
export const evaluate = (
  peers: Iterable<RouteServerPeer>,
  request: DescribeRouteServerPeersRequest,
  options: Options = {},
): Result.Result<DescribeRouteServerPeersResult, ServiceError> =>
  Result.gen(function* () {
    const { matches, ids, after, size } = yield* judge(request, options)
    const existing = new Map<RouteServerPeerId, RouteServerPeer>()
    for (const peer of peers) existing.set(peer.RouteServerPeerId, peer)
    const unknown = [...(ids ?? [])].filter((id) => !existing.has(id))
    if (unknown.length > 0) return yield* Result.fail(notFound(unknown))

    const selected = [...existing.values()]
      .filter(
        (peer) =>
          (ids === undefined || ids.has(peer.RouteServerPeerId)) &&
          (after === undefined || peer.RouteServerPeerId > after) &&
          matches(peer),
      )
      .sort(byId)
    const RouteServerPeers = selected.slice(0, size)
    const last = RouteServerPeers.at(-1)
    if (last === undefined || selected.length <= size) return { RouteServerPeers }
    const place = { after: last.RouteServerPeerId }
    const NextToken = PageToken.encode(
      options.tokens === undefined ? place : { ...place, issuedAt: options.tokens.now },
    )
    return { RouteServerPeers, NextToken }
  })
