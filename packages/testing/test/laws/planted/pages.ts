/**
 * Bugs of pages in listings that nobody disturbs.
 */
import { DescribeRouteServerPeers, Judgement, View } from "@route-server/core"
import { Result } from "effect"
import {
  adapterKeeping,
  adapterOf,
  changingPages,
  changingPeers,
  type Page,
  type PlantedBug,
  type Request,
  rerequesting,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

export const bugsOfPages: ReadonlyArray<PlantedBug> = [
  {
    bug: "a page drops its last peer",
    law: "pages put together",
    also: {
      laws: ["listing during changes"],
      because: "a peer that nobody touched is not seen",
    },
    adapter: adapterOf(
      changingPages((page) =>
        page.NextToken === undefined
          ? page
          : { ...page, RouteServerPeers: page.RouteServerPeers.slice(0, -1) },
      ),
    ),
  },
  {
    bug: "where one filters on the state, pages come in its order",
    law: "pages put together",
    also: {
      laws: ["page bounds", "listing during changes"],
      because: "a page may have the token that it was asked with",
    },
    adapter: adapterOf((peers, request) =>
      Result.flatMap(Judgement.judge(request), (selection) => {
        const { Filters = [] } = request
        if (!Filters.some(({ Name }) => Name === "State")) return evaluate(peers, request)
        const view = View.make(peers)
        const stateOf = ({ State }: Page["RouteServerPeers"][number]) => String(State)
        return View.page(
          {
            get: view.get,
            after: (id) => [...view.after(id)].sort((a, b) => (stateOf(a) < stateOf(b) ? -1 : 1)),
          },
          selection,
        )
      }),
    ),
  },
  {
    bug: "without MaxResults an answer ends after a hundred peers",
    law: "pages put together",
    also: { laws: ["peers as they are"], because: "some of its fleets are as large" },
    adapter: adapterOf(
      changingPeers((peers, { MaxResults }) =>
        MaxResults === undefined ? peers.slice(0, 100) : peers,
      ),
    ),
  },
  {
    bug: "a token without MaxResults is forgotten",
    law: "pages put together",
    adapter: adapterOf(
      rerequesting(({ NextToken, ...request }) =>
        request.MaxResults === undefined ? request : { ...request, NextToken },
      ),
    ),
  },
  {
    bug: "a page holds one peer too many",
    law: "page bounds",
    adapter: adapterOf(
      rerequesting(({ MaxResults, ...request }) =>
        MaxResults === undefined
          ? request
          : { ...request, MaxResults: Math.min(1000, MaxResults + 1) },
      ),
    ),
  },
  {
    bug: "the last page has the token of the first",
    law: "page bounds",
    also: {
      laws: ["listing during changes"],
      because: "once the first page has changed, its token is a new one, and pages come again",
    },
    adapter: adapterOf((peers, request) =>
      Result.map(evaluate(peers, request), (page) => {
        const first = evaluate(peers, { ...request, NextToken: undefined })
        const token = Result.isSuccess(first) ? first.success.NextToken : undefined
        return token === undefined ? page : { ...page, NextToken: page.NextToken ?? token }
      }),
    ),
  },
  {
    bug: "a token keeps the filters of its page",
    law: "pages put together",
    also: {
      laws: ["requests apart", "requests at once"],
      because: "two of their listings can have one token",
    },
    adapter: adapterKeeping(() => {
      const filtersOf = new Map<string, Request["Filters"]>()
      return (peers, request) => {
        const { NextToken = "", Filters } = request
        const kept = filtersOf.has(NextToken) ? filtersOf.get(NextToken) : Filters
        return Result.map(
          Result.flatMap(evaluate(peers, request), () =>
            evaluate(peers, { ...request, Filters: kept }),
          ),
          (page) => {
            if (page.NextToken !== undefined) filtersOf.set(page.NextToken, kept)
            return page
          },
        )
      }
    }),
  },
  {
    bug: "IDs make the token forgotten",
    law: "pages put together",
    adapter: adapterOf(
      rerequesting(({ NextToken, ...request }) =>
        (request.RouteServerPeerIds ?? []).length > 0 ? request : { ...request, NextToken },
      ),
    ),
  },
]
