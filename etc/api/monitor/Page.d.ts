import type { ChangeRecord } from "./ChangeRecord.ts";
import type { FleetState } from "./MonitorView.ts";
import type { Regions } from "./internal/page/Regions.ts";
export interface Content {
    readonly title: string;
    readonly regions: Regions;
}
export interface Frame {
    readonly style: string;
    readonly script: string;
    readonly icon: string;
    readonly events: string;
    readonly reloads?: boolean | undefined;
}
export interface Seen {
    readonly fleet: FleetState;
    readonly recent: ReadonlyArray<ChangeRecord> | undefined;
}
export declare const content: ({ fleet, recent }: Seen) => Content;
export declare const document: ({ title, regions }: Content, now: number, { style, script, icon, events, reloads }: Frame) => string;
export declare const render: (seen: Seen, now: number, frame: Frame) => string;
