/**
 * The EC2 endpoint on a Node.js server.
 */
export * as NodeEc2Endpoint from "./NodeEc2Endpoint.ts"
