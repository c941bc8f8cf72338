/**
 * The EC2 endpoint on a Node.js server, and that server for other apps.
 */
export * as HttpListener from "./HttpListener.ts"
export * as NodeEc2Endpoint from "./NodeEc2Endpoint.ts"
