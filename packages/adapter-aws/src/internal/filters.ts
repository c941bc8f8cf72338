/**
 * Which filters go to AWS, and which are evaluated on its answers.
 */
import {
  type DescribeRouteServerPeers,
  type Filter,
  type FilterNames,
  Judgement,
  type Limits,
  type PeerSourceError,
  ServiceError,
} from "@route-server/core"
import * as Result from "effect/Result"
import type { Failed } from "./call.ts"

/**
 * Refuses what needs no service to be refused, in the order and the words of
 * every other source: a request that has not the form of one, and filters that
 * are unknown or too many. AWS would not see the filters that stay here, so it
 * could not refuse them. What is not refused is normalized, and compiled once.
 */
export const refuse = (
  request: DescribeRouteServerPeers.Request,
  limits: Limits.Limits,
): Result.Result<DescribeRouteServerPeers.Request, ServiceError.ServiceError> =>
  Result.map(Judgement.judge(request, { limits, through: "filters" }), (judged) => judged.request)

/** The name of the filter that an error refuses, by what AWS said, if it refuses one of those that were sent. */
export const refusedName = (
  { error, said }: Failed,
  pushed: ReadonlyArray<Filter.Filter>,
): string | undefined =>
  error._tag === "InvalidParameterValue" || error._tag === "InvalidFilter"
    ? pushed.find(({ Name }) => said?.startsWith(`The filter '${Name}' is invalid`))?.Name
    : undefined

/** An error that refuses a filter, with the remedy in its text. */
export const withRemedy = (
  error: PeerSourceError.PeerSourceError,
  name: string,
): ServiceError.InvalidParameterValue =>
  new ServiceError.InvalidParameterValue({
    message:
      `The filter '${name}' is invalid. It was sent because acceptedNames lists its name; ` +
      "leave the name out there, or set onRefusedFilter to 'evaluate', to have the filter evaluated here",
    cause: error,
    ...("requestId" in error && error.requestId !== undefined
      ? { requestId: error.requestId }
      : {}),
    ...("httpStatus" in error && error.httpStatus !== undefined
      ? { httpStatus: error.httpStatus }
      : {}),
  })

/** The pages whose successors are remembered. */
const MOST_TOKENS = 10_000

/**
 * The names that are sent to AWS. Once one is refused it stays here, yet a
 * listing that is under way goes on with those that it began with: AWS may bind
 * a page token to the filters that it came with.
 */
export class AcceptedNames {
  #latest: FilterNames.FilterNames
  readonly #byToken = new Map<string | undefined, FilterNames.FilterNames>()

  constructor(names: FilterNames.FilterNames) {
    this.#latest = names
  }

  /** The names for the page that a token asks for, or for the first one. */
  for(token: string | undefined): FilterNames.FilterNames {
    return this.#byToken.get(token) ?? this.#latest
  }

  /** Remembers what a page was asked with, for the next one. */
  remember(token: string | undefined, names: FilterNames.FilterNames): void {
    if (token === undefined) return
    this.#byToken.set(token, names)
    for (const oldest of this.#byToken.keys()) {
      if (this.#byToken.size <= MOST_TOKENS) break
      this.#byToken.delete(oldest)
    }
  }

  /** Learns that AWS refuses a name, and gives what is left of these. */
  refuse(names: FilterNames.FilterNames, refused: string): FilterNames.FilterNames {
    this.#latest = this.#latest.without(refused)
    return names.without(refused)
  }
}
