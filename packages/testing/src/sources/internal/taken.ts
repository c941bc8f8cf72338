import { type DescribeRouteServerPeers, Judgement } from "@route-server/core"
import { Result } from "effect"

/** A request as it is now, whatever becomes of it; itself if it has not the form of one. */
export const taken = (
  request: DescribeRouteServerPeers.Request,
): DescribeRouteServerPeers.Request => Result.getOrElse(Judgement.normalize(request), () => request)
