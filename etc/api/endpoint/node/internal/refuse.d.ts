import type { Connections } from "./Connections.ts";
import { type Server } from "node:http";
export interface Refusal {
    readonly method?: string;
    readonly status: number;
    readonly code: string;
    readonly message: string;
}
export type Write = (refusal: Refusal) => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
};
export declare const refuse: (server: Server, connections: Connections, write: Write, handshakeFailed?: (code: string) => void) => void;
