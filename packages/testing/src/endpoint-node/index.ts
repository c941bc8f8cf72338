/**
 * The EC2 endpoint on a Node.js server.
 */
export { NodeEc2Endpoint, type NodeOptions } from "./NodeEc2Endpoint.ts"
