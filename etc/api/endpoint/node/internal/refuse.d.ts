import type { Connections } from "./Connections.ts";
import type { Refusal } from "../../internal/HttpRefusal.ts";
import { type Server } from "node:http";
export type Write = (refusal: Refusal) => {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
};
export declare const refuse: (server: Server, connections: Connections, write: Write, handshakeFailed?: (code: string) => void) => void;
