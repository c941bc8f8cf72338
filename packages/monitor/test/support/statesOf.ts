/**
 * The states of targets, none of which is damaged.
 */
import { Effect } from "effect"
import type { MonitorStore } from "../../src/MonitorStore.ts"

export const statesOf = (store: MonitorStore["Service"], targets: ReadonlyArray<string>) =>
  Effect.flatMap(store.states(targets), Effect.forEach(Effect.fromResult))
