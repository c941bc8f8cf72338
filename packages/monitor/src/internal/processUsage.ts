/** What this process takes, of the runtime. */
import { cpuUsage, memoryUsage } from "node:process"
import { Effect } from "effect"
import type { ProcessUsage } from "../Metrics.ts"

const MICROSECONDS = 1_000_000

export const processUsage: Effect.Effect<ProcessUsage> = Effect.sync(() => {
  const { user, system } = cpuUsage()
  return {
    startedAt: Math.round(performance.timeOrigin),
    residentBytes: memoryUsage.rss(),
    cpuSeconds: (user + system) / MICROSECONDS,
  }
})
