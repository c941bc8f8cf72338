/**
 * An HTTP endpoint that answers DescribeRouteServerPeers as Amazon EC2 does.
 */
export * as Ec2Endpoint from "./Ec2Endpoint.ts"
export * as Faults from "./Faults.ts"
