/**
 * What waiting for the peers of a source is made of: what is wanted, what was seen, and
 * what that makes of it after each poll.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Request } from "../DescribeRouteServerPeersRequest.ts"
import type { Result } from "../DescribeRouteServerPeersResult.ts"
import * as DurationInput from "../DurationInput.ts"
import * as Health from "../Health.ts"
import * as Judgement from "../Judgement.ts"
import * as Limits from "../Limits.ts"
import * as Listing from "../Listing.ts"
import { PeerSource } from "../PeerSource.ts"
import type { PeerSourceError } from "../PeerSourceError.ts"
import { isLive, type RouteServerPeer } from "../RouteServerPeer.ts"
import type { Options, Target, UntilOptions } from "../Waiter.ts"
import {
  RouteServerPeerDeleted,
  RouteServerPeerFailed,
  RouteServerPeerNotFound,
  type Sighting,
  type WaiterError,
} from "../WaiterError.ts"
import { lookUp } from "./lookUp.ts"
import { patient, withBackOff } from "./patience.ts"

/** What a peer means to who waits for it. */
type Verdict = "met" | "waiting" | "failed" | "deleted"

/** What is waited for. */
export interface Goal {
  readonly goal: string
  readonly live: boolean
  readonly inARow: number
  readonly judge: (peer: RouteServerPeer) => Verdict
  /** Whether a peer that is not there is what is wanted; what is gone stays so. */
  readonly isGone: boolean
  /** Whether a request may select nothing, since others are waited for as well. */
  readonly mayBeEmpty?: boolean
}

/** What won't come any more. */
const hopeless = ({ State }: RouteServerPeer): Verdict => {
  if (State === "failing" || State === "failed") return "failed"
  return State === "deleting" || State === "deleted" ? "deleted" : "waiting"
}

/** A number of polls in a row. */
const check = (inARow: number): number => {
  if (Number.isSafeInteger(inARow) && inARow >= 1) return inARow
  throw new RangeError(`inARow must be a whole number of polls from 1, not ${inARow}`)
}

/** How long to wait. Throws a `RangeError` for what is no time. */
export const timesOf = ({
  deadline = "30 minutes",
  grace = "2 minutes",
}: Pick<Options, "deadline" | "grace">) => ({
  deadline: DurationInput.make("deadline", deadline),
  grace: Duration.toMillis(DurationInput.make("grace", grace)),
})

/** The goals that have a waiter of their own, by what a waiter was told. */
export const goals = {
  available: ({ inARow = 2 }: Pick<Options, "inARow">): Goal => ({
    goal: "available",
    live: true,
    inARow: check(inARow),
    judge: (peer) => (peer.State === "available" ? "met" : hopeless(peer)),
    isGone: false,
  }),
  established: ({ inARow = 1 }: Pick<Options, "inARow">): Goal => ({
    goal: "established",
    live: true,
    inARow: check(inARow),
    judge: (peer) => (Health.isUp(peer) ? "met" : hopeless(peer)),
    isGone: false,
  }),
  gone: ({ inARow = 1 }: Pick<Options, "inARow">): Goal => ({
    goal: "gone",
    live: false,
    inARow: check(inARow),
    judge: ({ State }) => (State === "deleted" ? "met" : "waiting"),
    isGone: true,
  }),
  wanted: (
    predicate: (peer: RouteServerPeer) => boolean,
    {
      goal = "as wanted",
      live = false,
      inARow = 1,
    }: Pick<UntilOptions, "goal" | "live" | "inARow">,
  ): Goal => ({
    goal,
    live,
    inARow: check(inARow),
    judge: (peer) => (predicate(peer) ? "met" : "waiting"),
    isGone: false,
  }),
}

interface Watched {
  readonly standing: Sighting["standing"]
  readonly peer?: RouteServerPeer
  /** In milliseconds since 1970. */
  readonly seenAt?: number
  /** How many polls in a row saw it as it is wanted. */
  readonly streak: number
}

const begin: Watched = { standing: "Unknown", streak: 0 }

const byId = <A>(table: ReadonlyMap<string, A>): ReadonlyArray<readonly [string, A]> =>
  [...table].sort(([a], [b]) => (a < b ? -1 : 1))

const sightingsOf = (watched: ReadonlyMap<string, Watched>, now: number): ReadonlyArray<Sighting> =>
  byId(watched).map(([routeServerPeerId, { standing, peer, seenAt }]) => ({
    routeServerPeerId,
    standing,
    ...(peer === undefined ? {} : { peer }),
    ...(seenAt === undefined ? {} : { age: now - seenAt }),
  }))

const chunksOf = (ids: ReadonlyArray<string>, size: number) =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, chunk) =>
    ids.slice(chunk * size, (chunk + 1) * size),
  )

/** A target as a request, and the IDs if it names them. */
const whom = (
  target: Target,
): { readonly ids: ReadonlyArray<string> | undefined; readonly request: Request } => {
  if (typeof target === "string") return { ids: [target], request: {} }
  if (isIds(target)) return { ids: [...new Set(target)], request: {} }
  const { RouteServerPeerIds: ids = [] } = target
  return { ids: ids.length === 0 ? undefined : [...new Set(ids)], request: target }
}

const isIds = (target: ReadonlyArray<string> | Request): target is ReadonlyArray<string> =>
  Array.isArray(target)

/** The most peers that a message describes. */
const MOST_DESCRIBED = 10

const describeSighting = ({ routeServerPeerId, standing, peer, age }: Sighting): string => {
  if (peer === undefined || age === undefined) {
    return `${routeServerPeerId} was ${standing === "Unreadable" ? "never understood" : "never seen"}`
  }
  const parts = [
    peer.State ?? "in no known state",
    ...(peer.BgpStatus?.Status === undefined ? [] : [`BGP ${peer.BgpStatus.Status}`]),
    ...(peer.BfdStatus?.Status === undefined ? [] : [`BFD ${peer.BfdStatus.Status}`]),
    ...(peer.FailureReason === undefined ? [] : [`because ${peer.FailureReason}`]),
  ]
  const now = standing === "NotFound" ? ", and is not found now" : ""
  return `${routeServerPeerId} was ${parts.join(", ")} ${Duration.format(Duration.millis(age))} ago${now}`
}

const describeAll = (sightings: ReadonlyArray<Sighting>): string => {
  const more = sightings.length - MOST_DESCRIBED
  return [
    ...sightings.slice(0, MOST_DESCRIBED).map(describeSighting),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("; ")
}

/** What one poll found. */
interface Poll {
  readonly found: ReadonlyMap<string, RouteServerPeer>
  /** The IDs of peers that were left out because nobody understood them. */
  readonly unreadable: ReadonlySet<string>
  /** Whether one was left out of which not even the ID is known. */
  readonly isBlind: boolean
}

const pollOf = (pages: ReadonlyArray<Result>): Poll => {
  const unreadable = pages.flatMap((page) => page.unreadable ?? [])
  const peers = pages.flatMap((page) => page.RouteServerPeers)
  return {
    found: new Map(peers.map((peer) => [peer.RouteServerPeerId, peer])),
    unreadable: new Set(unreadable.flatMap((error) => error.routeServerPeerId ?? [])),
    isBlind: unreadable.some((error) => error.routeServerPeerId === undefined),
  }
}

/** What is known of the peers of a source as long as they are waited for. */
interface Watch {
  /** Polls once: whether all are as they are wanted now. */
  readonly once: Effect.Effect<boolean, WaiterError | PeerSourceError>
  /** What is known of each peer, in the order of their IDs. */
  readonly sightings: (now: number) => ReadonlyArray<Sighting>
  /** In words, what those are that are not as they are wanted. */
  readonly late: (now: number) => string
  /** Why the poll that is under way has no answer so far, if it failed. */
  readonly lastFailure: () => PeerSourceError | undefined
  readonly peers: () => ReadonlyArray<RouteServerPeer>
}

/** Begins to wait for the peers of a source. */
export const watch = Effect.fnUntraced(function* (
  source: PeerSource["Service"],
  target: Target,
  { goal, live, inARow, judge, isGone, mayBeEmpty = false }: Goal,
  { retries = withBackOff, maxPages, onPoll }: Pick<Options, "retries" | "maxPages" | "onPoll">,
  grace: number,
): Effect.fn.Return<Watch, PeerSourceError> {
  const { currentTimeMillis } = yield* Clock.Clock
  const beganAt = yield* currentTimeMillis
  const { ids, request } = whom(target)
  const { Filters = [] } = request
  const { matches } = yield* Effect.fromResult(Judgement.judge(request, { through: "filters" }))
  const isByName = ids !== undefined && Filters.length === 0
  const watched = new Map((isByName ? ids : []).map((id) => [id, begin] as const))
  /** What was dead when it was first seen, and is nobody's concern. */
  const leftOut = new Set<string>()
  let lastFailure: PeerSourceError | undefined

  const asking = patient(source, retries, (error) =>
    Effect.sync(() => {
      lastFailure = error
    }),
  )
  const listing: Listing.Options = { maxPages }
  const most = source.supports?.limits?.ids ?? Limits.ec2.ids
  const look = (names: ReadonlyArray<string>) => {
    // Those that were unknown are asked for apart: they fail whatever they are asked for with.
    const isUnknown = (id: string) => watched.get(id)?.standing === "NotFound"
    const groups = [names.filter((id) => !isUnknown(id)), names.filter(isUnknown)]
    return Effect.map(
      Effect.forEach(
        groups.flatMap((group) => chunksOf(group, most)),
        (chunk) => lookUp(chunk, listing),
      ),
      (pages) => pages.flat(),
    )
  }
  const isMet = (id: string): boolean => (watched.get(id)?.streak ?? 0) >= inARow
  /** Whether an ID has to be asked for: what is gone stays so. */
  const isOpen = (id: string) => !leftOut.has(id) && !(isGone && isMet(id))

  const read: Effect.Effect<Poll, PeerSourceError, PeerSource> = Effect.gen(function* () {
    if (ids !== undefined) return pollOf(yield* look(ids.filter(isOpen)))
    const pages = yield* Stream.runCollect(Listing.pages(request, listing))
    const { found } = pollOf(pages)
    // What a request does not select any more has changed, or is gone.
    const missing = [...watched.keys()].filter((id) => isOpen(id) && !found.has(id))
    return pollOf([...pages, ...(yield* look(missing))])
  })

  /** Decides of what is seen for the first time whether it is waited for. */
  const admit = (id: string, peer: RouteServerPeer | undefined): void => {
    if (watched.has(id) || leftOut.has(id) || (peer !== undefined && !matches(peer))) return
    if (live && peer !== undefined && !isLive(peer)) leftOut.add(id)
    else watched.set(id, begin)
  }

  const told = (now: number) => ({ goal, sightings: sightingsOf(watched, now) })
  const about = (verb: string, names: ReadonlyArray<string>, now: number) => {
    const { sightings } = told(now)
    const concerned = sightings.filter(({ routeServerPeerId }) => names.includes(routeServerPeerId))
    return {
      ...told(now),
      message: `Waiting for peers to be ${goal}: ${verb}: ${describeAll(concerned)}`,
      routeServerPeerIds: concerned.map(({ routeServerPeerId }) => routeServerPeerId),
    }
  }

  const once = Effect.gen(function* () {
    const { found, unreadable, isBlind } = yield* read
    lastFailure = undefined
    const now = yield* currentTimeMillis
    const isNew = now - beganAt <= grace
    const ended: Record<"failed" | "deleted" | "lost", Array<string>> = {
      failed: [],
      deleted: [],
      lost: [],
    }
    for (const id of ids ?? [...found.keys(), ...unreadable]) admit(id, found.get(id))
    for (const id of [...watched.keys()].filter(isOpen)) {
      const before = watched.get(id) ?? begin
      const peer = found.get(id)
      if (peer !== undefined) {
        const verdict = judge(peer)
        const streak = verdict === "met" ? before.streak + 1 : 0
        watched.set(id, { standing: "Found", peer, seenAt: now, streak })
        if (verdict === "failed" || verdict === "deleted") ended[verdict].push(id)
      } else if (isBlind || unreadable.has(id)) {
        watched.set(id, { ...before, standing: "Unreadable", streak: 0 })
      } else {
        const streak = isGone ? before.streak + 1 : 0
        watched.set(id, { ...before, standing: "NotFound", streak })
        if (!isGone && !isNew) ended[before.peer === undefined ? "lost" : "deleted"].push(id)
      }
    }
    if (onPoll !== undefined) yield* onPoll(sightingsOf(watched, now))
    if (ended.failed.length > 0) {
      const first = ended.failed.map((id) => found.get(id)?.FailureReason).find(Boolean)
      const failureReason = first === undefined ? {} : { failureReason: first }
      const details = about("they fail", ended.failed, now)
      return yield* new RouteServerPeerFailed({ ...details, ...failureReason })
    }
    if (ended.deleted.length > 0) {
      return yield* new RouteServerPeerDeleted(about("they are deleted", ended.deleted, now))
    }
    if (ended.lost.length > 0) {
      return yield* new RouteServerPeerNotFound(about("they do not exist", ended.lost, now))
    }
    // What a request selects may be more than what could be understood.
    if (isBlind && ids === undefined) return false
    if (watched.size === 0 && mayBeEmpty) return true
    if (watched.size === 0 && !isGone && !isNew) {
      const message = `Waiting for peers to be ${goal}: no peer matches the request`
      return yield* new RouteServerPeerNotFound({ ...told(now), message, routeServerPeerIds: [] })
    }
    return (watched.size > 0 || isGone || ids?.length === 0) && [...watched.keys()].every(isMet)
  })

  return {
    once: Effect.provideService(once, PeerSource, asking),
    sightings: (now) => sightingsOf(watched, now),
    late: (now) => {
      const sightings = sightingsOf(watched, now)
      const late = sightings.filter(({ routeServerPeerId: id }) => !isMet(id))
      const what = sightings.length === 0 ? "no peer was found" : describeAll(late)
      return lastFailure === undefined
        ? what
        : `${what}; the last request failed: ${lastFailure.message}`
    },
    lastFailure: () => lastFailure,
    peers: () => byId(watched).flatMap(([, { peer }]) => peer ?? []),
  }
})
