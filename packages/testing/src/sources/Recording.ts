/**
 * Recordings: what was asked of a `PeerSource` and what it answered.
 *
 * A recording is JSON in its encoded form, so it can be kept in a file: a listing
 * that was taken once from a real account becomes a test.
 */
import {
  DescribeRouteServerPeersRequest,
  DescribeRouteServerPeersResult,
  PeerSourceError,
} from "@route-server/core"
import { Schema } from "effect"

/**
 * A request with the page that it was answered with, or the error.
 *
 * @category models
 */
export type Exchange =
  | {
      /** What was asked. */
      readonly request: DescribeRouteServerPeersRequest
      /** The page that was answered. */
      readonly result: DescribeRouteServerPeersResult
    }
  | {
      /** What was asked. */
      readonly request: DescribeRouteServerPeersRequest
      /** What it failed with. */
      readonly error: PeerSourceError.PeerSourceError
    }

/**
 * Exchanges in the order in which they were answered.
 *
 * @category models
 */
export type Recording = ReadonlyArray<Exchange>

/**
 * Exchanges in the order in which they were answered; encoded, they are JSON.
 *
 * @category schemas
 */
export const Recording: Schema.Codec<Recording, unknown> = Schema.Array(
  Schema.Union([
    Schema.Struct({
      request: DescribeRouteServerPeersRequest,
      result: DescribeRouteServerPeersResult,
    }),
    Schema.Struct({
      request: DescribeRouteServerPeersRequest,
      error: PeerSourceError.PeerSourceError,
    }),
  ]),
)
