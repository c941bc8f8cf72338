export type DropReason = "gave_up" | "refused" | "expired" | "damaged";
export interface WebhookStatus {
    readonly name: string;
    readonly isUp: boolean;
    readonly delivered: number;
    readonly failures: Readonly<Record<string, number>>;
    readonly dropped: Readonly<Record<DropReason, number>>;
    readonly place: number;
    readonly pendingSince?: number | undefined;
}
