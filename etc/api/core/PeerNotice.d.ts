import type { PeerChange } from "./PeerChange.ts";
export type PeerNotice = {
    readonly _tag: "Change";
    readonly change: PeerChange;
    readonly at?: number;
} | {
    readonly _tag: "Route";
    readonly routeServerPeerId: string;
    readonly status: "ADVERTISED" | "UPDATED" | "WITHDRAWN";
    readonly message: unknown;
    readonly at?: number;
} | {
    readonly _tag: "Maintenance";
    readonly routeServerEndpointId: string;
    readonly routeServerPeerIds: ReadonlyArray<string>;
    readonly at?: number;
} | {
    readonly _tag: "Unknown";
    readonly input: unknown;
    readonly fault: string;
};
export declare const fromLog: (input: unknown) => PeerNotice;
export declare const fromSns: (input: unknown) => PeerNotice;
