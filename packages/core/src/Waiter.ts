/**
 * Waiting for peers: until they are available, established, gone, or anything else
 * that can be told of them. For any source.
 *
 * A waiter waits for one peer, for several, or for all that a request selects, and
 * for all of them at the same time. A source that is throttled or out of reach for a
 * while is waited out, and a listing that can't be read is never taken for an empty
 * one.
 *
 * **Example** (Waiting for a peer that was just created)
 *
 * ```ts
 * import { Waiter } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const ready = Waiter.untilAvailable("rsp-0e1c240ae33a4f642", { deadline: "10 minutes" }).pipe(
 *   Effect.as("ready"),
 *   Effect.catchTag("RouteServerPeerFailed", ({ failureReason }) =>
 *     Effect.succeed(`failed: ${failureReason}`),
 *   ),
 *   Effect.catchTag("WaiterTimedOut", ({ message }) => Effect.succeed(message)),
 * )
 * ```
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import * as Health from "./Health.ts"
import { lookUp } from "./internal/lookUp.ts"
import { type Again, everySoOften, patient, withBackOff } from "./internal/patience.ts"
import * as Judgement from "./Judgement.ts"
import * as Limits from "./Limits.ts"
import * as Listing from "./Listing.ts"
import { PeerSource } from "./PeerSource.ts"
import type { PeerSourceError } from "./PeerSourceError.ts"
import { isLive, type RouteServerPeer } from "./RouteServerPeer.ts"
import {
  RouteServerPeerDeleted,
  RouteServerPeerFailed,
  RouteServerPeerNotFound,
  type Sighting,
  type WaiterError,
  WaiterTimedOut,
} from "./WaiterError.ts"

export * from "./WaiterError.ts"

/**
 * Whom to wait for: the peer of an ID, those of several, or all that a request
 * selects.
 *
 * **Details**
 *
 * A peer that was selected once is waited for to the end, also when it no longer
 * matches the request's filters; one that comes to match later is waited for as well.
 *
 * @category models
 */
export type Target = string | ReadonlyArray<string> | Request

/**
 * How to wait.
 *
 * @category options
 */
export interface Options extends Pick<Listing.Options, "maxPages"> {
  /**
   * When to look again after a poll. When it ends, the waiter has timed out. Default:
   * 15 seconds later, for ever.
   */
  readonly polls?: Again | undefined
  /**
   * When to ask again after a failure for which a retry can help. When it ends, the
   * waiter fails with the last failure. Default: from half a second, twice as long
   * each time, to half a minute, give or take a fifth; for ever.
   */
  readonly retries?: Again<PeerSourceError> | undefined
  /** How long to wait in all. Default: 30 minutes, as Terraform waits (seen). */
  readonly deadline?: Duration.Input | undefined
  /**
   * How long, from the beginning, a peer that is not found may be one that can't be
   * seen yet. Default: two minutes (guess; AWS says only that its answers are
   * consistent eventually).
   */
  readonly grace?: Duration.Input | undefined
  /**
   * How many polls in a row must see all peers as they are wanted: a whole number from
   * 1. Default: 2 for {@link untilAvailable}, as Terraform does (seen), otherwise 1.
   */
  readonly inARow?: number | undefined
  /** Is told after each poll what is known of each peer. Default: nobody is. */
  readonly onPoll?: ((sightings: ReadonlyArray<Sighting>) => Effect.Effect<unknown>) | undefined
}

/**
 * How to wait for anything.
 *
 * @category options
 */
export interface UntilOptions extends Options {
  /** What is waited for, in the words of errors: `peers to be …`. Default: `as wanted`. */
  readonly goal?: string | undefined
  /**
   * Whether to leave out what a request selects and is `deleting` or `deleted` when it
   * is first seen. The filters of EC2 have no "not", so this is evaluated here.
   * Default: `false`.
   */
  readonly live?: boolean | undefined
}

/** What a peer means to who waits for it. */
type Verdict = "met" | "waiting" | "failed" | "deleted"

interface Goal {
  readonly goal: string
  readonly live: boolean
  readonly inARow: number
  readonly judge: (peer: RouteServerPeer) => Verdict
  /** Whether a peer that is not there is what is wanted; what is gone stays so. */
  readonly isGone: boolean
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

const check = (inARow: number): number => {
  if (Number.isSafeInteger(inARow) && inARow >= 1) return inARow
  throw new RangeError(`inARow must be a whole number of polls from 1, not ${inARow}`)
}

const wait = Effect.fnUntraced(function* (
  target: Target,
  { goal, live, inARow, judge, isGone }: Goal,
  {
    polls = everySoOften,
    retries = withBackOff,
    deadline = "30 minutes",
    grace = "2 minutes",
    maxPages,
    onPoll,
  }: Options,
): Effect.fn.Return<ReadonlyArray<RouteServerPeer>, WaiterError | PeerSourceError, PeerSource> {
  const source = yield* PeerSource
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
    const isNew = now - beganAt <= Duration.toMillis(grace)
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
      const first = ended.failed.map((id) => watched.get(id)?.peer?.FailureReason).find(Boolean)
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
    if (watched.size === 0 && !isGone && !isNew) {
      const message = `Waiting for peers to be ${goal}: no peer matches the request`
      return yield* new RouteServerPeerNotFound({ ...told(now), message, routeServerPeerIds: [] })
    }
    return (watched.size > 0 || isGone || ids?.length === 0) && [...watched.keys()].every(isMet)
  })

  const timedOut = Effect.gen(function* () {
    const now = yield* currentTimeMillis
    const details = told(now)
    const late = details.sightings.filter(({ routeServerPeerId: id }) => !isMet(id))
    const what = details.sightings.length === 0 ? "no peer was found" : describeAll(late)
    const why = lastFailure === undefined ? "" : `; the last request failed: ${lastFailure.message}`
    const waited = now - beganAt
    return yield* new WaiterTimedOut({
      ...details,
      message: `Waited ${Duration.format(Duration.millis(waited))} for peers to be ${goal}: ${what}${why}`,
      waited,
      ...(lastFailure === undefined ? {} : { lastFailure }),
    })
  })

  yield* once.pipe(
    Effect.repeat({ until: (isDone) => isDone, schedule: polls }),
    Effect.flatMap((isDone) => (isDone ? Effect.void : timedOut)),
    Effect.provideService(PeerSource, asking),
    Effect.timeoutOrElse({ duration: deadline, orElse: () => timedOut }),
  )
  return byId(watched).flatMap(([, { peer }]) => peer ?? [])
})

type Waiting = Effect.Effect<
  ReadonlyArray<RouteServerPeer>,
  WaiterError | PeerSourceError,
  PeerSource
>

/** What won't come any more. */
const hopeless = ({ State }: RouteServerPeer): Verdict => {
  if (State === "failing" || State === "failed") return "failed"
  return State === "deleting" || State === "deleted" ? "deleted" : "waiting"
}

/**
 * Waits until all peers are `available`, and answers them. Fails at once with
 * `RouteServerPeerFailed` if one is `failing` or `failed`, and with
 * `RouteServerPeerDeleted` if one is being deleted; of what a request selects, those
 * that were when they were first seen are left out.
 *
 * **Details**
 *
 * For all waiters: an ID that is not found, or a request that selects nothing, fails
 * with `RouteServerPeerNotFound` once the `grace` is over, and the deadline with
 * `WaiterTimedOut`. What the source refuses and no retry helps with is failed with.
 * The peers are asked for by their IDs where these are known, and all at once; where
 * one ID is unknown, in parts. Throws a `RangeError` if `inARow` is no whole number
 * from 1.
 *
 * **Gotchas**
 *
 * A peer becomes `available` while its session is still down (seen):
 * {@link untilEstablished} waits for that.
 *
 * @category waiters
 */
export const untilAvailable = (target: Target, options: Options = {}): Waiting =>
  wait(
    target,
    {
      goal: "available",
      live: true,
      inARow: check(options.inARow ?? 2),
      judge: (peer) => (peer.State === "available" ? "met" : hopeless(peer)),
      isGone: false,
    },
    options,
  )

/**
 * Waits until all peers are `available` and their sessions are up: BGP, and BFD for
 * the peers that use it for liveness detection. Otherwise like {@link untilAvailable}.
 *
 * @category waiters
 */
export const untilEstablished = (target: Target, options: Options = {}): Waiting =>
  wait(
    target,
    {
      goal: "established",
      live: true,
      inARow: check(options.inARow ?? 1),
      judge: (peer) => (Health.isUp(peer) ? "met" : hopeless(peer)),
      isGone: false,
    },
    options,
  )

/**
 * Waits until all peers are gone: `deleted`, or not found at all. Answers what was
 * last seen of them. A request that selects nothing is met at once; one that can't be
 * answered is not.
 *
 * @category waiters
 */
export const untilGone = (target: Target, options: Options = {}): Waiting =>
  wait(
    target,
    {
      goal: "gone",
      live: false,
      inARow: check(options.inARow ?? 1),
      judge: ({ State }) => (State === "deleted" ? "met" : "waiting"),
      isGone: true,
    },
    options,
  )

/**
 * Waits until a predicate holds for all peers at the same time, and answers them. A
 * peer that was there and is not found any more fails with `RouteServerPeerDeleted`
 * once the `grace` is over; whatever else a peer may be, the predicate decides.
 *
 * **Example** (Waiting for a tag)
 *
 * ```ts
 * import { Filter, RouteServerPeer, Waiter } from "@route-server/core"
 *
 * const released = Waiter.until(
 *   { Filters: [Filter.make("VpcId", "vpc-571faf2e")] },
 *   (peer) => RouteServerPeer.tags(peer)["released"] === "yes",
 *   { goal: "released", live: true },
 * )
 * ```
 *
 * @category waiters
 */
export const until = (
  target: Target,
  predicate: (peer: RouteServerPeer) => boolean,
  options: UntilOptions = {},
): Waiting =>
  wait(
    target,
    {
      goal: options.goal ?? "as wanted",
      live: options.live ?? false,
      inARow: check(options.inARow ?? 1),
      judge: (peer) => (predicate(peer) ? "met" : "waiting"),
      isGone: false,
    },
    options,
  )
