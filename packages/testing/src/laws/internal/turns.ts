/**
 * How effects take turns while they run side by side.
 */
import { Effect, Scheduler } from "effect"
import fc from "fast-check"

/** How effects take turns. */
export interface Pace {
  /** Whether a turn is as short as a step of a promise, or lets timers and sockets have theirs. */
  readonly turns: "sync" | "async"
  /**
   * After how many operations of Effect who is asked gives way to others. It takes several
   * numbers for every step of an adapter to be once the last before others have their turn.
   */
  readonly operations: number
}

/** Any pace; with fewer operations between two turns Effect does not get on. */
export const pace = (): fc.Arbitrary<Pace> =>
  fc.record({
    turns: fc.constantFrom("sync", "async"),
    operations: fc.constantFrom(4, 5, 6, 7),
  })

/** Lets what runs side by side in an effect have turns of this length. */
export const atPace = ({ turns }: Pick<Pace, "turns">) =>
  Effect.provideService(Scheduler.Scheduler, new Scheduler.MixedScheduler(turns))

/** Makes an effect give way to others after every few of its steps. */
export const givingWay = ({ operations }: Pick<Pace, "operations">) =>
  Effect.provideService(Scheduler.MaxOpsBeforeYield, operations)

/** Lets the others have so many turns. */
export const wait = Effect.fnUntraced(function* (turns: number) {
  for (let turn = 0; turn < turns; turn += 1) yield* Effect.yieldNow
})
