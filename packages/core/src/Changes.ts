/**
 * The feed of changes: what becomes of the peers of a source, as long as somebody
 * looks.
 *
 * The source is polled, one page after the other and never twice at once, and what
 * AWS tells of its own accord (`PeerNotice`) is merged in. A poll that fails says
 * nothing about peers: a page is asked for again where that can help, the listing
 * goes on where it was, and a peer has only disappeared if a listing that came to
 * its end did not show it. What is kept is one snapshot.
 *
 * {@link changes} gives the changes alone, {@link events} all that happens.
 *
 * **Example** (Noticing that a session goes down)
 *
 * ```ts
 * import { Changes, Filter } from "@route-server/core"
 * import { Schedule, Stream } from "effect"
 *
 * const down = Changes.changes(
 *   { Filters: [Filter.make("VpcId", "vpc-571faf2e")] },
 *   { polls: Schedule.spaced("10 seconds") },
 * ).pipe(
 *   Stream.filter(({ change }) => change._tag === "BgpChanged" && change.after?.Status === "down"),
 *   Stream.map(({ peer }) => peer.PeerAddress),
 * )
 * ```
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import type { Request } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import { type Again, everySoOften, patient, withBackOff } from "./internal/patience.ts"
import * as Listing from "./Listing.ts"
import * as PeerChange from "./PeerChange.ts"
import type { PeerNotice } from "./PeerNotice.ts"
import { PeerSource } from "./PeerSource.ts"
import type { MalformedResponse, PeerSourceError } from "./PeerSourceError.ts"
import { isLive, type RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * How to look for changes.
 *
 * @category options
 */
export interface Options<E = never, R = never> extends Pick<Listing.Options, "maxPages" | "live"> {
  /**
   * The snapshot to go on from, such as one that was stored: what is as it was is not
   * told again. Default: nothing, so the feed begins with a peer's appearance for each
   * that is there.
   */
  readonly from?: Iterable<RouteServerPeer> | undefined
  /**
   * When to poll again after a poll has ended; the feed ends when it does. Default:
   * 15 seconds later, for ever.
   */
  readonly polls?: Again | undefined
  /**
   * When to ask for a page again after a failure for which a retry can help. When it
   * ends, the poll is given up. Default: from half a second, twice as long each time,
   * to half a minute, give or take a fifth; for ever.
   */
  readonly retries?: Again<PeerSourceError> | undefined
  /** What AWS tells of its own accord. It fails the feed if it fails. Default: nothing. */
  readonly notices?: Stream.Stream<PeerNotice, E, R> | undefined
}

/**
 * A change was seen: in a poll, or because of a notice.
 *
 * @category models
 */
export interface Changed {
  readonly _tag: "Changed"
  readonly change: PeerChange.PeerChange
  /** The peer with this and all other changes that were seen at once; of one that has disappeared, what was seen last. */
  readonly peer: RouteServerPeer
  readonly seenIn: "poll" | "notice"
  /** When it was seen, in milliseconds since 1970. */
  readonly at: number
}

/**
 * What happens in a feed. `at` is in milliseconds since 1970.
 *
 * - `Changed`: see {@link Changed}
 * - `Polled`: a listing came to its end; `peers` is the snapshot that the changes so
 *   far lead to, for storing and to go on `from` later
 * - `PollFailed`: a page could not be had. If `isGivenUp`, so is the poll: a retry
 *   can't help, or `retries` has ended. The next one comes as `polls` says.
 * - `Unreadable`: a source that reports such peers (`unreadable: "report"`) left one
 *   out that it did not understand. If it was there before, it stays as it was.
 * - `Noticed`: a notice led to no change here, because it tells of none (`NoChange`),
 *   of a peer that no listing has shown (`NotListed`), or of a time before what is
 *   known (`Late`). Repeats of what is known are left out.
 *
 * @category models
 */
export type Event =
  | Changed
  | {
      readonly _tag: "Polled"
      readonly peers: ReadonlyArray<RouteServerPeer>
      readonly at: number
    }
  | {
      readonly _tag: "PollFailed"
      readonly error: PeerSourceError
      readonly isGivenUp: boolean
      readonly at: number
    }
  | { readonly _tag: "Unreadable"; readonly error: MalformedResponse; readonly at: number }
  | {
      readonly _tag: "Noticed"
      readonly notice: PeerNotice
      readonly because: "NoChange" | "NotListed" | "Late"
      readonly at: number
    }

/** What comes in, in the order in which it does. */
type Incoming = { readonly at: number } & (
  | {
      readonly _tag: "Page"
      readonly page: Result
      readonly poll: number
      readonly beganAt: number
      readonly askedAt: number
    }
  | { readonly _tag: "End" }
  | { readonly _tag: "Failure"; readonly error: PeerSourceError; readonly isGivenUp: boolean }
  | { readonly _tag: "Notice"; readonly notice: PeerNotice }
)

const protocols = ["BgpChanged", "BfdChanged"] as const
type Protocol = (typeof protocols)[number]
const statusOf = { BgpChanged: "BgpStatus", BfdChanged: "BfdStatus" } as const

interface Known {
  readonly peer: RouteServerPeer
  /** As of when the status of each session is known, in milliseconds since 1970. */
  readonly asOf: Readonly<Record<Protocol, number>>
}

const known = (peer: RouteServerPeer, asOf: number): Known => ({
  peer,
  asOf: { BgpChanged: asOf, BfdChanged: asOf },
})

/** What is known of the peers, and what that makes of all that comes in. */
class Knowledge {
  readonly #known = new Map<string, Known>()
  readonly #live: boolean
  /** The poll that is under way, and the peers that it has shown. */
  #poll = 0
  readonly #shown = new Set<string>()
  /** Whether it left a peer out of which not even the ID is known. */
  #isBlind = false
  /** The time by the clock when something came in last. */
  #now = Number.NEGATIVE_INFINITY

  constructor(peers: Iterable<RouteServerPeer>, live: boolean) {
    this.#live = live
    for (const peer of peers) {
      this.#known.set(peer.RouteServerPeerId, known(peer, Number.NEGATIVE_INFINITY))
    }
  }

  take(incoming: Incoming): ReadonlyArray<Event> {
    const { at } = incoming
    if (at < this.#now) this.#putBack(at)
    this.#now = at
    switch (incoming._tag) {
      case "Page": {
        const { page, poll } = incoming
        if (poll !== this.#poll) this.#begin(poll)
        return [
          ...page.RouteServerPeers.flatMap((peer) => this.#see(peer, incoming)),
          ...(page.unreadable ?? []).map((error) => this.#overlook(error, at)),
        ]
      }
      case "End": {
        const gone = [...this.#known.keys()].filter((id) => !this.#shown.has(id)).sort()
        const events = this.#isBlind ? [] : gone.flatMap((id) => this.#lose(id, at))
        const table = new Map([...this.#known].map(([id, { peer }]) => [id, peer]))
        return [...events, { _tag: "Polled", peers: PeerChange.snapshotOf(table), at }]
      }
      case "Failure":
        return [{ ...incoming, _tag: "PollFailed" }]
      case "Notice":
        return this.#hear(incoming.notice, at)
    }
  }

  /** What is known as of a time that is still to come was known before the clock was put back. */
  #putBack(to: number): void {
    for (const [id, { peer, asOf }] of this.#known) {
      const { BgpChanged, BfdChanged } = asOf
      const earlier = { BgpChanged: Math.min(BgpChanged, to), BfdChanged: Math.min(BfdChanged, to) }
      this.#known.set(id, { peer, asOf: earlier })
    }
  }

  #begin(poll: number): void {
    this.#poll = poll
    this.#shown.clear()
    this.#isBlind = false
  }

  #see(
    peer: RouteServerPeer,
    { at, ...page }: Pick<Extract<Incoming, { _tag: "Page" }>, "beganAt" | "askedAt" | "at">,
  ): ReadonlyArray<Event> {
    // Neither is later than now, unless the clock was put back meanwhile.
    const beganAt = Math.min(page.beganAt, at)
    const askedAt = Math.min(page.askedAt, at)
    const id = peer.RouteServerPeerId
    if (this.#live && !isLive(peer)) return this.#lose(id, at, { wasDeleting: true })
    this.#shown.add(id)
    const before = this.#known.get(id)
    if (before === undefined) {
      this.#known.set(id, known(peer, askedAt))
      return [changed(PeerChange.appeared(peer), peer, "poll", at)]
    }
    let after = peer
    const asOf = { ...before.asOf }
    for (const protocol of protocols) {
      // A page that was cut may have a rest as old as the listing.
      if (beganAt >= asOf[protocol]) asOf[protocol] = askedAt
      else after = withPart(after, before.peer, statusOf[protocol])
    }
    this.#known.set(id, { peer: after, asOf })
    return PeerChange.between(before.peer, after).map((each) => changed(each, after, "poll", at))
  }

  #overlook(error: MalformedResponse, at: number): Event {
    if (error.routeServerPeerId === undefined) this.#isBlind = true
    else this.#shown.add(error.routeServerPeerId)
    return { _tag: "Unreadable", error, at }
  }

  #lose(id: string, at: number, options?: { readonly wasDeleting: true }): ReadonlyArray<Event> {
    const last = this.#known.get(id)?.peer
    if (last === undefined) return []
    this.#known.delete(id)
    return [changed(PeerChange.disappeared(last, options), last, "poll", at)]
  }

  #hear(notice: PeerNotice, at: number): ReadonlyArray<Event> {
    const without = (because: "NoChange" | "NotListed" | "Late"): ReadonlyArray<Event> => [
      { _tag: "Noticed", notice, because, at },
    ]
    if (notice._tag !== "Change") return without("NoChange")
    const { change } = notice
    if (change._tag !== "BgpChanged" && change._tag !== "BfdChanged") return without("NoChange")
    const before = this.#known.get(change.routeServerPeerId)
    if (before === undefined) return without("NotListed")
    const status = before.peer[statusOf[change._tag]]
    const isRepeat = status?.Status === change.after?.Status
    const happenedAt = notice.at ?? at
    if (happenedAt < before.asOf[change._tag]) return isRepeat ? [] : without("Late")
    const asOf = { ...before.asOf, [change._tag]: happenedAt }
    // What AWS says of a session beside its status stays as it was.
    const after = { ...before.peer, [statusOf[change._tag]]: { ...status, ...change.after } }
    this.#known.set(change.routeServerPeerId, { peer: isRepeat ? before.peer : after, asOf })
    return isRepeat
      ? []
      : PeerChange.between(before.peer, after).map((each) => changed(each, after, "notice", at))
  }
}

const changed = (
  change: PeerChange.PeerChange,
  peer: RouteServerPeer,
  seenIn: Changed["seenIn"],
  at: number,
): Changed => ({ _tag: "Changed", change, peer, seenIn, at })

/** A peer with one part of another. */
const withPart = (
  peer: RouteServerPeer,
  other: RouteServerPeer,
  part: "BgpStatus" | "BfdStatus",
): RouteServerPeer => {
  const { [part]: _, ...rest } = peer
  const { [part]: value } = other
  return value === undefined ? rest : { ...rest, [part]: value }
}

/** The events that wait to be taken, at most; a page is one. */
const LONGEST_QUEUE = 4

/**
 * All that happens in a feed. It never fails because of the source: a poll that is
 * given up is told, and the next one comes as `polls` says, so whoever wants to end
 * then does so himself, as {@link changes} does.
 *
 * **Details**
 *
 * The changes so far, made on `from`, give the peers as they were seen last, and
 * `Polled` brings them. What a page shows is told when the page is there; that a peer
 * has disappeared, when the listing is at its end. "Disappeared" speaks of what the
 * request selects: a peer that no longer matches its filters goes, too.
 *
 * A poll and a notice may tell of the same session. What happened later counts: the
 * notice, if it tells of a time after the listing began, and otherwise the page.
 * The times of notices are AWS's, so where a clock is off a notice may be late, or a
 * page may seem to be; the next poll puts it right.
 *
 * @category streams
 */
export const events = <E = never, R = never>(
  request: Request = {},
  options: Options<E, R> = {},
): Stream.Stream<Event, E, R | PeerSource> => {
  const { from = [], live = false, polls = everySoOften, retries = withBackOff, maxPages } = options
  const incoming = Stream.callback<Incoming, E, R | PeerSource>(
    Effect.fnUntraced(function* (queue) {
      const source = yield* PeerSource
      const clock = yield* Clock.Clock
      const now = () => clock.currentTimeMillisUnsafe()
      const offer = (each: Incoming) => Queue.offer(queue, each)
      let poll = 0
      let beganAt = 0
      let askedAt = 0
      const failed = (error: PeerSourceError, isGivenUp: boolean) =>
        offer({ _tag: "Failure", error, isGivenUp, at: now() })
      const asking = patient(
        {
          ...source,
          describe: (page) =>
            Effect.suspend(() => {
              askedAt = now()
              return source.describe(page)
            }),
        },
        retries,
        (error) => failed(error, false),
      )
      const pages = Listing.pages(request, { maxPages }).pipe(
        Stream.provideService(PeerSource, asking),
        Stream.runForEach((page) =>
          offer({ _tag: "Page", page, poll, beganAt, askedAt, at: now() }),
        ),
      )
      const once = Effect.suspend(() => {
        poll += 1
        beganAt = now()
        return pages
      }).pipe(
        Effect.andThen(Effect.suspend(() => offer({ _tag: "End", at: now() }))),
        Effect.catch((error) => failed(error, true)),
      )
      yield* (options.notices ?? Stream.empty).pipe(
        Stream.runForEach((notice) => offer({ _tag: "Notice", notice, at: now() })),
        Effect.catchCause((cause) => Queue.failCause(queue, cause)),
        Effect.forkScoped,
      )
      yield* Effect.repeat(once, polls)
      yield* Queue.end(queue)
    }),
    { bufferSize: LONGEST_QUEUE, strategy: "suspend" },
  )
  return Stream.suspend(() => {
    const knowledge = new Knowledge(from, live)
    return Stream.flatMap(incoming, (each) => Stream.fromIterable(knowledge.take(each)))
  })
}

const isChanged = (event: Event): event is Changed => event._tag === "Changed"

/**
 * The changes of the peers that a request selects, beginning with what is there.
 * Fails when a poll is given up: with what the source answered if a retry can't help,
 * or with the last failure when `retries` has ended. Until then a failure is waited
 * out. A peer that the source left out because it did not understand it is logged as
 * a warning, and so is a notice that nobody understands.
 *
 * @see {@link events} for a feed that survives every failure and shows it
 * @category streams
 */
export const changes = <E = never, R = never>(
  request: Request = {},
  options: Options<E, R> = {},
): Stream.Stream<Changed, E | PeerSourceError, R | PeerSource> =>
  events(request, options).pipe(
    Stream.tap((event): Effect.Effect<void, PeerSourceError> => {
      if (event._tag === "PollFailed")
        return event.isGivenUp ? Effect.fail(event.error) : Effect.void
      if (event._tag === "Unreadable") {
        return Effect.logWarning("A route server peer can't be understood", event.error)
      }
      return event._tag === "Noticed" && event.notice._tag === "Unknown"
        ? Effect.logWarning("A notice can't be understood", event.notice.fault)
        : Effect.void
    }),
    Stream.filter(isChanged),
  )
