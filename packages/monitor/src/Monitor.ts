/**
 * A monitor in one process: it watches all targets of a fleet, and clears its log.
 */
import { Fleet } from "@route-server/core"
import { Effect, Layer } from "effect"
import type { MonitorStore } from "./MonitorStore.ts"
import * as Watch from "./Watch.ts"

/**
 * Watches the fleet, each target by itself, as long as the layer is in use. When it
 * stops, what is being written is written to its end, and nothing else is waited for.
 *
 * @category layers
 */
export const layer = (
  options: Watch.Options = {},
): Layer.Layer<never, never, MonitorStore | Fleet.Fleet> =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const { members } = yield* Fleet.Fleet
      const watch = yield* Watch.make(options)
      yield* Effect.forEach(members, (member) => Effect.forkScoped(watch(member)))
    }),
  )
