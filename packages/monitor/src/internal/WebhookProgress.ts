/** What is kept of a webhook while it is told. */
import type { ChangeRecord } from "../ChangeRecord.ts"
import type { DropReason, WebhookStatus } from "../WebhookStatus.ts"
import type { AttemptFailed } from "./webhookAttempt.ts"

export class WebhookProgress {
  private status: WebhookStatus

  constructor(name: string, place: number) {
    this.status = {
      name,
      isUp: true,
      delivered: 0,
      failures: {},
      dropped: { gave_up: 0, refused: 0, expired: 0 },
      place,
    }
  }

  get current(): WebhookStatus {
    return this.status
  }

  begins({ at }: ChangeRecord): void {
    this.status = { ...this.status, pendingSince: at }
  }

  failed({ code }: AttemptFailed): void {
    const { failures } = this.status
    this.status = {
      ...this.status,
      isUp: false,
      failures: { ...failures, [code]: (failures[code] ?? 0) + 1 },
    }
  }

  delivered(): void {
    this.status = { ...this.status, isUp: true, delivered: this.status.delivered + 1 }
  }

  dropped(reason: DropReason, count: number): void {
    const { dropped } = this.status
    this.status = { ...this.status, dropped: { ...dropped, [reason]: dropped[reason] + count } }
  }

  reached(place: number): void {
    this.status = { ...this.status, place, pendingSince: undefined }
  }
}
