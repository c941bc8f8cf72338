/**
 * Bugs that show after a while, or when there is much to do.
 */
import { DescribeRouteServerPeers, ServiceError } from "@route-server/core"
import { Clock, Effect, Result } from "effect"
import {
  adapterKeeping,
  adapterOpening,
  type Page,
  type PlantedBug,
  type Request,
} from "./adapters.ts"

const { evaluate } = DescribeRouteServerPeers

const tooMany = () => new ServiceError.RequestLimitExceeded({ message: "Too many." })

/** In milliseconds: longer than laws that hang in tests wait for an answer. */
const A_STALL = 1600

/** Blocks the thread, as a look-up that is not asynchronous may. */
const standStill = () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, A_STALL)
}

const EMPTY: Page = { RouteServerPeers: [] }

const everywhere = {
  laws: [
    "refusals",
    "requests apart",
    "requests at once",
    "effects as values",
    "answers kept",
    "interruptions",
    "tokens",
    "listing during changes",
    "changes show",
    "dry runs",
    "patterns",
    "hostile patterns",
    "filters and",
    "values or",
    "pages put together",
    "page bounds",
    "order and repetition",
    "peers as they are",
    "case of names",
  ],
  because: "some of their cases are as long",
}

export const bugsOfLoad: ReadonlyArray<PlantedBug> = [
  ...[13, 37].map(
    (every): PlantedBug => ({
      bug: `every ${every}th request is refused`,
      law: "steadiness",
      also: everywhere,
      adapter: adapterKeeping(() => {
        let count = 0
        return (peers, request) => {
          count += 1
          return count % every === 0 ? Result.fail(tooMany()) : evaluate(peers, request)
        }
      }),
    }),
  ),
  {
    bug: "now and then the answer is that of the request before",
    law: "steadiness",
    also: everywhere,
    adapter: adapterKeeping(() => {
      let count = 0
      let before: Page | undefined
      return (peers, request) => {
        count += 1
        return Result.map(evaluate(peers, request), (page) => {
          const given = count % 9 === 0 && before !== undefined ? before : page
          before = page
          return given
        })
      }
    }),
  },
  ...[5, 12].map(
    (most): PlantedBug => ({
      bug: `the ${most}th request at once is refused`,
      law: "steadiness",
      also: { laws: ["interruptions", "requests at once"], because: "there are as many there" },
      adapter: adapterOpening(() => {
        let running = 0
        return Effect.fnUntraced(function* (read, request) {
          if (running >= most - 1) return yield* tooMany()
          running += 1
          return yield* Effect.yieldNow.pipe(
            Effect.andThen(read),
            Effect.flatMap((peers) => Effect.fromResult(evaluate(peers, request))),
            Effect.ensuring(
              Effect.sync(() => {
                running -= 1
              }),
            ),
          )
        })
      }),
    }),
  ),
  {
    bug: "of more than twenty different requests at once two get one answer",
    law: "steadiness",
    adapter: adapterOpening(() => {
      const running = new Map<number, Request>()
      let count = 0
      return Effect.fnUntraced(function* (read, request) {
        count += 1
        const number = count % 20
        running.set(number, request)
        yield* Effect.yieldNow
        return yield* Effect.fromResult(evaluate(yield* read, running.get(number) ?? request))
      })
    }),
  },
  {
    bug: "after ten refusals there is nothing left to answer with",
    law: "steadiness",
    also: everywhere,
    adapter: adapterKeeping(() => {
      let refused = 0
      return (peers, request) => {
        if (refused >= 10) return Result.fail(tooMany())
        return Result.mapError(evaluate(peers, request), (error) => {
          refused += 1
          return error
        })
      }
    }),
  },
  {
    bug: "while a cache is filled anew it is empty",
    law: "steadiness",
    also: { laws: ["tokens", "outages"], because: "some time passes there, too" },
    adapter: adapterOpening(() => {
      let filledAt: number | undefined
      return Effect.fnUntraced(function* (read, request) {
        const now = yield* Clock.currentTimeMillis
        const isOld = filledAt !== undefined && now - filledAt > 60_000
        if (filledAt === undefined || isOld) filledAt = now
        return yield* Effect.fromResult(evaluate(isOld ? [] : yield* read, request))
      })
    }),
  },
  {
    bug: "a day later there is nothing",
    law: "steadiness",
    also: { laws: ["tokens"], because: "some days pass there, too" },
    adapter: adapterOpening(() => {
      let madeAt: number | undefined
      return Effect.fnUntraced(function* (read, request) {
        const now = yield* Clock.currentTimeMillis
        madeAt ??= now
        const page = evaluate(yield* read, request)
        return now - madeAt > 86_400_000 ? EMPTY : yield* Effect.fromResult(page)
      })
    }),
  },
  {
    bug: "once the whole process stands still",
    law: "steadiness",
    hangs: true,
    also: everywhere,
    adapter: adapterKeeping(() => {
      let count = 0
      return (peers, request) => {
        count += 1
        if (count === 50) standStill()
        return evaluate(peers, request)
      }
    }),
  },
  {
    bug: "pages shrink with each request, until there is nothing in them",
    law: "steadiness",
    also: everywhere,
    adapter: adapterKeeping(() => {
      let left = 30
      return (peers, request) =>
        Result.flatMap(evaluate(peers, request), (page) => {
          left = Math.max(0, left - 1)
          const size = Math.min(left, request.MaxResults ?? 1000)
          if (size === 0)
            return Result.succeed({ RouteServerPeers: [], NextToken: request.NextToken ?? "" })
          return page.RouteServerPeers.length <= size || request.RouteServerPeerIds !== undefined
            ? Result.succeed(page)
            : Result.succeed({ ...page, RouteServerPeers: page.RouteServerPeers.slice(0, size) })
        })
    }),
  },
]
