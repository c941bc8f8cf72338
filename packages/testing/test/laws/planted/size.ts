/**
 * Bugs of what is beyond some number.
 */
import { DescribeRouteServerPeers, PageToken } from "@route-server/core"
import { Result } from "effect"
import {
  adapterOf,
  changingPages,
  changingPeers,
  comparing,
  fits,
  matchesOne,
  type PlantedBug,
  refiltering,
  rerequesting,
  selectingByEach,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const byOrder = { laws: ["order and repetition"], because: "which ones count depends on it" }

export const bugsOfSize: ReadonlyArray<PlantedBug> = [
  ...[10, 100, 500].map(
    (most): PlantedBug => ({
      bug: `only the first ${most} IDs count`,
      law: "ids find",
      adapter: adapterOf(
        rerequesting(({ RouteServerPeerIds, ...request }) => ({
          ...request,
          RouteServerPeerIds: RouteServerPeerIds?.slice(0, most),
        })),
      ),
    }),
  ),
  {
    bug: "of IDs looked for in parts of 40, one that is not full is lost",
    law: "ids find",
    adapter: adapterOf(
      rerequesting(({ RouteServerPeerIds: ids, ...request }) => ({
        ...request,
        RouteServerPeerIds:
          ids === undefined || ids.length < 40 ? ids : ids.slice(0, ids.length - (ids.length % 40)),
      })),
    ),
  },
  ...[25, 49].map(
    (most): PlantedBug => ({
      bug: `only the first ${most} filters count`,
      law: "filters and",
      also: byOrder,
      adapter: adapterOf(
        rerequesting(({ Filters, ...request }) => ({
          ...request,
          Filters: Filters?.slice(0, most),
        })),
      ),
    }),
  ),
  {
    bug: "only the last 25 filters count",
    law: "filters and",
    also: byOrder,
    adapter: adapterOf(
      rerequesting(({ Filters, ...request }) => ({ ...request, Filters: Filters?.slice(-25) })),
    ),
  },
  ...[50, 100, 199].map(
    (most): PlantedBug => ({
      bug: `only the first ${most} values count`,
      law: "values or",
      also: byOrder,
      adapter: adapterOf(
        refiltering(({ Name, Values }) => [{ Name, Values: Values?.slice(0, most) }]),
      ),
    }),
  ),
  {
    bug: "of more than a hundred values the first is lost",
    law: "values or",
    also: byOrder,
    adapter: adapterOf(
      refiltering(({ Name, Values = [] }) => [
        { Name, Values: Values.length > 100 ? Values.slice(1) : Values },
      ]),
    ),
  },
  ...[3, 10, 49].map(
    (most): PlantedBug => ({
      bug: `filters look at ${most} tags of a peer`,
      law: "patterns",
      also: {
        laws: ["case of values", "values or", "filters and", "hostile patterns"],
        because: "they look at tags",
      },
      adapter: adapterOf(
        selectingByEach((peer, filter) =>
          matchesOne(
            peer.Tags === undefined ? peer : { ...peer, Tags: peer.Tags.slice(0, most) },
            filter,
          ),
        ),
      ),
    }),
  ),
  ...[3, 10, 49].map(
    (most): PlantedBug => ({
      bug: `${most} tags of a peer are shown`,
      law: "peers as they are",
      adapter: adapterOf(
        changingPeers((peers) =>
          peers.map((peer) =>
            peer.Tags === undefined ? peer : { ...peer, Tags: peer.Tags.slice(0, most) },
          ),
        ),
      ),
    }),
  ),
  ...[10, 100].map(
    (most): PlantedBug => ({
      bug: `a listing ends after ${most} pages`,
      law: "pages put together",
      adapter: adapterOf((peers, request) =>
        Result.map(evaluate(peers, request), (page) => {
          const { NextToken: token, MaxResults = 1000 } = request
          const { NextToken: _, ...last } = page
          const after = token === undefined ? undefined : PageToken.decode(token)?.after
          const seen = peers.filter(
            ({ RouteServerPeerId: id }) => after !== undefined && id <= after,
          ).length
          return seen / MaxResults >= most - 1 ? last : page
        }),
      ),
    }),
  ),
  {
    bug: "a whole answer ends after a thousand peers",
    law: "peers as they are",
    also: { laws: ["pages put together", "ids find"], because: "some of its fleets are as large" },
    adapter: adapterOf(
      changingPages((page, { MaxResults }) =>
        MaxResults === undefined
          ? { ...page, RouteServerPeers: page.RouteServerPeers.slice(0, 1000) }
          : page,
      ),
    ),
  },
  {
    bug: "texts are compared by their first 255 characters",
    law: "patterns",
    adapter: adapterOf(comparing((value, text) => fits(value, text.slice(0, 255)))),
  },
]
