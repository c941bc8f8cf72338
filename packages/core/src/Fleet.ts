/**
 * A fleet: many targets, each with a source of its own.
 *
 * What is made of a fleet keeps its targets apart: one that fails, is slow or is
 * forbidden never hides, delays or ends the others, and is shown as unknown, never
 * as one without peers. A peer of a fleet is a target and a peer ({@link FleetPeer}),
 * never a changed peer.
 *
 * {@link collect} lists a fleet, and tells whole from partial; {@link parts} is the
 * same as it comes. {@link events} is the feed of changes. `FleetWaiter` waits.
 *
 * **Example** (Two regions, of which one does not answer)
 *
 * ```ts
 * import { MemoryPeerSource } from "@route-server/adapter-memory"
 * import { Fleet, PeerSource, RouteServerPeer, ServiceError } from "@route-server/core"
 * import { Effect } from "effect"
 *
 * const peers = [RouteServerPeer.make({ RouteServerPeerId: "rsp-1", State: "available" })]
 * const error = new ServiceError.UnauthorizedOperation({ message: "Not you." })
 *
 * const program = Effect.gen(function* () {
 *   const ireland = yield* PeerSource.PeerSource
 *   const fleet = Fleet.layer([
 *     { target: { name: "eu", region: "eu-west-1" }, source: ireland },
 *     { target: { name: "us", region: "us-east-1" }, source: { describe: () => error } },
 *   ])
 *   return yield* Effect.provide(Fleet.collect(), fleet)
 * })
 *
 * const listing = await Effect.runPromise(Effect.provide(program, MemoryPeerSource.layer(peers)))
 *
 * Fleet.isWhole(listing) // => false
 * listing.peers.map(({ target, peer }) => [target.name, peer.RouteServerPeerId])
 * // => [["eu", "rsp-1"]]
 * listing.unknown.map(({ target, error }) => [target.name, error._tag])
 * // => [["us", "UnauthorizedOperation"]]
 * ```
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Outcome from "effect/Result"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as Changes from "./Changes.ts"
import type { Request as PeerRequest } from "./DescribeRouteServerPeersRequest.ts"
import type { Result } from "./DescribeRouteServerPeersResult.ts"
import * as DurationInput from "./DurationInput.ts"
import { contained, gateOf, until } from "./internal/asking.ts"
import * as Listing from "./Listing.ts"
import type { PeerNotice } from "./PeerNotice.ts"
import { PeerSource } from "./PeerSource.ts"
import type { MalformedResponse, PeerSourceError } from "./PeerSourceError.ts"
import type { RouteServerPeer } from "./RouteServerPeer.ts"
import { requestOf, type Target } from "./Target.ts"

/**
 * A target, and where its peers come from. Making a source is cheap and can't fail:
 * what keeps a target from being asked fails the first request.
 *
 * @category models
 */
export interface Member {
  readonly target: Target
  readonly source: PeerSource["Service"]
}

/**
 * A peer of a fleet.
 *
 * @category models
 */
export interface FleetPeer {
  readonly target: Target
  readonly peer: RouteServerPeer
}

/**
 * The fleet in context.
 *
 * @category services
 */
export class Fleet extends Context.Service<Fleet, { readonly members: ReadonlyArray<Member> }>()(
  "@route-server/core/Fleet",
) {}

/**
 * Two targets of a fleet have one name, so that nobody could tell whose a peer is.
 *
 * @category errors
 */
export class DuplicateTarget extends Schema.TaggedError<DuplicateTarget>()("DuplicateTarget", {
  message: Schema.String,
  /** The name that comes a second time. */
  name: Schema.String,
}) {}

/**
 * A fleet of these members, in this order. Fails with {@link DuplicateTarget} if two
 * targets have one name.
 *
 * @category constructors
 */
export const make = (
  members: Iterable<Member>,
): Outcome.Result<Fleet["Service"], DuplicateTarget> => {
  const names = new Set<string>()
  const all = [...members]
  for (const { name } of all.map(({ target }) => target)) {
    if (names.has(name)) {
      const message = `Two targets of the fleet are called '${name}'; each needs a name of its own`
      return Outcome.fail(new DuplicateTarget({ message, name }))
    }
    names.add(name)
  }
  return Outcome.succeed({ members: all })
}

/**
 * The layer of a fleet of these members; see {@link make}.
 *
 * @category layers
 */
export const layer = (members: Iterable<Member>): Layer.Layer<Fleet, DuplicateTarget> =>
  Layer.effect(
    Fleet,
    Effect.suspend(() => Effect.fromResult(make(members))),
  )

/**
 * How hard a fleet is asked.
 *
 * @category options
 */
export interface Effort {
  /**
   * How many requests may be under way at once, over all targets; each target has one
   * at most. Default: 16. EC2 counts requests by account and region (docs), and one
   * after the other stays below the 20 a second that it refills for each; so this bounds
   * connections and memory here.
   */
  readonly concurrency?: number | undefined
  /**
   * How long a request counts towards `concurrency`: one that takes longer goes on, yet
   * makes room, so that slow targets never hold up the others. Default: 5 seconds.
   */
  readonly patience?: Duration.Input | undefined
}

/**
 * What is asked of each target, beside its own choice of peers. IDs are looked for in
 * all targets, by a filter.
 *
 * @category models
 */
export type Request = Omit<PeerRequest, "NextToken">

/** What comes of each member, all at the same time, from now (milliseconds since 1970) on. */
const ofEach = <A, R>(
  effort: Effort,
  feed: (member: Member, now: number) => Stream.Stream<A, never, R>,
): Stream.Stream<A, never, R | Fleet> => {
  const makeGate = gateOf(effort)
  return Stream.unwrap(
    Effect.zipWith(Fleet, Clock.currentTimeMillis, ({ members }, now) => {
      const gate = makeGate()
      const feeds = members.map((member) => feed(contained(member, gate), now))
      return Stream.flatMap(Stream.fromIterable(feeds), (each) => each, {
        concurrency: "unbounded",
      })
    }),
  )
}

/**
 * How to list a fleet.
 *
 * @category options
 */
export interface Options extends Listing.Options, Effort {
  /**
   * How long the listing of the fleet may take. Targets that are not read to their end by
   * then are unknown, with a `TransportError` whose reason is `Timeout`. Default: as long
   * as the sources take.
   */
  readonly deadline?: Duration.Input | undefined
}

/**
 * A part of the listing of a fleet. Of each target there is any number of pages, and
 * then how its listing ended: `Whole`, with its last page; or `Unknown`, since it broke
 * off. What is on the pages before is so, yet the rest is not known.
 *
 * @category models
 */
export type Part =
  | { readonly _tag: "Page"; readonly target: Target; readonly page: Result }
  | { readonly _tag: "Whole"; readonly target: Target }
  | { readonly _tag: "Unknown"; readonly target: Target; readonly error: PeerSourceError }

/**
 * The listing of a fleet as it comes: the pages of all targets, those of one in order.
 * It never fails.
 *
 * @category streams
 */
export const parts = (
  request: Request = {},
  { concurrency, patience, deadline = Duration.infinity, ...options }: Options = {},
): Stream.Stream<Part, never, Fleet> => {
  const longest = DurationInput.make("deadline", deadline)
  return ofEach({ concurrency, patience }, ({ source, target }, now) =>
    Listing.pages(requestOf(target, request), options).pipe(
      Stream.map((page): Part => ({ _tag: "Page", target, page })),
      Stream.concat(Stream.succeed<Part>({ _tag: "Whole", target })),
      Stream.catch((error) => Stream.succeed<Part>({ _tag: "Unknown", target, error })),
      Stream.provideService(PeerSource, until(source, now + Duration.toMillis(longest), longest)),
    ),
  )
}

/**
 * A target that could not be read to the end.
 *
 * @category models
 */
export interface Unknown {
  readonly target: Target
  readonly error: PeerSourceError
  /** The peers that were seen before; there may be any number of others. */
  readonly seen: ReadonlyArray<RouteServerPeer>
}

/**
 * The listing of a fleet.
 *
 * @category models
 */
export interface FleetListing {
  /** The peers of the targets that were read to the end, in the order of the targets. */
  readonly peers: ReadonlyArray<FleetPeer>
  /** The targets that were not, in that order. */
  readonly unknown: ReadonlyArray<Unknown>
  /** The peers that a source left out since it did not understand them, and reports. */
  readonly unreadable: ReadonlyArray<{ readonly target: Target; readonly error: MalformedResponse }>
}

/**
 * Whether a listing shows all peers of all targets.
 *
 * @category predicates
 */
export const isWhole = ({ unknown, unreadable }: FleetListing): boolean =>
  unknown.length === 0 && unreadable.length === 0

/**
 * The whole listing of a fleet, as far as it can be had. It never fails: what could not
 * be read is told in it.
 *
 * @category operations
 */
export const collect = Effect.fnUntraced(function* (
  request: Request = {},
  options: Options = {},
): Effect.fn.Return<FleetListing, never, Fleet> {
  const { members } = yield* Fleet
  const pages = new Map<string, Array<Result>>(members.map(({ target }) => [target.name, []]))
  const failures = new Map<string, PeerSourceError>()
  yield* Stream.runForEach(parts(request, options), (part) =>
    Effect.sync(() => {
      if (part._tag === "Page") pages.get(part.target.name)?.push(part.page)
      if (part._tag === "Unknown") failures.set(part.target.name, part.error)
    }),
  )
  const all = members.map(({ target }) => {
    const read = pages.get(target.name) ?? []
    return {
      target,
      error: failures.get(target.name),
      peers: read.flatMap((page) => page.RouteServerPeers),
      unreadable: read.flatMap((page) => page.unreadable ?? []),
    }
  })
  return {
    peers: all.flatMap(({ target, error, peers }) =>
      error === undefined ? peers.map((peer) => ({ target, peer })) : [],
    ),
    unknown: all.flatMap(({ target, error, peers }) =>
      error === undefined ? [] : [{ target, error, seen: peers }],
    ),
    unreadable: all.flatMap(({ target, unreadable }) =>
      unreadable.map((error) => ({ target, error })),
    ),
  }
})

/**
 * How to look for changes of a fleet: as `Changes` does in each target, but for what
 * targets have of their own.
 *
 * @category options
 */
export interface ChangesOptions<R = never>
  extends Effort,
    Omit<Changes.Options, "from" | "notices"> {
  /** The snapshot of a target to go on from. Default: nothing. */
  readonly from?: ((target: Target) => Iterable<RouteServerPeer>) | undefined
  /** What AWS tells of a target of its own accord. Default: nothing. */
  readonly notices?: ((target: Target) => Stream.Stream<PeerNotice, never, R>) | undefined
}

/**
 * What happens at a target.
 *
 * @category models
 */
export interface TargetEvent {
  readonly target: Target
  readonly event: Changes.Event
}

/**
 * All that happens in a fleet: the feeds of its targets, each polled by itself, those
 * of one target in order. It never fails; a poll that does is told with its target.
 *
 * @see `Changes.events` for what an event means
 * @category streams
 */
export const events = <R = never>(
  request: Request = {},
  { concurrency, patience, from, notices, ...options }: ChangesOptions<R> = {},
): Stream.Stream<TargetEvent, never, R | Fleet> =>
  ofEach({ concurrency, patience }, ({ source, target }) =>
    Changes.events<never, R>(requestOf(target, request), {
      ...options,
      from: from?.(target),
      notices: notices?.(target),
    }).pipe(
      Stream.map((event) => ({ target, event })),
      Stream.provideService(PeerSource, source),
    ),
  )
