import type { PeerSource } from "@route-server/core";
import { Context, Duration, Layer } from "effect";
import { Ec2Endpoint } from "../endpoint/index.ts";
import { HttpServerError } from "effect/http";
export declare class NodeEc2Endpoint extends NodeEc2Endpoint_base {
    static readonly layer: (options?: NodeOptions) => Layer.Layer<NodeEc2Endpoint, HttpServerError.ServeError, PeerSource>;
}
declare const NodeEc2Endpoint_base: Context.ServiceClass<NodeEc2Endpoint, "@route-server/testing/NodeEc2Endpoint", {
    readonly url: string;
    readonly isLoopback: boolean;
}>;
export interface NodeOptions extends Ec2Endpoint.Options {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly gracefulShutdownTimeout?: Duration.Input | undefined;
}
