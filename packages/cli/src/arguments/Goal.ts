/**
 * What can be waited for.
 */
import { Health, RouteServerPeer, Waiter } from "@route-server/core"

/** The words for it. */
export const goals = ["available", "established", "gone"] as const

export type Goal = (typeof goals)[number]

/** What waits for it. */
export const waiters: Readonly<Record<Goal, typeof Waiter.untilGone>> = {
  available: Waiter.untilAvailable,
  established: Waiter.untilEstablished,
  gone: Waiter.untilGone,
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
