export { NodeEc2Endpoint, type NodeOptions } from "./NodeEc2Endpoint.ts";
