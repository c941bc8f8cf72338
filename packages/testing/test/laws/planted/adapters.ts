/**
 * How to make an adapter with a deliberate bug.
 */
import {
  DescribeRouteServerPeers,
  type Filter,
  FilterName,
  FilterPattern,
  PeerSource,
  PeerUpdate,
  type RouteServerPeer,
  type ServiceError,
} from "@route-server/core"
import type { Fleet, Laws } from "@route-server/testing"
import { Context, Effect, Layer, Result } from "effect"

export type Peer = RouteServerPeer.RouteServerPeer
export type Request = DescribeRouteServerPeers.Request
export type Page = DescribeRouteServerPeers.Result

/** Answers a request, as a bug would have it, over the peers that there are now. */
export type Describe = (
  peers: Fleet.Fleet,
  request: Request,
) => Result.Result<Page, ServiceError.ServiceError>

/** The same, with a look at the peers whenever it likes. */
type DescribeReading = (
  read: Effect.Effect<Fleet.Fleet>,
  request: Request,
) => Effect.Effect<Page, ServiceError.ServiceError>

export interface PlantedBug {
  readonly bug: string
  readonly adapter: Laws.Adapter<Peers>
  /** The law that speaks of the bug. */
  readonly law: string
  /** Whether it shows by there being no answer, for which the laws wait. */
  readonly hangs?: boolean
  /** The other laws that it may break too, and why. */
  readonly also?: { readonly laws: ReadonlyArray<string>; readonly because: string }
}

const { evaluate } = DescribeRouteServerPeers

/** What is behind an adapter: the peers, whether it is down, and how much of it is in use. */
export interface Behind {
  current: Fleet.Fleet
  isDown: boolean
  inUse: number
}

export class Peers extends Context.Service<Peers, Behind>()("test/Peers") {}

export const behindOf = (fleet: Fleet.Fleet): Behind => ({
  current: fleet,
  isDown: false,
  inUse: 0,
})

/** Changes the peers behind an adapter. */
export const changeBehind = (update: PeerUpdate.PeerUpdate) =>
  Peers.use((peers) =>
    Effect.sync(() => {
      peers.current = PeerUpdate.apply(peers.current, update)
    }),
  )

/** An adapter that keeps something, and may look at its peers more than once for one answer. */
export const adapterOpening = (
  open: (fleet: Fleet.Fleet) => DescribeReading,
  supports: PeerSource.Supports = {},
  /** What it makes of a request when it is called. */
  take: (request: Request) => Request = structuredClone,
): Laws.Adapter<Peers> => ({
  make: (fleet) => {
    const peers = behindOf(fleet)
    const read = Effect.sync(() => peers.current)
    const describe = open(fleet)
    return Layer.succeedContext(
      Context.make(Peers, peers).pipe(
        Context.add(PeerSource.PeerSource, {
          describe: (request) => describe(read, take(request)),
          supports,
        }),
      ),
    )
  },
  change: changeBehind,
})

const reading =
  (describe: Describe): DescribeReading =>
  (read, request) =>
    Effect.flatMap(read, (peers) => Effect.fromResult(describe(peers, request)))

/** An adapter that may look at its peers more than once for one answer. */
export const adapterReading = (describe: DescribeReading): Laws.Adapter<Peers> =>
  adapterOpening(() => describe)

/** An adapter that keeps something from the time when it was made. */
export const adapterKeeping = (open: (fleet: Fleet.Fleet) => Describe): Laws.Adapter<Peers> =>
  adapterOpening((fleet) => reading(open(fleet)))

/** An adapter. */
export const adapterOf = (
  describe: Describe,
  supports?: PeerSource.Supports,
): Laws.Adapter<Peers> => adapterOpening(() => reading(describe), supports)

/** Refuses as the definition does, and answers in another way. */
export const answering =
  (answer: Describe): Describe =>
  (peers, request) =>
    Result.flatMap(evaluate(peers, request), () => answer(peers, request))

/** Answers another request than the one that was asked, if that is to be answered at all. */
export const rerequesting = (change: (request: Request) => Request): Describe =>
  answering((peers, request) => evaluate(peers, change(request)))

/** Filters with the name, or with the values, changed on the way. */
export const refiltering = (
  change: (filter: Filter.Filter) => ReadonlyArray<Filter.Filter>,
): Describe =>
  rerequesting((request) => ({ ...request, Filters: request.Filters?.flatMap(change) }))

/** Pages, changed before they go out. */
export const changingPages =
  (change: (page: Page, request: Request) => Page): Describe =>
  (peers, request) =>
    Result.map(evaluate(peers, request), (page) => change(page, request))

/** Pages with other peers in them. */
export const changingPeers = (
  change: (peers: ReadonlyArray<Peer>, request: Request) => ReadonlyArray<Peer>,
): Describe =>
  changingPages((page, request) => ({
    ...page,
    RouteServerPeers: change(page.RouteServerPeers, request),
  }))

/** Answers as the definition does with a part of the work done by a selection of one's own. */
export const selecting = (
  select: (peer: Peer, filters: ReadonlyArray<Filter.Filter>) => boolean,
): Describe =>
  answering((peers, { Filters = [], RouteServerPeerIds: ids = [], ...rest }) =>
    Result.map(
      // The IDs are judged already, and some of their peers are filtered out.
      evaluate(
        peers.filter((peer) => Filters.length === 0 || select(peer, Filters)),
        rest,
      ),
      (page) => ({
        ...page,
        RouteServerPeers: page.RouteServerPeers.filter(
          (peer) => ids.length === 0 || ids.includes(peer.RouteServerPeerId),
        ),
      }),
    ),
  )

/** Whether a text fits a filter value. */
export type Compare = (value: string, text: string) => boolean

export const fits: Compare = (value, text) => FilterPattern.compile(value)(text)

/** Whether a peer fits a filter, by a comparison of one's own. */
export const matchesOne = (
  peer: Peer,
  { Name = "", Values = [] }: Filter.Filter,
  compare: Compare = fits,
): boolean =>
  (FilterName.reader(Name)?.(peer) ?? []).some((text) =>
    Values.some((value) => compare(value, text)),
  )

/** Joins filters as one should, each with a test of one's own. */
export const selectingByEach = (matches: (peer: Peer, filter: Filter.Filter) => boolean) =>
  selecting((peer, filters) => filters.every((filter) => matches(peer, filter)))

/** Filters by a comparison of one's own. */
export const comparing = (compare: Compare): Describe =>
  selectingByEach((peer, filter) => matchesOne(peer, filter, compare))
