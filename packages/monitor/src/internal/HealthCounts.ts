/**
 * How many peers are how.
 */
import { Health, type RouteServerPeer } from "@route-server/core"
import { Schema } from "effect"

export type HealthCounts = Readonly<Record<Health.Health, number>>

/** How a peer is, as core's `Health` judges it. */
export const HealthName = Schema.Literals([
  "trouble",
  "changing",
  "good",
  "gone",
  "unknown",
] as const satisfies ReadonlyArray<Health.Health>)

const none: HealthCounts = { trouble: 0, changing: 0, good: 0, gone: 0, unknown: 0 }

/** Counts peers. */
export const of = (peers: Iterable<RouteServerPeer.RouteServerPeer>): HealthCounts => {
  const counts = { ...none }
  for (const peer of peers) counts[Health.of(peer)] += 1
  return counts
}

/** Adds counts up. */
export const sum = (all: Iterable<HealthCounts>): HealthCounts => {
  const counts = { ...none }
  for (const each of all) for (const health of HealthName.literals) counts[health] += each[health]
  return counts
}
