/**
 * fast-check arbitraries for route server peers, fleets of them, and what is asked
 * and done about them.
 */
export {
  type FilterOptions,
  filterFor,
  filtersFor,
  filtersTemplate,
  filterTemplate,
} from "./Filter.ts"
export { type FilterNameOptions, filterName, unknownFilterName } from "./FilterName.ts"
export { filterPattern, filterPatternFor, filterPatternWithText } from "./FilterPattern.ts"
export { type FleetOptions, fleet } from "./FleetArbitrary.ts"
export { type Pages, type PagesTemplate, pagesFor, pagesTemplate } from "./Pages.ts"
export { malformedPageToken, pageToken } from "./PageToken.ts"
export { type ErrorOptions, peerSourceError } from "./PeerSourceError.ts"
export {
  type UpdateOptions,
  updatesFor,
  updatesTemplate,
} from "./PeerUpdate.ts"
export { type RequestOptions, requestFor, requestTemplate } from "./Request.ts"
export {
  malformedPeerId,
  networkInterfaceId,
  routeServerEndpointId,
  routeServerId,
  routeServerPeerId,
  subnetId,
  vpcId,
} from "./ResourceId.ts"
export {
  asn,
  bfdStatus,
  bgpOptions,
  bgpStatus,
  ipv4Address,
  type PeerOptions,
  peer,
  peerLivenessDetection,
  sessionStatus,
  state,
  unknownMembers,
} from "./RouteServerPeer.ts"
export { tag, tagKey, tags, tagValue } from "./Tag.ts"
export { type Template, withFleet } from "./Template.ts"
export { text } from "./Text.ts"
