/**
 * Judging a request without looking at any peer.
 *
 * EC2 refuses a request for one thing at a time, so the order in which it looks is
 * part of what it answers. Here the order is data: {@link steps}. An adapter takes
 * all of them, or only the first few where somebody else is to judge the rest, and
 * what it gets is refused in the same words everywhere.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Request } from "./DescribeRouteServerPeersRequest.ts"
import * as Filter from "./Filter.ts"
import * as FilterNames from "./FilterNames.ts"
import { characterCount, isLongerThan } from "./internal/characters.ts"
import { judgePermission } from "./internal/permission.ts"
import { quote } from "./internal/quote.ts"
import { requestForm } from "./internal/requestForm.ts"
import * as Limits from "./Limits.ts"
import * as PageToken from "./PageToken.ts"
import * as Refusal from "./Refusal.ts"
import { RouteServerPeerId } from "./ResourceId.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import {
  FilterLimitExceeded,
  InvalidParameterCombination,
  InvalidRouteServerPeerIdMalformed,
  type ServiceError,
} from "./ServiceError.ts"

/**
 * What AWS leaves open, or leaves to the account.
 *
 * @category options
 */
export interface Options {
  /**
   * The filter names to accept. Default: the whole catalogue;
   * `FilterNames.acceptedByAws` plays AWS.
   */
  readonly acceptedNames?: FilterNames.FilterNames | undefined
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
  /**
   * The last step to take, for an adapter that leaves the rest to somebody else.
   * Default: the last one there is.
   */
  readonly through?: Step | undefined
}

/**
 * A request that was found valid, made ready for use on peers. What the steps that
 * were not taken would tell is as if the request said nothing of it.
 *
 * @category models
 */
export interface Selection {
  /**
   * The request, as a plain value that can't change any more. To judge it once more,
   * elsewhere or with the token of the next page, decodes and compiles nothing again.
   */
  readonly request: Request
  /** Whether a peer matches all filters. */
  readonly matches: (peer: RouteServerPeer) => boolean
  /** What each filter asks, for an adapter that has indexes. */
  readonly conditions: () => ReadonlyArray<Filter.Condition>
  /** The IDs that are asked for, or `undefined` for all. */
  readonly ids: ReadonlySet<string> | undefined
  /**
   * The page begins after this ID, or with the first peer if `undefined`. Always
   * `undefined` where the adapter reads tokens itself.
   */
  readonly after: string | undefined
  /** The greatest number of peers on the page; infinite if the request has no MaxResults. */
  readonly size: number
}

/** A selection in the making. */
type Draft = { -readonly [Member in keyof Selection]: Selection[Member] }

/** Refuses a request, or writes what it says into the selection. */
type Judge = (draft: Draft, options: JudgeOptions) => ServiceError | undefined

const form = requestForm(Request)

/**
 * A request as a plain value that can't change any more, if it has the form of one:
 * the first step of judgement. Members that an object inherits count, as those of a
 * class with getters do, and each is read once.
 *
 * @category semantics
 */
export const normalize: (request: Request) => Result.Result<Request, ServiceError> = form.judge

/**
 * A request that was normalized, with other values for some of its members; it is
 * normalized, too, and what stays is not compiled again.
 *
 * @category semantics
 */
export const amend: (request: Request, members: Request) => Request = form.amend

const beyond = (message: string) => new FilterLimitExceeded({ message })

const judgeFilters: Judge = (draft, { acceptedNames = FilterNames.all, limits = Limits.ec2 }) => {
  const { Filters = [] } = draft.request
  if (Filters.length === 0) return undefined
  const named = Filter.judgeNames(Filters, acceptedNames)
  if (Result.isFailure(named)) return named.failure
  if (Filters.length > limits.filters) {
    const count = `The number of Filters ( ${Filters.length} )`
    return beyond(`${count} exceeds the limit of ${limits.filters}.`)
  }
  const counts = Filters.map(({ Values = [] }) => Values.length)
  if (counts.reduce((sum, count) => sum + count, 0) > limits.valuesInAll) {
    const most = "The maximum number of filter values specified on a single call"
    return beyond(`${most} is ${limits.valuesInAll}`)
  }
  const full = counts.findIndex((count) => count > limits.valuesPerFilter)
  if (full >= 0) {
    const count = `The number of Filters[${full}].Values ( ${counts[full]} )`
    return beyond(`${count} exceeds the limit of ${limits.valuesPerFilter}.`)
  }
  const isTooLong = (text: string) => isLongerThan(text, limits.characters)
  for (const [index, { Name = "", Values = [] }] of Filters.entries()) {
    if (isTooLong(Name)) {
      const rule = `Expecting at most ${limits.characters} characters, not ${characterCount(Name)}.`
      return Refusal.invalidValue(`Filters[${index}].Name`, Name, rule)
    }
    if (Values.some(isTooLong)) {
      const most = "The maximum length for a filter value"
      return beyond(`${most} is ${limits.characters} characters`)
    }
  }
  // Compiled when the first peer is looked at: somebody else may be the one who looks.
  const conditions = () => Result.getOrThrow(Filter.conditions(Filters))
  let matches: Selection["matches"] | undefined
  draft.conditions = conditions
  draft.matches = (peer) => {
    matches ??= Filter.meets(conditions())
    return matches(peer)
  }
  return undefined
}

const judgeCombination: Judge = ({ request: { RouteServerPeerIds = [], MaxResults } }) =>
  RouteServerPeerIds.length > 0 && MaxResults !== undefined
    ? new InvalidParameterCombination({
        message: "The parameter RouteServerPeerIds cannot be used with the parameter MaxResults",
      })
    : undefined

const judgeAuthorization: Judge = ({ request }, options) => {
  const judged = judgePermission(request, options)
  return Result.isFailure(judged) ? judged.failure : undefined
}

const judgeRange: Judge = (draft, { limits: { minMaxResults, maxMaxResults } = Limits.ec2 }) => {
  const { MaxResults } = draft.request
  if (MaxResults === undefined) return undefined
  if (MaxResults < minMaxResults) {
    const rule = `Expecting a value greater than or equal to ${minMaxResults}.`
    return Refusal.invalidValue("MaxResults", MaxResults, rule)
  }
  if (MaxResults > maxMaxResults) {
    const rule = `Expecting a value smaller than or equal to ${maxMaxResults}.`
    return Refusal.invalidValue("MaxResults", MaxResults, rule)
  }
  draft.size = MaxResults
  return undefined
}

const judgeToken: Judge = (draft, { tokens, acceptsToken }) => {
  const { NextToken } = draft.request
  if (NextToken === undefined || acceptsToken?.(NextToken)) return undefined
  const place = acceptsToken === undefined ? PageToken.decode(NextToken) : undefined
  if (place === undefined)
    return Refusal.invalidValue("NextToken", NextToken, "The token is invalid.")
  if (tokens !== undefined && !(tokens.now - (place.issuedAt ?? 0) <= tokens.lifetime)) {
    return Refusal.invalidValue("NextToken", NextToken, "The token has expired.")
  }
  draft.after = place.after
  return undefined
}

const isId = Schema.is(RouteServerPeerId)

const judgeIds: Judge = (draft, { limits = Limits.ec2 }) => {
  const { RouteServerPeerIds = [] } = draft.request
  if (RouteServerPeerIds.length === 0) return undefined
  if (RouteServerPeerIds.length > limits.ids) {
    const rule = `Expecting at most ${limits.ids} IDs.`
    return Refusal.invalidValue("RouteServerPeerIds", RouteServerPeerIds.length, rule)
  }
  if (RouteServerPeerIds.includes("")) return Refusal.missing("RouteServerPeerId")
  const malformed = RouteServerPeerIds.find((id) => !isId(id))
  if (malformed !== undefined) {
    return new InvalidRouteServerPeerIdMalformed({
      message: `Invalid Id: '${quote(malformed)}' (expecting 'rsp-...; the Id may only contain lowercase alphanumeric characters and a single dash')`,
    })
  }
  draft.ids = new Set(RouteServerPeerIds)
  return undefined
}

const judgeForm: Judge = (draft) => {
  const judged = form.judge(draft.request)
  if (Result.isFailure(judged)) return judged.failure
  draft.request = judged.success
  return undefined
}

const judges = [
  ["form", judgeForm],
  ["filters", judgeFilters],
  ["combination", judgeCombination],
  ["permission", judgeAuthorization],
  ["range", judgeRange],
  ["token", judgeToken],
  ["ids", judgeIds],
] as const satisfies ReadonlyArray<readonly [string, Judge]>

/**
 * A step of judgement.
 *
 * - `form`: the members are those of the reference, each of its type.
 * - `filters`: all names are accepted, and then there are not too many filters or
 *   values, or too long ones.
 * - `combination`: no peer IDs together with MaxResults.
 * - `permission`: the caller has it, and this is no dry run.
 * - `range`: of MaxResults.
 * - `token`: it is one, and has not expired.
 * - `ids`: not too many, none is empty, and each has the form of one.
 *
 * @category models
 */
export type Step = (typeof judges)[number][0]

/**
 * The steps of judgement in their order. That the combination comes before the
 * range, and a dry run before the range, was seen for sibling operations; the rest
 * of the order is a guess.
 *
 * @category constants
 */
export const steps: ReadonlyArray<Step> = judges.map(([step]) => step)

/**
 * Judges a request without looking at any peer, step by step. An empty list of IDs
 * or filters counts as none, since the SDKs send nothing for it (run).
 *
 * **Example** (An adapter with page tokens of its own)
 *
 * ```ts
 * import { Result } from "effect"
 * import { Judgement } from "@route-server/core"
 *
 * const acceptsToken = (token: string) => /^row-[0-9]+$/.test(token)
 *
 * const judged = ["row-7", "row-x"].map((NextToken) =>
 *   Judgement.judge({ NextToken }, { acceptsToken }),
 * )
 * judged.map(Result.isSuccess) // => [true, false]
 * ```
 *
 * **Example** (An adapter whose service judges the rest)
 *
 * ```ts
 * import { Result } from "effect"
 * import { Judgement } from "@route-server/core"
 *
 * const request = { Filters: [{ Name: "VpcId", Values: ["vpc-1"] }], MaxResults: 3 }
 *
 * Result.isSuccess(Judgement.judge(request, { through: "filters" })) // => true
 * Result.isSuccess(Judgement.judge(request)) // => false
 * ```
 *
 * @category semantics
 */
export const judge = (
  request: Request,
  options: JudgeOptions = {},
): Result.Result<Selection, ServiceError> => {
  const draft: Draft = {
    request,
    matches: () => true,
    conditions: () => [],
    ids: undefined,
    after: undefined,
    size: Number.POSITIVE_INFINITY,
  }
  for (const [step, take] of judges) {
    const refusal = take(draft, options)
    if (refusal !== undefined) return Result.fail(refusal)
    if (step === options.through) break
  }
  return Result.succeed(draft)
}
