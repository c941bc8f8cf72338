/**
 * How many peers are how.
 */
import { Health, type RouteServerPeer } from "@route-server/core"

export type HealthCounts = Readonly<Record<Health.Health, number>>

const none = () => ({ trouble: 0, changing: 0, good: 0, gone: 0, unknown: 0 })

/** Counts peers. */
export const of = (peers: Iterable<RouteServerPeer.RouteServerPeer>): HealthCounts => {
  const counts = none()
  for (const peer of peers) counts[Health.of(peer)] += 1
  return counts
}

/** Adds counts up. */
export const sum = (all: Iterable<HealthCounts>): HealthCounts => {
  const counts = none()
  for (const each of all) {
    counts.trouble += each.trouble
    counts.changing += each.changing
    counts.good += each.good
    counts.gone += each.gone
    counts.unknown += each.unknown
  }
  return counts
}
