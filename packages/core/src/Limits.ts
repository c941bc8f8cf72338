/**
 * The limits of a request, as data.
 */

/**
 * How much one request may ask.
 *
 * @category models
 */
export interface Limits {
  /** Filters in a request. */
  readonly filters: number
  /** Values of one filter. */
  readonly valuesPerFilter: number
  /** Values of all filters together. */
  readonly valuesInAll: number
  /** Unicode characters of a filter name or value. */
  readonly characters: number
  /** Peer IDs in a request. */
  readonly ids: number
  /** The least value of MaxResults, in peers. */
  readonly minMaxResults: number
  /** The greatest value of MaxResults, in peers. */
  readonly maxMaxResults: number
}

/**
 * The limits of EC2: 50 filters and 255 characters a string (docs), 200 filter values
 * in all (seen, for siblings; the guide says 200 of one filter), MaxResults from 5 to
 * 1000 (model), and 1,000 IDs, of which AWS only says that more are advised against
 * (docs).
 *
 * **Example** (Holding requests to fewer IDs)
 *
 * ```ts
 * import { Limits } from "@route-server/core"
 *
 * const strict: Limits.Limits = { ...Limits.ec2, ids: 100 }
 *
 * strict.filters // => 50
 * ```
 *
 * @category constants
 */
export const ec2: Limits = {
  filters: 50,
  valuesPerFilter: 200,
  valuesInAll: 200,
  characters: 255,
  ids: 1000,
  minMaxResults: 5,
  maxMaxResults: 1000,
}
