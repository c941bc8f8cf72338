import * as MonitorServer from "./MonitorServer.ts";
import type { HttpServerError } from "effect/http";
import type { MonitorView } from "./MonitorView.ts";
import { Context, Layer, Schema } from "effect";
import { HttpListener } from "@route-server/endpoint/node";
export declare class InvalidToken extends InvalidToken_base {
}
declare const InvalidToken_base: Schema.Class<InvalidToken, Schema.TaggedStruct<"InvalidToken", {
    readonly message: Schema.String;
}>, import("effect/Cause").YieldableError>;
export declare class NodeMonitorServer extends NodeMonitorServer_base {
}
declare const NodeMonitorServer_base: Context.ServiceClass<NodeMonitorServer, "@route-server/monitor/NodeMonitorServer", HttpListener.Listening>;
export interface Options extends MonitorServer.Options, HttpListener.Options {
}
export declare const layer: (options?: Options) => Layer.Layer<NodeMonitorServer, HttpServerError.ServeError | InvalidToken, MonitorView>;
