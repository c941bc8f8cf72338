/**
 * How effects take turns while they run side by side.
 */
import { Effect, Scheduler } from "effect"
import fc from "fast-check"

/** Whether a turn is as short as a step of a promise, or lets timers and sockets have theirs. */
export type Pace = "sync" | "async"

/** Any pace. */
export const pace = (): fc.Arbitrary<Pace> => fc.constantFrom("sync", "async")

/** Lets what runs side by side in an effect have turns of this length. */
export const atPace = (length: Pace) =>
  Effect.provideService(Scheduler.Scheduler, new Scheduler.MixedScheduler(length))

/** The fewest operations of Effect between two turns with which it still gets on. */
const OPERATIONS_IN_A_TURN = 4

/** Makes an effect give way to others after every few of its steps. */
export const givingWay = Effect.provideService(Scheduler.MaxOpsBeforeYield, OPERATIONS_IN_A_TURN)

/** Lets the others have so many turns. */
export const wait = Effect.fnUntraced(function* (turns: number) {
  for (let turn = 0; turn < turns; turn += 1) yield* Effect.yieldNow
})
