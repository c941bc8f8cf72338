/**
 * When to try again: soon at first, then twice as long each time.
 */
import { type Duration, Schedule } from "effect"

/** For ever, and never longer than that; by chance up to a fifth more or less. */
export const backOff = (first: Duration.Input, longest: Duration.Input) =>
  Schedule.jittered(Schedule.min([Schedule.exponential(first), Schedule.spaced(longest)]))
