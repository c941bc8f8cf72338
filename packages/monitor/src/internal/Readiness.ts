/**
 * Whether a monitor can tell what it is there to tell.
 */
import type { FleetState } from "../MonitorView.ts"

/**
 * Why it is not ready, if it is not: what it remembers could never be read and written, or
 * not for longer than a bound; both in milliseconds, `now` by the monotonic clock. That a target can't be read is no reason: to
 * tell that is what the monitor is for.
 */
export const unreadyBecause = (
  { targets, storeFailure }: FleetState,
  { now, bound }: { readonly now: number; readonly bound: number },
): string | undefined => {
  if (storeFailure === undefined) return undefined
  const lasts = now - storeFailure.monotonicSince
  if (targets.every(({ version }) => version === 0)) return "The store has not worked yet"
  return lasts > bound
    ? `The store has not worked for ${Math.floor(lasts / 1000)} seconds`
    : undefined
}
