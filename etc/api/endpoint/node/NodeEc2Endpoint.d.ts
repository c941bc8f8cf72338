import * as Context from "effect/Context";
import * as Ec2Endpoint from "../Ec2Endpoint.ts";
import * as HttpListener from "./HttpListener.ts";
import * as Layer from "effect/Layer";
import type * as HttpServerError from "effect/http/HttpServerError";
import type { PeerSource } from "@route-server/core";
export declare class NodeEc2Endpoint extends NodeEc2Endpoint_base {
}
declare const NodeEc2Endpoint_base: Context.ServiceClass<NodeEc2Endpoint, "@route-server/endpoint/NodeEc2Endpoint", HttpListener.Listening>;
export interface Options extends Ec2Endpoint.Options, HttpListener.Options {
}
export declare const layer: (options?: Options) => Layer.Layer<NodeEc2Endpoint, HttpServerError.ServeError, PeerSource.PeerSource>;
