/**
 * Bugs of what `describe` gives: an effect, and an answer that is somebody else's.
 */
import { DescribeRouteServerPeers, ServiceError } from "@route-server/core"
import type { Fleet } from "@route-server/testing"
import { Effect, Result } from "effect"
import {
  adapterKeeping,
  adapterOpening,
  type Page,
  type PlantedBug,
  type Request,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const asItIs = (request: Request): Request => request

type Outcome = Result.Result<Page, ServiceError.ServiceError>

export const bugsOfEffects: ReadonlyArray<PlantedBug> = [
  {
    bug: "the work is done when describe is called",
    law: "effects as values",
    also: { laws: ["listing during changes"], because: "there, too, peers change before it runs" },
    adapter: adapterOpening(
      () => (read, request) => Effect.fromResult(evaluate(Effect.runSync(read), request)),
    ),
  },
  {
    bug: "a promise is begun when describe is called",
    law: "effects as values",
    also: { laws: ["listing during changes"], because: "there, too, peers change before it runs" },
    adapter: adapterOpening(() => (read, request) => {
      const begun = Promise.resolve(evaluate(Effect.runSync(read), request))
      return Effect.flatMap(
        Effect.promise(() => begun),
        (page) => Effect.fromResult(page),
      )
    }),
  },
  {
    bug: "an effect can be run only once",
    law: "effects as values",
    adapter: adapterOpening(() => (read, request) => {
      let isUsed = false
      return Effect.flatMap(read, (peers) => {
        if (isUsed) return new ServiceError.InternalError({ message: "The stream has ended." })
        isUsed = true
        return Effect.fromResult(evaluate(peers, request))
      })
    }),
  },
  {
    bug: "an effect that runs once more gives no peers",
    law: "effects as values",
    adapter: adapterOpening(() => (read, request) => {
      let isUsed = false
      return Effect.flatMap(read, (peers) => {
        const page = evaluate(isUsed ? [] : peers, request)
        isUsed = true
        return Effect.fromResult(page)
      })
    }),
  },
  {
    bug: "an effect that runs once more gives what it gave",
    law: "effects as values",
    adapter: adapterOpening(() => (read, request) => {
      let known: Outcome | undefined
      return Effect.flatMap(read, (peers) => {
        known ??= evaluate(peers, request)
        return Effect.fromResult(known)
      })
    }),
  },
  {
    bug: "a description is remembered by the request object",
    law: "effects as values",
    adapter: adapterOpening(
      () => {
        const known = new WeakMap<Request, Request>()
        return (read, request) => {
          const taken = known.get(request) ?? structuredClone(request)
          known.set(request, taken)
          return Effect.flatMap(read, (peers) => Effect.fromResult(evaluate(peers, taken)))
        }
      },
      {},
      asItIs,
    ),
  },
  {
    bug: "the request is read when the effect runs",
    law: "effects as values",
    adapter: adapterOpening(
      () => (read, request) =>
        Effect.flatMap(read, (peers) => Effect.fromResult(evaluate(peers, request))),
      {},
      asItIs,
    ),
  },
  {
    bug: "the filters are read when the effect runs",
    law: "effects as values",
    adapter: adapterOpening(
      () =>
        (read, { ...request }) => {
          const { Filters, ...rest } = request
          return Effect.flatMap(read, (peers) =>
            Effect.fromResult(evaluate(peers, Filters === undefined ? rest : { ...rest, Filters })),
          )
        },
      {},
      ({ Filters, ...request }) => ({
        ...structuredClone(request),
        // The list is the caller's still.
        ...(Filters === undefined ? {} : { Filters }),
      }),
    ),
  },
]

/** Remembers the answers over the same peers. */
const remembering = (remember: (page: Page) => Page) =>
  adapterKeeping(() => {
    const answers = new Map<string, { readonly of: Fleet.Fleet; readonly page: Page }>()
    return (peers, request) => {
      const key = JSON.stringify(request)
      const known = answers.get(key)
      if (known?.of === peers) return Result.succeed(known.page)
      return Result.map(evaluate(peers, request), (page) => {
        answers.set(key, { of: peers, page: remember(page) })
        return page
      })
    }
  })

export const bugsOfState: ReadonlyArray<PlantedBug> = [
  {
    bug: "the answer to everything is the table itself",
    law: "answers kept",
    adapter: adapterKeeping(() => {
      const table: Array<Fleet.Fleet[number]> = []
      return (peers, request) =>
        Result.map(evaluate(peers, request), (page) => {
          if (page.RouteServerPeers.length < peers.length) return page
          table.splice(0, table.length, ...page.RouteServerPeers)
          return { ...page, RouteServerPeers: table }
        })
    }),
  },
  {
    bug: "one page object is filled anew for each answer",
    law: "answers kept",
    also: {
      laws: ["requests at once", "steadiness", "interruptions"],
      because: "several answers are held there",
    },
    adapter: adapterKeeping(() => {
      const shared = { RouteServerPeers: [] }
      return (peers, request) =>
        Result.map(evaluate(peers, request), (page): Page => {
          if (page.NextToken !== undefined) return page
          return Object.assign(shared, page)
        })
    }),
  },
  {
    bug: "peers are changed when they are shown",
    law: "answers kept",
    also: {
      laws: [
        "peers as they are",
        "filters and",
        "patterns",
        "requests apart",
        "requests at once",
        "changes show",
        "steadiness",
        "interruptions",
        "effects as values",
        "pages put together",
        "ids find",
      ],
      because: "a member is lost once it was shown",
    },
    adapter: adapterKeeping(
      () => (peers, request) =>
        Result.map(evaluate(peers, request), (page) => {
          for (const peer of page.RouteServerPeers) Reflect.deleteProperty(peer, "SubnetId")
          return page
        }),
    ),
  },
  {
    bug: "tags are sorted in the table when they are shown",
    law: "answers kept",
    also: { laws: ["peers as they are"], because: "tags are not as they were" },
    adapter: adapterKeeping(
      () => (peers, request) =>
        Result.map(evaluate(peers, request), (page) => {
          for (const { Tags } of page.RouteServerPeers) {
            if (Array.isArray(Tags)) Tags.reverse()
          }
          return page
        }),
    ),
  },
  {
    bug: "a remembered page is given to everybody",
    law: "answers kept",
    adapter: remembering((page) => page),
  },
  {
    bug: "the peers of a remembered page are given to everybody",
    law: "answers kept",
    adapter: remembering((page) => ({ ...page })),
  },
  {
    bug: "filters stick",
    law: "requests apart",
    also: {
      laws: [
        "steadiness",
        "requests at once",
        "answers kept",
        "effects as values",
        "interruptions",
        "refusals",
        "a filter never adds",
        "ids find",
        "pages put together",
        "tokens",
        "changes show",
        "listing during changes",
        "order and repetition",
        "filters and",
        "values or",
      ],
      because: "what was asked before decides there, too",
    },
    adapter: adapterKeeping(() => {
      let last: Request["Filters"]
      return (peers, { Filters = last, ...request }) => {
        last = Filters
        return evaluate(peers, { ...request, Filters })
      }
    }),
  },
  {
    bug: "the filters of a dry run stick",
    law: "requests apart",
    also: { laws: ["steadiness"], because: "there are dry runs there, too" },
    adapter: adapterKeeping(() => {
      let last: Request["Filters"]
      return (peers, { Filters, ...request }) => {
        if (request.DryRun) last = Filters
        return evaluate(peers, { ...request, Filters: Filters ?? last })
      }
    }),
  },
  {
    bug: "MaxResults sticks",
    law: "requests apart",
    also: {
      laws: [
        "steadiness",
        "requests at once",
        "answers kept",
        "effects as values",
        "interruptions",
        "refusals",
        "dry runs",
        "pages put together",
        "changes show",
        "tokens",
      ],
      because: "what was asked before decides there, too",
    },
    adapter: adapterKeeping(() => {
      let last: number | undefined
      return (peers, request) => {
        const { MaxResults = last } = request
        return Result.map(evaluate(peers, { ...request, MaxResults }), (page) => {
          last = MaxResults
          return page
        })
      }
    }),
  },
  {
    bug: "a member of the request is deleted once it is read",
    law: "requests apart",
    adapter: adapterOpening(
      () => (read, request) =>
        Effect.flatMap(read, (peers) => Effect.fromResult(evaluate(peers, request))),
      {},
      (request) => {
        const taken = structuredClone(request)
        Reflect.deleteProperty(request, "Filters")
        return taken
      },
    ),
  },
]
