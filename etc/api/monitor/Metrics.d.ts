import type { FleetState } from "./MonitorView.ts";
import type { Format } from "./MetricsFormat.ts";
import type { WebhookStatus } from "./WebhookStatus.ts";
import { type TargetState } from "./TargetState.ts";
export declare const DEFAULT_STALE_AFTER = 300000;
export interface Options {
    readonly now: number;
    readonly format: Format;
    readonly staleAfter?: number | undefined;
    readonly tags?: ReadonlyArray<string> | undefined;
    readonly webhooks?: ReadonlyArray<WebhookStatus> | undefined;
    readonly runners?: ReadonlyArray<{
        readonly hasSameFleet: boolean;
    }> | undefined;
    readonly build?: Readonly<Record<string, string>> | undefined;
    readonly process?: ProcessUsage | undefined;
}
export interface ProcessUsage {
    readonly startedAt: number;
    readonly residentBytes: number;
    readonly cpuSeconds: number;
}
export declare const isStale: ({ succeededAt }: TargetState, now: number, staleAfter?: number) => boolean;
export declare const render: (state: FleetState, options: Options) => string;
