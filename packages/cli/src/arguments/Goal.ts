/**
 * What can be waited for.
 */
import { FleetWaiter, Health, RouteServerPeer, Waiter } from "@route-server/core"

/** The words for it. */
export const goals = ["available", "established", "gone"] as const

export type Goal = (typeof goals)[number]

/** What waits for it. */
export const waiters: Readonly<Record<Goal, typeof Waiter.untilGone>> = {
  available: Waiter.untilAvailable,
  established: Waiter.untilEstablished,
  gone: Waiter.untilGone,
}

/** What waits for it in a fleet. */
export const fleetWaiters: Readonly<Record<Goal, typeof FleetWaiter.untilGone>> = {
  available: FleetWaiter.untilAvailable,
  established: FleetWaiter.untilEstablished,
  gone: FleetWaiter.untilGone,
}

type Peers = ReadonlyArray<RouteServerPeer.RouteServerPeer>

const everyLive =
  (predicate: (peer: RouteServerPeer.RouteServerPeer) => boolean) =>
  (peers: Peers): boolean => {
    const live = peers.filter(RouteServerPeer.isLive)
    return live.length > 0 && live.every(predicate)
  }

/** Whether peers are there already. */
export const isMet: Readonly<Record<Goal, (peers: Peers) => boolean>> = {
  available: everyLive(({ State }) => State === "available"),
  established: everyLive(Health.isUp),
  gone: (peers) => peers.every(({ State }) => State === "deleted"),
}
