/**
 * Bugs of what is refused, and of dry runs.
 */
import {
  DescribeRouteServerPeers,
  FilterNames,
  PageToken,
  ResourceId,
  ServiceError,
} from "@route-server/core"
import { Result } from "effect"
import { adapterKeeping, adapterOf, type PlantedBug } from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const ANY_ID = ResourceId.RouteServerPeerId.make("rsp-0")

export const bugsOfRefusals: ReadonlyArray<PlantedBug> = [
  {
    bug: "a dry run looks for the IDs first",
    law: "dry runs",
    adapter: adapterOf((peers, request) => {
      const dry = evaluate(peers, request)
      const wet = evaluate(peers, { ...request, DryRun: false })
      const missing =
        Result.isFailure(wet) && wet.failure._tag === "InvalidRouteServerPeerId.NotFound"
      return missing ? wet : dry
    }),
  },
  {
    bug: "a dry run is answered with peers",
    law: "dry runs",
    adapter: adapterOf((peers, request) => {
      const due = evaluate(peers, request)
      return Result.isFailure(due) && due.failure._tag === "DryRunOperation"
        ? evaluate(peers, { ...request, DryRun: false })
        : due
    }),
  },
  {
    bug: "unknown IDs are dropped in silence",
    law: "refusals",
    also: {
      laws: ["tombstones"],
      because: "a peer that is gone, or deleted, is asked for by its ID",
    },
    adapter: adapterOf((peers, request) => {
      const due = evaluate(peers, request)
      if (Result.isSuccess(due) || due.failure._tag !== "InvalidRouteServerPeerId.NotFound") {
        return due
      }
      const { RouteServerPeerIds: ids = [] } = request
      const known = peers.filter((peer) => ids.includes(peer.RouteServerPeerId))
      return evaluate(known, { ...request, RouteServerPeerIds: [] })
    }),
  },
  {
    bug: "MaxResults out of range is put right in silence",
    law: "refusals",
    adapter: adapterOf((peers, { MaxResults, ...request }) =>
      evaluate(peers, {
        ...request,
        MaxResults: MaxResults && Math.min(1000, Math.max(5, MaxResults)),
      }),
    ),
  },
  {
    bug: "MaxResults is rounded",
    law: "refusals",
    adapter: adapterOf((peers, { MaxResults, ...request }) =>
      evaluate(peers, { ...request, MaxResults: MaxResults && Math.floor(MaxResults) }),
    ),
  },
  {
    bug: "members that the operation does not have are passed over",
    law: "refusals",
    adapter: adapterOf((peers, { RouteServerPeerIds, Filters, MaxResults, NextToken, DryRun }) =>
      evaluate(peers, { RouteServerPeerIds, Filters, MaxResults, NextToken, DryRun }),
    ),
  },
  {
    bug: "a refusal does not say what it refuses",
    law: "refusals",
    adapter: adapterOf((peers, request) =>
      Result.mapError(evaluate(peers, request), (error) =>
        error._tag === "InvalidParameterValue"
          ? new ServiceError.InvalidParameterValue({ message: "Invalid value." })
          : error,
      ),
    ),
  },
  {
    bug: "a token that leads to nothing is refused",
    law: "refusals",
    also: { laws: ["listing during changes"], because: "there, too, such a token is refused" },
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), (page) => {
        const { NextToken: token, MaxResults: size } = request
        if (token !== undefined && page.RouteServerPeers.length === 0) {
          return Result.fail(new ServiceError.InvalidNextToken({ message: token }))
        }
        const [last] = page.RouteServerPeers.slice(-1)
        return Result.succeed(
          last !== undefined && page.RouteServerPeers.length === size
            ? { ...page, NextToken: PageToken.encode({ after: last.RouteServerPeerId }) }
            : page,
        )
      }),
    ),
  },
  {
    bug: "a token is good for once",
    law: "refusals",
    also: {
      laws: ["requests apart", "tokens", "steadiness", "effects as values", "interruptions"],
      because: "there, too, the token of a first page is used for two listings",
    },
    adapter: adapterKeeping(() => {
      const used = new Set<string>()
      return (peers, request) =>
        Result.flatMap(evaluate(peers, request), (page) => {
          const { NextToken: token } = request
          if (token === undefined) return Result.succeed(page)
          if (used.has(token)) {
            return Result.fail(new ServiceError.InvalidNextToken({ message: token }))
          }
          used.add(token)
          return Result.succeed(page)
        })
    }),
  },
  {
    bug: "a dry run looks at the token",
    law: "dry runs",
    adapter: adapterOf((peers, request) => {
      const dry = evaluate(peers, request)
      const token = request.NextToken ?? PageToken.encode({ after: ANY_ID })
      return Result.isFailure(dry) &&
        dry.failure._tag === "DryRunOperation" &&
        PageToken.decode(token) === undefined
        ? evaluate(peers, { NextToken: token })
        : dry
    }),
  },
  {
    bug: "names that the manifest does not have are accepted",
    law: "refusals",
    also: { laws: ["case of names"], because: "there, too, a name is refused" },
    adapter: adapterOf(evaluate, { filterNames: FilterNames.acceptedByAws }),
  },
  {
    bug: "core's tokens are read where the manifest says that they are not",
    law: "refusals",
    adapter: adapterOf(evaluate, { coreTokens: false }),
  },
  {
    bug: "a filter on the ID looks the peer up",
    law: "refusals",
    adapter: adapterOf((peers, request) =>
      Result.flatMap(evaluate(peers, request), (page) => {
        const RouteServerPeerIds = (request.Filters ?? [])
          .filter(({ Name }) => Name === "RouteServerPeerId")
          .flatMap(({ Values = [] }) => Values)
        const found = evaluate(peers, { RouteServerPeerIds })
        return Result.map(found, () => page)
      }),
    ),
  },
  {
    bug: "the seventieth request is one too many",
    law: "steadiness",
    also: {
      laws: [
        "refusals",
        "listing during changes",
        "changes show",
        "requests apart",
        "requests at once",
        "tokens",
        "steadiness",
        "interruptions",
      ],
      because: "some of their cases are as long",
    },
    adapter: adapterKeeping(() => {
      let count = 0
      return (peers, request) => {
        count += 1
        return count < 70
          ? evaluate(peers, request)
          : Result.fail(new ServiceError.RequestLimitExceeded({ message: "Too many." }))
      }
    }),
  },
]
