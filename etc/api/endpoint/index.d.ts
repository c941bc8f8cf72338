export * as Ec2Endpoint from "./Ec2Endpoint.ts";
export * as Faults from "./Faults.ts";
