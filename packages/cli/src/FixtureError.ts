/**
 * What is wrong with a fixture, and where.
 */
import { Data } from "effect"

/** A fixture that can't be understood. */
export class FixtureError extends Data.TaggedError("FixtureError")<{
  /** What was expected and what was there. */
  readonly message: string
  /** The line, from 1, as far as the file could be read as text. */
  readonly line?: number
  /** The column, from 1, in Unicode characters. */
  readonly column?: number
  /** The ID of the peer that is at fault, if it is known. */
  readonly routeServerPeerId?: string | undefined
  /** The path within the page, the array or the peer; empty for the whole. */
  readonly path?: string
}> {}
