/**
 * Bugs of adapters that remember what they answered.
 */
import { DescribeRouteServerPeers } from "@route-server/core"
import { Result } from "effect"
import { adapterKeeping, type Page, type PlantedBug, type Request } from "./adapters.ts"

/** Remembers answers, for ever, by a key that is made from the request. */
const remembering = (keyOf: (request: Request) => string) =>
  adapterKeeping(() => {
    const answers = new Map<string, Page>()
    return (peers, request) => {
      const key = keyOf(request)
      const known = answers.get(key)
      if (known !== undefined) return Result.succeed(known)
      return Result.map(DescribeRouteServerPeers.evaluate(peers, request), (page) => {
        answers.set(key, page)
        return page
      })
    }
  })

export const bugsOfMemory: ReadonlyArray<PlantedBug> = [
  {
    bug: "a memory of answers forgets the size of the page",
    law: "requests apart",
    also: {
      laws: [
        "pages put together",
        "page bounds",
        "changes show",
        "listing during changes",
        "refusals",
      ],
      because: "they ask for pages of several sizes, and answers are remembered for ever",
    },
    adapter: remembering(({ MaxResults: _, ...request }) => JSON.stringify(request)),
  },
  {
    bug: "a memory of answers joins values with commas",
    law: "requests apart",
    also: {
      laws: ["changes show", "listing during changes"],
      because: "answers are remembered for ever",
    },
    adapter: remembering(({ Filters, ...request }) =>
      JSON.stringify([request, (Filters ?? []).map(({ Name, Values }) => `${Name}=${Values}`)]),
    ),
  },
  {
    bug: "a memory of answers takes a dry run for a request",
    law: "requests apart",
    also: {
      laws: ["dry runs", "refusals", "changes show", "listing during changes"],
      because: "they ask both ways, and answers are remembered for ever",
    },
    adapter: remembering(({ DryRun: _, ...request }) => JSON.stringify(request)),
  },
]
