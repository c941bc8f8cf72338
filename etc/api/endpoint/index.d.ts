export * as Ec2Endpoint from "./Ec2Endpoint.ts";
