/**
 * Flags that can't be used together.
 */
import { Data, Effect } from "effect"

/** Flags that contradict each other, or one that has no meaning beside another. */
export class FlagConflict extends Data.TaggedError("FlagConflict")<{
  readonly message: string
}> {}

/** Fails if there is something to say against the flags. */
export const checkFlags = (message: string | undefined): Effect.Effect<void, FlagConflict> =>
  message === undefined ? Effect.void : Effect.fail(new FlagConflict({ message }))

/** The first flag that is given. */
export const firstGiven = (flags: Readonly<Record<string, boolean>>): string | undefined =>
  Object.entries(flags).find(([, isGiven]) => isGiven)?.[0]
