/** What is kept of a webhook while it is told. */
import type { ChangeRecord } from "../ChangeRecord.ts"
import type { DropReason, WebhookStatus } from "../WebhookStatus.ts"
import type { AttemptFailed } from "./webhookAttempt.ts"

export class WebhookProgress {
  private status: WebhookStatus
  private lastFailure: string | undefined

  constructor(name: string, place: number) {
    this.status = {
      name,
      isUp: true,
      delivered: 0,
      failures: {},
      dropped: { gave_up: 0, refused: 0, expired: 0, damaged: 0 },
      place,
    }
  }

  get current(): WebhookStatus {
    return this.status
  }

  begins({ at }: ChangeRecord): void {
    this.status = { ...this.status, pendingSince: at }
  }

  /** Notes a failure; whether it is another than the one before, if nothing was taken since. */
  failed({ code }: AttemptFailed): boolean {
    const { failures } = this.status
    const isNew = this.lastFailure !== code
    this.lastFailure = code
    this.status = {
      ...this.status,
      isUp: false,
      failures: { ...failures, [code]: (failures[code] ?? 0) + 1 },
    }
    return isNew
  }

  /** Notes that a change was taken; whether that is so again after a failure. */
  delivered(): boolean {
    const isAgain = this.lastFailure !== undefined
    this.lastFailure = undefined
    this.status = { ...this.status, isUp: true, delivered: this.status.delivered + 1 }
    return isAgain
  }

  dropped(reason: DropReason, count: number): void {
    const { dropped } = this.status
    this.status = { ...this.status, dropped: { ...dropped, [reason]: dropped[reason] + count } }
  }

  reached(place: number): void {
    this.status = { ...this.status, place, pendingSince: undefined }
  }
}
