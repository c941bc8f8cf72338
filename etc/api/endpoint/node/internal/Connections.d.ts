import * as Effect from "effect/Effect";
import * as HttpServerRequest from "effect/http/HttpServerRequest";
import type { Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
export interface Bounds {
    readonly sendTimeout: number;
    readonly mostWaiting: number;
}
export interface Connection {
    readonly socket: Socket;
    readonly transport: Socket;
    readonly owed: Set<ServerResponse>;
    latest?: ServerResponse;
    readonly turns: WeakMap<object, Promise<unknown>>;
    requests: number;
}
export type Connections = ReadonlyMap<unknown, Connection>;
export declare const atHand: (connections: Connections) => {
    onlyReads: boolean;
    reset: Effect.Effect<void, never, HttpServerRequest.HttpServerRequest>;
    flush: Effect.Effect<void, never, HttpServerRequest.HttpServerRequest>;
};
export declare const track: (server: Server, { sendTimeout, mostWaiting }: Bounds) => Connections;
export declare const turn: (connections: Connections) => Effect.Effect<void, never, HttpServerRequest.HttpServerRequest>;
