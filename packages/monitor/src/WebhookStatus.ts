/**
 * How the telling of a webhook goes.
 */

/**
 * Why a webhook was not told of a change.
 *
 * - `gave_up`: the receiver was not well for too long
 * - `refused`: the receiver did not want it
 * - `expired`: it left the log before it could be told
 * - `damaged`: what the log has of it can't be read
 *
 * @category models
 */
export type DropReason = "gave_up" | "refused" | "expired" | "damaged"

/**
 * How the telling of a webhook goes, in the process that tells it.
 *
 * @category models
 */
export interface WebhookStatus {
  /** The name of the webhook. */
  readonly name: string
  /** Whether the last attempt succeeded; `true` before the first. */
  readonly isUp: boolean
  /** How many changes it has taken since the process began. */
  readonly delivered: number
  /** How many attempts failed, by status or by what kept one from coming. */
  readonly failures: Readonly<Record<string, number>>
  readonly dropped: Readonly<Record<DropReason, number>>
  /** The place in the log that it has come to. */
  readonly place: number
  /** When the change was seen that is being told, in milliseconds since 1970. */
  readonly pendingSince?: number | undefined
}
