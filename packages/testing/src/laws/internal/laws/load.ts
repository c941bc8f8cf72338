/**
 * The laws about much, often, late, and about what breaks behind the adapter.
 */
import type { DescribeRouteServerPeers } from "@route-server/core"
import { Effect, Result } from "effect"
import fc from "fast-check"
import { valuesOfNone } from "../../../generators/Filter.ts"
import { oneOf } from "../../../generators/internal/filterNames.ts"
import { type Template, withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, law } from "../../Law.ts"
import { casesFor, fleetsOfSeveralPages, halfInPages, pageSize, wholeRequest } from "../cases.ts"
import { list, summarize, summaryOf } from "../listing.ts"
import { pace as anyPace, atPace, givingWay, type Pace } from "../turns.ts"

type Request = DescribeRouteServerPeers.Request

/** A time of which a cache may think that it is over. */
const PAUSES = [0, 0, 0, 1000, 61_000, 3_601_000, 90_000_000]

/** Some of the requests, asked one after the other or at once, after a pause. */
interface Wave {
  readonly requests: ReadonlyArray<Request>
  readonly atOnce: boolean
  /** In milliseconds. */
  readonly pause: number
}

interface Load {
  readonly waves: ReadonlyArray<Wave>
  readonly pace: Pace
}

const refused: ReadonlyArray<Request> = [
  { RouteServerPeerIds: ["rsp-nosuchpeer"] },
  { MaxResults: 0 },
  { DryRun: true },
]

/** So many requests at once overflow a small table. */
const MOST = 40

const waves = (): fc.Arbitrary<
  ReadonlyArray<{
    readonly picks: ReadonlyArray<number>
    /** Whether most of them are another request each. */
    readonly areMany: boolean
    readonly atOnce: boolean
    readonly pause: number
  }>
> => {
  const ofSize = (maxLength: number) =>
    fc.record({
      // A few times the same, and then the others.
      picks: fc.array(fc.constantFrom(0, 0, 1, 2, 3), { minLength: maxLength, maxLength }),
      areMany: fc.constant(maxLength === MOST),
      atOnce: fc.boolean(),
      pause: fc.constantFrom(...PAUSES),
    })
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 8, arbitrary: fc.array(ofSize(6), { minLength: 1, maxLength: 3 }) },
    { weight: 3, arbitrary: fc.array(ofSize(14), { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.array(ofSize(MOST), { minLength: 2, maxLength: 2 }) },
  )
}

const load = (promises: Promises): fc.Arbitrary<Template<Load>> =>
  fc
    .tuple(
      wholeRequest(promises),
      wholeRequest(promises),
      pageSize(promises),
      fc.nat(2),
      waves(),
      anyPace(),
    )
    .map(([one, another, size, which, all, pace]) => (fleet) => {
      const { Filters } = another(fleet)
      const requests = [refused[which], one(fleet), { Filters, MaxResults: size }, {}]
      const others = valuesOfNone(MOST).map((none): Request => {
        const Values = ["*", none].slice(-promises.limits.valuesPerFilter)
        return { Filters: [{ Name: oneOf(promises.filterNames), Values }] }
      })
      return {
        waves: all.map(({ picks, areMany, ...rest }) => ({
          requests: picks.map(
            (pick, at) => (areMany && pick > 0 ? others[at] : requests[pick]) ?? {},
          ),
          ...rest,
        })),
        pace,
      }
    })

export const steadiness = law({
  name: "steadiness",
  statement:
    "The answer to a request is the same however often it is asked for, after however many refusals, with however many others at once, and however much later.",
  cases: (promises) => withFleet(fleetsOfSeveralPages(promises), load(promises)),
  *judge({ open, advance }, fleet, { waves, pace }) {
    const source = yield* open(fleet)
    const alone = yield* open(fleet)
    const known = new Map<Request, unknown>()
    for (const { requests, atOnce, pause } of waves) {
      if (pause > 0) yield* advance(pause)
      for (const request of requests) {
        if (known.has(request)) continue
        known.set(request, yield* summarize(alone, request))
      }
      const answers = yield* Effect.forEach(requests, (request) => summarize(source, request), {
        concurrency: atOnce ? "unbounded" : 1,
      }).pipe((effect) => (atOnce ? effect.pipe(givingWay(pace), atPace(pace)) : effect))
      for (const [at, request] of requests.entries()) {
        const difference = compare(known.get(request), answers[at], request)
        if (difference !== undefined) return difference
      }
    }
    return undefined
  },
})

const EMPTY: DescribeRouteServerPeers.Result = { RouteServerPeers: [] }

interface Outage {
  readonly before: ReadonlyArray<Request>
  readonly request: Request
  readonly times: number
}

export const outages = law({
  name: "outages",
  statement:
    "While what is behind the adapter fails, a request fails, too, and is never answered with a page that is not the right one; afterwards it is answered as ever.",
  needs: ["outage"],
  cases: (promises) =>
    casesFor(
      fleetsOfSeveralPages(promises),
      fc.tuple(
        fc.array(wholeRequest(promises), { maxLength: 2 }),
        halfInPages(promises, wholeRequest(promises)),
        fc.integer({ min: 1, max: 3 }),
      ),
      (fleet, [befores, template, times]): Outage => ({
        before: befores.map((each) => each(fleet)),
        request: template(fleet),
        times,
      }),
    ),
  *judge({ open, promises, advance }, fleet, { before, request, times }) {
    const source = yield* open(fleet)
    const due = yield* summarize(yield* open(fleet), request)
    for (const each of before) yield* list(source, each)
    const first = yield* source.ask(request)
    yield* source.outage(true)
    for (let time = 0; time < times; time += 1) {
      const during = yield* list(source, request)
      // What was remembered may be shown, whole and right, where answers may be stale.
      const isRight = promises.staleness > 0 && compare(due, summaryOf(during)) === undefined
      if (during.pages.length > 0 && during.refusal === undefined && !isRight) {
        return { request, expected: "a failure", actual: summaryOf(during) }
      }
    }
    // A listing that is under way fails as well: it has not come to its end.
    const { NextToken = "", RouteServerPeers } = Result.getOrElse(first, () => EMPTY)
    if (NextToken !== "") {
      const rest = yield* list(source, { ...request, NextToken })
      const seen = [...RouteServerPeers, ...rest.pages.flat()]
      const isRight =
        promises.staleness > 0 && compare(due, summaryOf({ ...rest, pages: [seen] })) === undefined
      if (rest.refusal === undefined && !isRight) {
        return {
          request: { ...request, NextToken },
          expected: "a failure",
          actual: summaryOf(rest),
        }
      }
    }
    yield* source.outage(false)
    // What was learnt of the outage may be remembered for a while.
    yield* advance(A_DAY)
    return compare(due, yield* summarize(source, request), request)
  },
})

/** In milliseconds. */
const A_DAY = 86_400_000
