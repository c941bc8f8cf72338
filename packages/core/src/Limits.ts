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
 * The limits of EC2: 50 filters, 200 values each, 255 characters a string
 * (docs), MaxResults from 5 to 1000 (model), and 1,000 IDs, of which AWS only
 * says that more are advised against (docs).
 *
 * **Details**
 *
 * A newer wording says 200 values in all (seen), an older one 200 per filter
 * (docs). The older one is the default; set `valuesInAll` for the newer.
 *
 * **Example** (Holding requests to 200 values in all)
 *
 * ```ts
 * import { Limits } from "@route-server/core"
 *
 * const strict: Limits.Limits = { ...Limits.ec2, valuesInAll: 200 }
 *
 * strict.filters // => 50
 * ```
 *
 * @category constants
 */
export const ec2: Limits = {
  filters: 50,
  valuesPerFilter: 200,
  valuesInAll: Number.POSITIVE_INFINITY,
  characters: 255,
  ids: 1000,
  minMaxResults: 5,
  maxMaxResults: 1000,
}
