/**
 * Flags that can't be used together.
 */
import { Data } from "effect"

/** Flags that contradict each other, or one that has no meaning beside another. */
export class FlagConflict extends Data.TaggedError("FlagConflict")<{
  readonly message: string
}> {}
