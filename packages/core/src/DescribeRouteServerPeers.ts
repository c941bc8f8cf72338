/**
 * The operation DescribeRouteServerPeers: its request, its result, and the pure
 * definition of what EC2 answers.
 *
 * The definition is used three times: to be the service in memory, to finish what
 * the real service can't filter, and to judge every adapter. The rules that it
 * follows stand in `docs/semantics.md`, each with its evidence.
 */
import * as Outcome from "effect/Result"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import * as Judgement from "./Judgement.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import type { ServiceError } from "./ServiceError.ts"
import * as View from "./View.ts"

export { Request } from "./DescribeRouteServerPeersRequest.ts"
export { decodeResult, Result, type Unreadable } from "./DescribeRouteServerPeersResult.ts"

/**
 * What EC2 answers to a request when these peers exist: the definition that
 * every adapter is held to.
 *
 * **Details**
 *
 * The request is judged as `Judgement.judge` says, and `View.page` cuts its page:
 * what is left after the filters, in the order of peer IDs and, with MaxResults,
 * page by page. Without MaxResults the answer is whole. Of several peers with one
 * ID the last one counts.
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
  request: Request,
  options: Judgement.Options = {},
): Outcome.Result<Result, ServiceError> =>
  Outcome.flatMap(Judgement.judge(request, options), (selection) =>
    View.page(View.make(peers), selection, options),
  )
