import * as Ec2Endpoint from "../Ec2Endpoint.ts";
import type { PeerSource } from "@route-server/core";
import { Context, Duration, Layer } from "effect";
import { HttpServerError } from "effect/http";
export declare class NodeEc2Endpoint extends NodeEc2Endpoint_base {
}
declare const NodeEc2Endpoint_base: Context.ServiceClass<NodeEc2Endpoint, "@route-server/endpoint/NodeEc2Endpoint", {
    readonly url: string;
    readonly isLoopback: boolean;
}>;
export interface Options extends Ec2Endpoint.Options {
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly gracefulShutdownTimeout?: Duration.Input | undefined;
    readonly sendTimeout?: Duration.Input | undefined;
}
export declare const layer: (options?: Options) => Layer.Layer<NodeEc2Endpoint, HttpServerError.ServeError, PeerSource.PeerSource>;
