/**
 * Judging a request, against reading the same request from its JSON: about what is in
 * it, and no more than a request costs anyway.
 */
import { Filter, Judgement, PageToken } from "@route-server/core"
import { Result } from "effect"
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

const contests = (): ReadonlyArray<Contest> =>
  Object.entries(requests).map(([what, request]) => {
    const json = JSON.stringify(request)
    return {
      work: `judge a request ${what}`,
      ours: () => Result.getOrThrow(Judgement.judge({ ...request })).request,
      against: [{ name: "JSON.parse of it", run: () => JSON.parse(json), limit: 4 }],
    }
  })

export const judge: Suite = {
  name: "judge",
  isQuick: true,
  prepare: async () => ({ contests: contests() }),
}
