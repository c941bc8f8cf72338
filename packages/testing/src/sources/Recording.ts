/**
 * Recordings: what was asked of a `PeerSource` and what it answered.
 *
 * A recording is JSON in its encoded form, so it can be kept in a file: a listing
 * that was taken once from a real account becomes a test.
 */
import { DescribeRouteServerPeers, PeerSourceError } from "@route-server/core"
import { Schema } from "effect"
import { strict } from "./internal/strict.ts"

/**
 * A request with the page that it was answered with, or the error.
 *
 * @category models
 */
export type Interaction =
  | {
      /** What was asked. */
      readonly request: DescribeRouteServerPeers.Request
      /** The page that was answered. */
      readonly result: DescribeRouteServerPeers.Result
    }
  | {
      /** What was asked. */
      readonly request: DescribeRouteServerPeers.Request
      /** What it failed with. */
      readonly error: PeerSourceError.PeerSourceError
    }

/**
 * Interactions in the order in which they were answered.
 *
 * @category models
 */
export type Recording = ReadonlyArray<Interaction>

const request = strict(DescribeRouteServerPeers.Request)

const absent = Schema.optionalKey(
  Schema.declare((_): _ is never => false, { expected: "a result or an error, not both" }),
)

/**
 * Interactions in the order in which they were answered; encoded, they are JSON.
 *
 * **Details**
 *
 * A member of a request that is none of the operation's is an error that names it,
 * and so is an interaction with both a result and an error: files are written by hand,
 * too. Members of results that are not known today are kept.
 *
 * @category schemas
 */
export const Recording: Schema.Codec<Recording, unknown> = Schema.Array(
  Schema.Union([
    Schema.Struct({ request, result: DescribeRouteServerPeers.Result, error: absent }),
    Schema.Struct({ request, error: PeerSourceError.PeerSourceError, result: absent }),
  ]),
)

/**
 * What has become of a request.
 *
 * - `Pending`: nothing yet
 * - `Answered`: it was answered with a page
 * - `Failed`: it failed with a typed error
 * - `Interrupted`: whoever asked no longer waits, after a time-out for instance
 * - `Died`: the source has a defect
 *
 * @category models
 */
export type Outcome =
  | { readonly _tag: "Pending" }
  | { readonly _tag: "Answered"; readonly result: DescribeRouteServerPeers.Result }
  | { readonly _tag: "Failed"; readonly error: PeerSourceError.PeerSourceError }
  | { readonly _tag: "Interrupted" }
  | { readonly _tag: "Died"; readonly defect: unknown }

/**
 * A request, whatever has become of it.
 *
 * @category models
 */
export interface Attempt {
  /** What was asked. */
  readonly request: DescribeRouteServerPeers.Request
  /** What has become of it. */
  readonly outcome: Outcome
}
