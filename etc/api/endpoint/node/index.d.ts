export * as HttpListener from "./HttpListener.ts";
export * as NodeEc2Endpoint from "./NodeEc2Endpoint.ts";
