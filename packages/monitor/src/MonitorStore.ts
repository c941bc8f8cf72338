/**
 * The port to what a monitor remembers: the state of each target, and the log of
 * changes.
 *
 * A state and the changes that led to it are written together or not at all, and only
 * by who has read the state before it. So whoever stops between any two steps, or
 * sleeps and wakes when another has taken over, neither loses a change nor writes one
 * a second time.
 */
import { Context, type Effect, type Result, Schema, type Stream } from "effect"
import type { ChangeRecord } from "./ChangeRecord.ts"
import type { TargetState } from "./TargetState.ts"

/**
 * The store could not do what was asked of it.
 *
 * @category errors
 */
export class StoreError extends Schema.TaggedError<StoreError>()("StoreError", {
  /** What failed, such as that the disk is full or that the file is no database; without credentials. */
  message: Schema.String,
  /** Whether doing the same again can succeed, as when a database is being restarted. */
  isRetryable: Schema.Boolean,
  cause: Schema.optionalKey(Schema.Defect()),
}) {}

/**
 * Somebody else has written the state of a target since it was read, so this was not
 * written. Read it again.
 *
 * @category errors
 */
export class Fenced extends Schema.TaggedError<Fenced>()("Fenced", {
  /** The name of the target. */
  target: Schema.String,
  /** The version that was read. */
  expected: Schema.Int,
}) {}

/**
 * What the store has of a target can't be understood: somebody else has been at it.
 *
 * @category errors
 */
export class Damaged extends Schema.TaggedError<Damaged>()("Damaged", {
  /** The name of the target. */
  target: Schema.String,
  /** The version of what is there. */
  version: Schema.Int,
  /** What is wrong with it. */
  message: Schema.String,
}) {}

/**
 * A state to write, with the changes that led to it. Its `version` is that of the
 * state that was read before; the one that is written has the next.
 *
 * @category models
 */
export interface Commit {
  readonly state: TargetState
  readonly changes: ReadonlyArray<Omit<ChangeRecord, "sequence" | "id" | "target">>
}

/**
 * What a monitor remembers.
 *
 * @category services
 */
export class MonitorStore extends Context.Service<
  MonitorStore,
  {
    /** The version of each state that is kept, by the name of its target. */
    readonly versions: Effect.Effect<ReadonlyMap<string, number>, StoreError>
    /** The states of these targets that are kept. One that is damaged keeps no other from being read. */
    readonly states: (
      targets: ReadonlyArray<string>,
    ) => Effect.Effect<ReadonlyArray<Result.Result<TargetState, Damaged>>, StoreError>
    /** Writes a state and its changes, and gives the state as it is now. */
    readonly commit: (commit: Commit) => Effect.Effect<TargetState, Fenced | StoreError>
    /**
     * What becomes of the commits that are made through this service from now on: the
     * state as it is then, or why the store could not write it. Who is slow misses some.
     */
    readonly commits: Stream.Stream<Result.Result<TargetState, StoreError>>
    /**
     * Changes after a place in the log, in order; no more than `limit`. One that is damaged
     * is left out, which the log of the process tells: its place is missing.
     */
    readonly changes: (options: {
      readonly after: number
      readonly limit: number
    }) => Effect.Effect<ReadonlyArray<ChangeRecord>, StoreError>
    /** The first place that the log still has, and the last that it had: `{ first: 1, last: 0 }` of an empty one. */
    readonly range: Effect.Effect<{ readonly first: number; readonly last: number }, StoreError>
    /**
     * Drops changes that were seen before a time, in milliseconds since 1970; of them no
     * more than were seen within `span` milliseconds of the first in the log, if it is given.
     */
    readonly expire: (options: {
      readonly before: number
      readonly span?: number | undefined
    }) => Effect.Effect<void, StoreError>
    /** How far a reader of the log, such as a webhook, has come; `undefined` of one that is new. */
    readonly cursor: (reader: string) => Effect.Effect<number | undefined, StoreError>
    /** Notes how far a reader has come; never moves it back. */
    readonly advance: (reader: string, sequence: number) => Effect.Effect<void, StoreError>
  }
>()("@route-server/monitor/MonitorStore") {}
