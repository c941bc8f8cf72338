/**
 * Bugs of adapters that mix requests up, one after the other or at once.
 */
import { DescribeRouteServerPeers, type ServiceError } from "@route-server/core"
import { Deferred, Effect, Result } from "effect"
import {
  adapterKeeping,
  adapterOpening,
  type Page,
  type PlantedBug,
  type Request,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

/** Remembers answers, for ever, by a key that is made from the request. */
const remembering = (keyOf: (request: Request) => string) =>
  adapterKeeping(() => {
    const answers = new Map<string, Page>()
    return (peers, request) => {
      const key = keyOf(request)
      const known = answers.get(key)
      if (known !== undefined) return Result.succeed(known)
      return Result.map(evaluate(peers, request), (page) => {
        answers.set(key, page)
        return page
      })
    }
  })

const ofLong = {
  laws: [
    "ids find",
    "ids confine",
    "order and repetition",
    "refusals",
    "values or",
    "filters and",
    "changes show",
    "listing during changes",
    "requests at once",
    "steadiness",
    "interruptions",
    "effects as values",
    "answers kept",
    "tombstones",
    "pages put together",
    "page bounds",
    "peers as they are",
  ],
  because: "they ask for such, or for what was remembered for ever",
}

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
        "requests at once",
        "refusals",
        "steadiness",
        "interruptions",
        "effects as values",
        "answers kept",
        "tokens",
        "tombstones",
      ],
      because: "they ask for pages of several sizes, and answers are remembered for ever",
    },
    adapter: remembering(({ MaxResults: _, ...request }) => JSON.stringify(request)),
  },
  {
    bug: "a memory of answers looks at the first 500 characters of a request",
    law: "requests apart",
    also: ofLong,
    adapter: remembering((request) => JSON.stringify(request).slice(0, 500)),
  },
  {
    bug: "a memory of answers looks at the number of IDs",
    law: "requests apart",
    also: ofLong,
    adapter: remembering(({ RouteServerPeerIds: ids, ...request }) =>
      JSON.stringify([ids?.length, request]),
    ),
  },
  {
    bug: "a memory of answers joins values with commas",
    law: "requests apart",
    also: {
      laws: [
        "requests at once",
        "changes show",
        "listing during changes",
        "refusals",
        "steadiness",
        "interruptions",
        "effects as values",
        "answers kept",
        "tokens",
        "tombstones",
      ],
      because: "answers are remembered for ever, and no list and what is none have one key",
    },
    adapter: remembering(({ Filters, ...request }) =>
      JSON.stringify([request, (Filters ?? []).map(({ Name, Values }) => `${Name}=${Values}`)]),
    ),
  },
  {
    bug: "a memory of answers takes a dry run for a request",
    law: "requests apart",
    also: {
      laws: [
        "dry runs",
        "refusals",
        "requests at once",
        "changes show",
        "listing during changes",
        "steadiness",
        "interruptions",
        "effects as values",
        "answers kept",
        "tokens",
        "tombstones",
      ],
      because: "they ask both ways, and answers are remembered for ever",
    },
    adapter: remembering(({ DryRun: _, ...request }) => JSON.stringify(request)),
  },
  {
    bug: "an answer on its way is given to all who ask for the same page",
    law: "requests at once",
    also: { laws: ["interruptions", "steadiness"], because: "there, too, several ask at one time" },
    adapter: adapterOpening(() => {
      type Answer = Deferred.Deferred<Page, ServiceError.ServiceError>
      const onTheirWay = new Map<string, Answer>()
      return Effect.fnUntraced(function* (read, { Filters, ...request }) {
        const key = JSON.stringify(request)
        const earlier = onTheirWay.get(key)
        if (earlier !== undefined) return yield* Deferred.await(earlier)
        const answer = yield* Deferred.make<Page, ServiceError.ServiceError>()
        onTheirWay.set(key, answer)
        yield* Effect.yieldNow
        const page = evaluate(yield* read, { ...request, Filters })
        yield* Deferred.complete(answer, Effect.fromResult(page))
        onTheirWay.delete(key)
        return yield* Effect.fromResult(page)
      })
    }),
  },
  {
    bug: "the request at hand is kept where the next one overwrites it",
    law: "requests at once",
    also: {
      laws: ["interruptions", "steadiness", "effects as values"],
      because: "there, too, several ask at one time",
    },
    adapter: adapterOpening(() => {
      let atHand: Request = {}
      return Effect.fnUntraced(function* (read, request) {
        atHand = request
        yield* Effect.yieldNow
        return yield* Effect.fromResult(evaluate(yield* read, atHand))
      })
    }),
  },
  {
    bug: "the filters of the request are sorted where they stand",
    law: "requests apart",
    adapter: adapterOpening(
      () => (read, request) =>
        Effect.flatMap(read, (peers) => Effect.fromResult(evaluate(peers, request))),
      {},
      (request) => {
        const sorted = request.Filters?.map(({ Name, Values }) => ({
          Name,
          Values: Values?.toSorted(),
        }))
        Object.assign(request, sorted && { Filters: sorted })
        return structuredClone(request)
      },
    ),
  },
]
