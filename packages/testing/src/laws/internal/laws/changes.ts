/**
 * The law about listings during which peers come and go.
 *
 * Changes happen between pages and, side by side with the adapter, while it works
 * on one. The adapter is made to give way after every few of its steps, and a
 * change waits for a number of turns first, so the number says between which steps
 * it falls. It is plain data: it stands in the report and it shrinks, which an
 * order of fast-check's scheduler does not, and the steps inside of an adapter are
 * Effect's to hand out.
 */
import { type DescribeRouteServerPeers, Filter, PeerUpdate } from "@route-server/core"
import { Effect, Fiber, Result } from "effect"
import fc from "fast-check"
import type { Fleet } from "../../../generators/Fleet.ts"
import { updatesTemplate } from "../../../generators/PeerUpdate.ts"
import { constantly, itemAt } from "../../../generators/Template.ts"
import type { Promises } from "../../Adapter.ts"
import { compare, inPages, law, silent } from "../../Law.ts"
import {
  type Aim,
  aimsAt,
  casesFor,
  filters,
  fleets,
  fleetsOfSeveralPages,
  literal,
  pageSize,
  wholeRequest,
} from "../cases.ts"
import { answeredIds, idsOf, inOrder, type Listing, list, shownIds } from "../listing.ts"
import { pace as anyPace, atPace, givingWay, type Pace, wait } from "../turns.ts"

/** What happens while one page is asked for, and before the next. */
interface Round {
  readonly meanwhile: ReadonlyArray<PeerUpdate.PeerUpdate>
  /** How many turns the adapter has before each of these. */
  readonly turns: number
  readonly pace: Pace
  readonly afterwards: ReadonlyArray<PeerUpdate.PeerUpdate>
}

/** What is asked before and after some changes. */
interface Changed {
  readonly requests: ReadonlyArray<DescribeRouteServerPeers.Request>
  readonly changes: ReadonlyArray<PeerUpdate.PeerUpdate>
}

/** A listing in pages, and what happens during it. */
interface Input {
  readonly request: {
    readonly Filters: ReadonlyArray<Filter.Filter>
    readonly MaxResults: number
  }
  readonly rounds: ReadonlyArray<Round>
}

/** A round, with numbers of changes in the place of the changes. */
interface Deal extends Pick<Round, "turns" | "pace"> {
  readonly meanwhile: number
  readonly afterwards: number
}

const deals = (): fc.Arbitrary<ReadonlyArray<Deal>> =>
  fc.array(
    fc.record({
      meanwhile: fc.nat(3),
      turns: fc.oneof(
        { withCrossShrink: true },
        { weight: 4, arbitrary: fc.nat(4) },
        { weight: 1, arbitrary: fc.nat(10) },
        { weight: 1, arbitrary: fc.nat(40) },
      ),
      pace: anyPace(),
      afterwards: fc.nat(2),
    }),
    { minLength: 1, maxLength: 4 },
  )

/** Deals the changes out, as far as they go. */
const dealOut = (
  changes: ReadonlyArray<PeerUpdate.PeerUpdate>,
  deals: ReadonlyArray<Deal>,
): ReadonlyArray<Round> => {
  const rest = [...changes]
  return deals.map(({ meanwhile, afterwards, ...when }) => ({
    meanwhile: rest.splice(0, meanwhile),
    ...when,
    afterwards: rest.splice(0, afterwards),
  }))
}

/** Whether the last peer of the first page goes, and when. */
type Seam = "left alone" | "meanwhile" | "afterwards"

/** The last peer of the first page, if pages come in the order of IDs. */
const lastOfFirstPage = (
  fleet: Fleet,
  { Filters, MaxResults }: Input["request"],
): string | undefined => idsOf(fleet.filter(matching(Filters)))[MaxResults - 1]

/** The same deals, of which the first has its first change at that time. */
const beginningAt = (seam: Seam, [first, ...rest]: ReadonlyArray<Deal>): ReadonlyArray<Deal> => {
  if (first === undefined) return []
  const { meanwhile, afterwards } = first
  return seam === "meanwhile"
    ? [{ ...first, meanwhile: Math.max(1, meanwhile) }, ...rest]
    : [{ ...first, meanwhile: 0, afterwards: Math.max(1, afterwards) }, ...rest]
}

/** Whether a peer matches filters, none if they are not valid. */
const matching = (filters: ReadonlyArray<Filter.Filter>) =>
  Result.getOrElse(Filter.compile(filters), () => () => false)

/** Does the others while it does the first, step by step; each after some turns of the first. */
const sideBySide = <A, E>(
  first: Effect.Effect<A>,
  others: ReadonlyArray<Effect.Effect<unknown, E>>,
  { turns, pace }: Pick<Round, "turns" | "pace">,
): Effect.Effect<A, E> =>
  Effect.gen(function* () {
    const changing = yield* Effect.gen(function* () {
      for (const other of others) {
        yield* wait(turns)
        yield* other
      }
    }).pipe(Effect.forkChild({ startImmediately: true }))
    const answer = yield* first.pipe(givingWay(pace))
    yield* Fiber.join(changing)
    return answer
  }).pipe(atPace(pace))

export const listingDuringChanges = law({
  name: "listing during changes",
  statement:
    "A listing goes on, and a peer that is in the answer throughout is seen exactly once, whatever is added, replaced and removed between the pages and while they are asked for.",
  needs: ["change"],
  cases: (promises) =>
    casesFor(
      fleetsOfSeveralPages(promises),
      fc.tuple(
        fc.oneof({ withCrossShrink: true }, constantly(fc.constant([])), filters(promises)),
        pageSize(promises),
        updatesTemplate({ maxLength: 12, anyChange: true }),
        deals(),
        fc.constantFrom<Array<Seam>>("left alone", "left alone", "meanwhile", "afterwards"),
      ),
      (fleet, [filtersOf, MaxResults, changesOf, dealt, seam]): Input => {
        const request = { Filters: filtersOf(fleet), MaxResults }
        const last = seam === "left alone" ? undefined : lastOfFirstPage(fleet, request)
        if (last === undefined) return { request, rounds: dealOut(changesOf(fleet), dealt) }
        const removal = PeerUpdate.remove(last)
        const others = changesOf(PeerUpdate.apply(fleet, removal))
        return { request, rounds: dealOut([removal, ...others], beginningAt(seam, dealt)) }
      },
    ),
  *judge({ open }, fleet, { request, rounds }) {
    // Without a change this is a listing like any other.
    if (rounds.every(({ meanwhile, afterwards }) => meanwhile.length + afterwards.length === 0)) {
      return silent
    }
    const source = yield* open(fleet)
    const matches = matching(request.Filters)
    const whole = answeredIds(source, { Filters: request.Filters })
    // A peer stays if the definition has it before the listing and after each change,
    let current = fleet
    const stay = new Set(idsOf(fleet.filter(matches)))
    // and if the adapter has it in its own answers, or this would speak of its filters.
    const confirm = Effect.map(whole, (answer) => keepOnly(stay, answer ?? []))
    yield* confirm
    const change = (each: PeerUpdate.PeerUpdate) =>
      Effect.suspend(() => {
        current = PeerUpdate.apply(current, each)
        keepOnly(stay, idsOf(current.filter(matches)))
        return source.change(each)
      })
    const coming = rounds.values()
    let round: Round | undefined
    const disturbed = {
      ...source,
      ask: (page: DescribeRouteServerPeers.Request) => {
        round = coming.next().value
        return round === undefined || round.meanwhile.length === 0
          ? source.ask(page)
          : sideBySide(source.ask(page), round.meanwhile.map(change), round)
      },
    }
    const between = Effect.suspend(() =>
      Effect.andThen(Effect.forEach(round?.afterwards ?? [], change), confirm),
    )
    const { outcome, pages, refusal } = yield* list(disturbed, request, {
      between,
    })
    if (outcome === "refused" && pages.length > 0) {
      return {
        expected: "a listing that goes on",
        actual: `${refusal?._tag}: ${refusal?.message}`,
      }
    }
    if (outcome !== "ended") return silent
    yield* confirm
    return inPages(
      compare(
        [...stay].sort(),
        idsOf(pages.flat()).filter((id) => stay.has(id)),
      ),
      pages.map(shownIds),
    )
  },
})

/** What filters compare for a peer, but for what they compare for it at another time, too. */
const aimsApart = (promises: Promises, peer: Fleet[number], all: Fleet): ReadonlyArray<Aim> => {
  const itself = all.find(
    (each) => each.RouteServerPeerId === peer.RouteServerPeerId && each !== peer,
  )
  const known = itself === undefined ? [] : aimsAt(promises, itself)
  return aimsAt(promises, peer).filter(
    ({ Name, text }) => !known.some((aim) => aim.Name === Name && aim.text === text),
  )
}

/** The part of the time that an answer may be old; twice that is too long. */
const MEANWHILE = 0.75

export const changesShow = law({
  name: "changes show",
  statement:
    "After changes the answer is that of an adapter made over the peers that there are then.",
  needs: ["change"],
  applies: ({ staleness }) => Number.isFinite(staleness),
  cases: (promises) =>
    casesFor(
      fleets(promises),
      fc.tuple(
        fc.array(fc.tuple(fc.nat(2), wholeRequest(promises)), { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { minLength: 4, maxLength: 6 }),
        updatesTemplate({ maxLength: 6, anyChange: true }),
      ),
      (fleet, [templates, looks, changesOf]): Changed => {
        const changes = changesOf(fleet)
        const then = changes.reduce(PeerUpdate.apply, fleet)
        // What a change did shows best in requests that look for what came or went.
        const came = then.filter((peer) => !fleet.includes(peer))
        const went = fleet.filter((peer) => !then.includes(peer))
        const aims = [then, came, went]
        const requests = templates.map(([aim, template]) => template(aims[aim] ?? then))
        const closely = looks.flatMap(([who, which]) => {
          const peer = itemAt([...came, ...went], who)
          const aim = peer && itemAt(aimsApart(promises, peer, [...fleet, ...then]), which)
          return aim === undefined ? [] : [{ Filters: [literal(promises, aim)] }]
        })
        return { requests: [...requests, ...closely], changes }
      },
    ),
  *judge({ open, promises, advance }, fleet, { requests, changes }) {
    if (changes.length === 0) return silent
    const source = yield* open(fleet)
    // What was answered before may be remembered.
    for (const request of requests) yield* list(source, request)
    for (const change of changes) yield* source.change(change)
    if (promises.staleness > 0) {
      // Whoever is asked meanwhile must not take it for a reason to remember longer.
      yield* advance(MEANWHILE * promises.staleness)
      for (const request of requests) yield* list(source, request)
      yield* advance(MEANWHILE * promises.staleness)
    }
    const other = yield* open(changes.reduce(PeerUpdate.apply, fleet))
    for (const request of requests) {
      const after = yield* list(source, request)
      const fresh = yield* list(other, request)
      const refusal = compare(outcomeOf(fresh), outcomeOf(after), request)
      if (refusal !== undefined) return refusal
      if (after.outcome !== "ended" || fresh.outcome !== "ended") continue
      const difference = compare(inOrder(fresh.pages.flat()), inOrder(after.pages.flat()), request)
      if (difference !== undefined) return difference
    }
    return undefined
  },
})

/** Whether a listing was refused, and how; whether it ends is for other laws to say. */
const outcomeOf = ({ refusal }: Listing): string => refusal?._tag ?? "an answer"

/** Takes everything out that is not among these. */
const keepOnly = (stay: Set<string>, ids: ReadonlyArray<string>): void => {
  for (const id of stay) if (!ids.includes(id)) stay.delete(id)
}
