/**
 * What this process shows of a fleet: the states of all targets, as the store has
 * them, whoever polls them.
 */
import type { Fleet } from "@route-server/core"
import { Context, type Duration, type Effect, Layer, type Stream } from "effect"
import type { ChangeRecord } from "./ChangeRecord.ts"
import * as view from "./internal/view.ts"
import type { MonitorStore, StoreError } from "./MonitorStore.ts"
import type { TargetState } from "./TargetState.ts"

/**
 * Why the store can't be read or written.
 *
 * @category models
 */
export interface StoreFailure {
  readonly message: string
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  /** Since when by the monotonic clock, in milliseconds: for who measures how long that is, whatever becomes of the clock on the wall. */
  readonly monotonicSince: number
}

/**
 * The fleet as it is known.
 *
 * @category models
 */
export interface FleetState {
  /** The state of each target of the fleet, in its order; of one that was never polled, `TargetState.unknown`. */
  readonly targets: ReadonlyArray<TargetState>
  /** The last place of the log of changes that is known here. */
  readonly sequence: number
  /** Why the store can't be read or written at present; what is shown is as of before. */
  readonly storeFailure?: StoreFailure | undefined
}

/**
 * What this process shows.
 *
 * @category services
 */
export class MonitorView extends Context.Service<
  MonitorView,
  {
    /** The fleet as it is known now; costs nothing. */
    readonly current: Effect.Effect<FleetState>
    /** The fleet as it is known, now and whenever that changes; who is slow is told the latest only. */
    readonly updates: Stream.Stream<FleetState>
    /**
     * A part of the log: the changes after a place, in order and no more than `limit`, and
     * the first place that the log still has and the last that it had, as
     * `MonitorStore.range` tells them.
     */
    readonly log: (options: { readonly after: number; readonly limit: number }) => Effect.Effect<
      {
        readonly changes: ReadonlyArray<ChangeRecord>
        readonly first: number
        readonly last: number
      },
      StoreError
    >
    /** The changes after a place in the log: those that are kept, then each as it comes. */
    readonly changes: (after: number) => Stream.Stream<ChangeRecord, StoreError>
  }
>()("@route-server/monitor/MonitorView") {}

/**
 * How to follow the store.
 *
 * @category options
 */
export interface Options {
  /** How often to look for what other processes have written. Default: every second. */
  readonly interval?: Duration.Input | undefined
}

/**
 * What this process shows, as long as the layer is in use. It begins at once, also
 * where the store can't be read yet, and goes on when it can again.
 *
 * @category layers
 */
export const layer = (
  options: Options = {},
): Layer.Layer<MonitorView, never, MonitorStore | Fleet.Fleet> =>
  Layer.effect(MonitorView, view.make(options))
