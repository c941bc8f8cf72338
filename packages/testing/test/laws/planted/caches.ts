/**
 * Bugs of caches that say how old their answers may be.
 */
import { DescribeRouteServerPeers } from "@route-server/core"
import { Clock, Effect } from "effect"
import { adapterOpening, type Page, type PlantedBug } from "./adapters.ts"
import { onlyKnown } from "./peers.ts"

const { evaluate } = DescribeRouteServerPeers

/** In milliseconds: how long a page may be kept. */
const A_MINUTE = 60_000

interface Kept {
  readonly page: Page
  readonly at: number
  usedAt: number
}

/** Keeps pages for a minute, and shows them as they are. */
const caching = ({
  isFresh = ({ at }: Kept, now: number) => now - at < A_MINUTE,
  show = (page: Page): Page => structuredClone(page),
}) =>
  adapterOpening(
    () => {
      const kept = new Map<string, Kept>()
      return Effect.fnUntraced(function* (read, request) {
        const now = yield* Clock.currentTimeMillis
        const key = JSON.stringify(request)
        const known = kept.get(key)
        if (known !== undefined && isFresh(known, now)) {
          known.usedAt = now
          return show(known.page)
        }
        const page = yield* Effect.fromResult(evaluate(yield* read, request))
        kept.set(key, { page, at: now, usedAt: now })
        return structuredClone(page)
      })
    },
    { staleAnswers: A_MINUTE },
  )

export const bugsOfCaches: ReadonlyArray<PlantedBug> = [
  {
    bug: "a page that is asked for again is kept for another minute",
    law: "changes show",
    adapter: caching({ isFresh: ({ usedAt }, now) => now - usedAt < A_MINUTE }),
  },
  {
    bug: "a page is kept for twice as long as is said",
    law: "changes show",
    also: { laws: ["tombstones"], because: "peers change there, too" },
    adapter: caching({ isFresh: ({ at }, now) => now - at < 2 * A_MINUTE }),
  },
  {
    bug: "a page that is kept lacks members that are not known today",
    law: "peers as they are",
    adapter: caching({
      show: (page) => ({ ...page, RouteServerPeers: page.RouteServerPeers.map(onlyKnown) }),
    }),
  },
  {
    bug: "a page is everybody's from the second time on",
    law: "answers kept",
    adapter: caching({ show: (page) => page }),
  },
]
