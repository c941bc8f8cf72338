/**
 * Judging a request, against its schema, which alone says whether it has the form of one:
 * to judge its form, its filters and its token takes no longer.
 */
import { DescribeRouteServerPeers, Filter, Judgement, PageToken } from "@route-server/core"
import { Result, Schema } from "effect"
import type { Contest, Suite } from "../Suite.ts"

const requests = {
  "that asks for nothing": {},
  "with a token": {
    MaxResults: 1000,
    NextToken: PageToken.encode({ after: "rsp-0e1c240ae33a4f642" }),
  },
  "with three filters": {
    Filters: [
      Filter.make("VpcId", "vpc-571faf2e", "vpc-571faf2f", "vpc-571faf20"),
      Filter.make("State", "available"),
      Filter.make("tag:env", "prod*"),
    ],
  },
}

const decode = Schema.decodeUnknownResult(DescribeRouteServerPeers.Request, {
  onExcessProperty: "error",
})

const contests = (): ReadonlyArray<Contest> =>
  Object.entries(requests).map(([what, request]) => ({
    work: `judge a request ${what}`,
    ours: () => Result.getOrThrow(Judgement.judge({ ...request })).request,
    against: [
      { name: "its schema", run: () => Result.getOrThrow(decode({ ...request })), limit: 5 },
    ],
  }))

export const judge: Suite = {
  name: "judge",
  seconds: 6,
  isQuick: true,
  prepare: async () => ({ contests: contests() }),
}
