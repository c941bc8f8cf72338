/**
 * Fail-over between the network appliances of a route server: one of them is
 * active, and when its BGP session goes down another takes over.
 *
 * An appliance is known by the address that it peers from. It may have sessions
 * with several endpoints and counts as up while one of them is.
 */
import {
  Filter,
  Listing,
  type PeerSource,
  type PeerSourceError,
  RouteServerPeer,
} from "@route-server/core"
import { type Duration, Effect, Order, Schedule, Stream } from "effect"

/** The addresses of two appliances; `undefined` where none is up. */
export interface SwitchOver {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** A whole number; the lowest goes first, and a peer without one goes last. */
const PRIORITY_TAG = "failover-priority"

const priority = (peer: RouteServerPeer.RouteServerPeer): number => {
  const tag = RouteServerPeer.tags(peer)[PRIORITY_TAG] ?? ""
  return /^[0-9]+$/.test(tag) ? Number(tag) : Number.POSITIVE_INFINITY
}

/** Which appliance is to be active: the one that is, as long as it is up, or they would flap. */
export const elect = (
  peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>,
  active: string | undefined,
): string | undefined => {
  const up = peers
    // A tombstone may still show the status that its session had last.
    .filter((peer) => RouteServerPeer.isLive(peer) && RouteServerPeer.isEstablished(peer))
    .toSorted(Order.mapInput(Order.Number, priority))
    .flatMap((peer) => peer.PeerAddress ?? [])
  return up.find((address) => address === active) ?? up[0]
}

const patience = Schedule.min([Schedule.exponential("500 millis"), Schedule.spaced("10 seconds")])

/**
 * The peers of a route server. A listing that fails says nothing about them: it is
 * repeated as long as that can help, and fails otherwise.
 */
const peersOf = (routeServerId: string) =>
  Listing.collect({ Filters: [Filter.make("RouteServerId", routeServerId)] }).pipe(
    Effect.retry({ while: ({ isRetryable }) => isRetryable, schedule: patience }),
  )

/** Looks at the peers of a route server every so often, and tells when the active appliance changes. */
export const switchOvers = (
  routeServerId: string,
  every: Duration.Input,
): Stream.Stream<SwitchOver, PeerSourceError.PeerSourceError, PeerSource.PeerSource> =>
  Stream.fromEffectSchedule(peersOf(routeServerId), Schedule.spaced(every)).pipe(
    Stream.mapAccum(
      (): string | undefined => undefined,
      (active, peers) => {
        const next = elect(peers, active)
        return [next, next === active ? [] : [{ from: active, to: next }]]
      },
    ),
  )
