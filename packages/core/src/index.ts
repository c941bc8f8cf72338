/**
 * The pure domain of Amazon VPC Route Server peers.
 */
export * as Asn from "./Asn.ts"
export * as DescribeRouteServerPeers from "./DescribeRouteServerPeers.ts"
export { DescribeRouteServerPeersRequest } from "./DescribeRouteServerPeersRequest.ts"
export {
  DescribeRouteServerPeersResult,
  decodeDescribeRouteServerPeersResult,
} from "./DescribeRouteServerPeersResult.ts"
export type { Evidence } from "./Evidence.ts"
export * as Filter from "./Filter.ts"
export * as FilterName from "./FilterName.ts"
export * as FilterPattern from "./FilterPattern.ts"
export { Ipv4Address } from "./Ipv4Address.ts"
export * as Limits from "./Limits.ts"
export * as OpenEnum from "./OpenEnum.ts"
export * as OpenStruct from "./OpenStruct.ts"
export * as PageToken from "./PageToken.ts"
export { PeerSource } from "./PeerSource.ts"
export * as PeerSourceError from "./PeerSourceError.ts"
export * as ResourceId from "./ResourceId.ts"
export * as RouteServerPeer from "./RouteServerPeer.ts"
export * as ServiceError from "./ServiceError.ts"
export * as Tag from "./Tag.ts"
