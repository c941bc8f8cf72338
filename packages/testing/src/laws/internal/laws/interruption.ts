/**
 * The laws about requests that are interrupted, and about what an adapter must give back.
 */
import { type DescribeRouteServerPeers, PeerUpdate } from "@route-server/core"
import { Effect, Exit, Fiber, Scope } from "effect"
import fc from "fast-check"
import { updatesTemplate } from "../../../generators/PeerUpdate.ts"
import { constantly, type Template, withFleet } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, type Difference, law } from "../../Law.ts"
import { fleetsOfSeveralPages, halfInPages, wholeRequest } from "../cases.ts"
import { firstDifference, type Listing, list, summarize, summaryOf } from "../listing.ts"
import type { Opened } from "../subject.ts"
import { pace as anyPace, atPace, givingWay, type Pace, wait } from "../turns.ts"

type Request = DescribeRouteServerPeers.Request

/** Somebody who asks, and may think better of it. */
interface Caller {
  readonly request: Request
  /** How many turns the others have before. */
  readonly turns: number
  /** After how many turns more the caller is interrupted; never if `null`. */
  readonly interruptedAfter: number | null
}

interface Interrupted {
  readonly callers: ReadonlyArray<Caller>
  /** How often all of this happens. */
  readonly times: number
  readonly pace: Pace
  readonly changes: ReadonlyArray<PeerUpdate.PeerUpdate>
}

/** More often than a pool has slots. */
const OFTEN = 12

const callers = (): fc.Arbitrary<
  ReadonlyArray<Omit<Caller, "request"> & { readonly at: number }>
> =>
  fc.array(
    fc.record({
      // Most ask for the same, which an adapter may ask for once.
      at: fc.constantFrom(0, 0, 0, 1),
      turns: fc.nat(3),
      interruptedAfter: fc.oneof(
        { withCrossShrink: true },
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 4, arbitrary: fc.nat(4) },
        { weight: 1, arbitrary: fc.nat(30) },
      ),
    }),
    { minLength: 2, maxLength: 5 },
  )

const someCallers = (promises: Promises): fc.Arbitrary<Template<Interrupted>> => {
  const request = halfInPages(
    promises,
    fc.oneof(
      { withCrossShrink: true },
      constantly(fc.constant<Request>({})),
      wholeRequest(promises),
    ),
  )
  return fc
    .tuple(
      fc.tuple(request, request),
      callers(),
      fc.oneof(
        { withCrossShrink: true },
        { weight: 6, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.constant(OFTEN) },
      ),
      anyPace(),
      updatesTemplate({ minLength: 1, maxLength: 4, anyChange: true }),
    )
    .map(([templates, each, times, pace, changesOf]) => (fleet) => {
      const requests = templates.map((template) => template(fleet))
      return {
        callers: each.map(({ at, ...rest }) => ({ request: requests[at] ?? {}, ...rest })),
        times,
        pace,
        changes: changesOf(fleet),
      }
    })
}

/** What became of each caller; nothing of one that was interrupted before there was an answer. */
const disturb = (source: Opened, callers: ReadonlyArray<Caller>) =>
  Effect.forEach(
    callers,
    ({ request, turns, interruptedAfter }) =>
      Effect.gen(function* () {
        const asking = yield* wait(turns).pipe(
          Effect.andThen(list(source, request)),
          Effect.forkChild({ startImmediately: true }),
        )
        if (interruptedAfter !== null) {
          yield* wait(turns + interruptedAfter)
          yield* Fiber.interrupt(asking)
        }
        const exit: Exit.Exit<Listing> = yield* Fiber.await(asking)
        if (Exit.isSuccess(exit)) return { request, listing: exit.value }
        return Exit.hasInterrupts(exit) && interruptedAfter !== null
          ? undefined
          : yield* Effect.failCause(exit.cause)
      }),
    { concurrency: "unbounded" },
  )

export const interruptions = law({
  name: "interruptions",
  statement:
    "Who is interrupted gets no answer or the right one, all others get theirs, at that time and afterwards, and nothing of an interrupted request shows later.",
  cases: (promises) => withFleet(fleetsOfSeveralPages(promises), someCallers(promises)),
  *judge({ open, promises, can }, fleet, { callers, times, pace, changes }) {
    const source = yield* open(fleet)
    const alone = yield* open(fleet)
    const due = new Map<Request, unknown>()
    for (const { request } of callers) {
      if (!due.has(request)) due.set(request, yield* summarize(alone, request))
    }
    for (let time = 0; time < times; time += 1) {
      const told = yield* disturb(source, callers).pipe(givingWay(pace), atPace(pace))
      for (const each of told) {
        const difference =
          each && compare(due.get(each.request), summaryOf(each.listing), each.request)
        if (difference !== undefined) return difference
      }
    }
    for (const [request, expected] of due) {
      const difference = compare(expected, yield* summarize(source, request), request)
      if (difference !== undefined) return difference
    }
    if (!can.change || promises.staleness > 0 || changes.length === 0) return undefined
    const fresh = yield* open(changes.reduce(PeerUpdate.apply, fleet))
    yield* disturb(
      source,
      callers.map(({ request }, at) => ({ request, turns: 0, interruptedAfter: at })),
    ).pipe(givingWay(pace), atPace(pace))
    for (const change of changes) yield* source.change(change)
    yield* wait(LATER).pipe(atPace(pace))
    return yield* firstDifference(fresh, source, due.keys())
  },
})

/** So many turns later what was interrupted has had the time to do whatever it still does. */
const LATER = 50

/** Looks a few times: what gives back what it holds may take some turns for it. */
const settled = Effect.fnUntraced(function* ({ inUse }: Opened, expected: string) {
  let held = 0
  for (let look = 0; look < LATER; look += 1) {
    held = yield* inUse
    if (held === 0) return undefined
    yield* wait(1).pipe(atPace({ turns: "async" }))
  }
  return { expected, actual: `${held} in use` } satisfies Difference
})

export const givenBack = law({
  name: "given back",
  statement:
    "What a request holds is given back when it ends, be it answered, refused or interrupted, and all the rest when the adapter is closed.",
  needs: ["inUse"],
  cases: (promises) => withFleet(fleetsOfSeveralPages(promises), someCallers(promises)),
  *judge({ open }, fleet, { callers, pace }) {
    const scope = yield* Scope.make()
    const source = yield* Scope.provide(open(fleet), scope)
    yield* disturb(source, callers).pipe(givingWay(pace), atPace({ turns: "async" }))
    yield* source.ask({ RouteServerPeerIds: ["none"] })
    const after = yield* settled(source, "nothing in use after the requests")
    yield* Scope.close(scope, Exit.void)
    return after ?? (yield* settled(source, "nothing in use after the end"))
  },
})
