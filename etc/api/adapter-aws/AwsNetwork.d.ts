import * as Effect from "effect/Effect";
import { NodeHttpHandler } from "@smithy/node-http-handler";
type Environment = Readonly<Record<string, string | undefined>>;
export interface Options {
    readonly environment?: Environment | undefined;
    readonly caBundle?: string | undefined;
}
export declare const bypasses: (noProxy: string, hostname: string, port?: number) => boolean;
export declare const requestHandler: (args_0?: Options | undefined) => Effect.Effect<NodeHttpHandler, import("@route-server/core/PeerSourceError").TransportError, never>;
