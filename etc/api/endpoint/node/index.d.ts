export * as NodeEc2Endpoint from "./NodeEc2Endpoint.ts";
