/**
 * How the resources of a fleet hang together: VPCs have route servers, these have
 * endpoints in the subnets of their VPC, and these have peers.
 */
import type { Ipv4Address, ResourceId } from "@route-server/core"
import { Struct } from "effect"
import { checkWholeNumber } from "../internal/wholeNumber.ts"
import { addressOf } from "./internal/address.ts"
import * as brands from "./internal/brands.ts"
import { mix } from "./internal/mix.ts"

/**
 * How many of each resource there are at most.
 *
 * @category models
 */
export interface Topology {
  /** VPCs in the account. */
  readonly vpcs: number
  /** Route servers in a VPC. */
  readonly serversPerVpc: number
  /** Endpoints of a route server. */
  readonly endpointsPerServer: number
  /** Endpoints of a route server in one subnet. */
  readonly endpointsPerSubnet: number
  /** Peers of an endpoint that hold their address: all but the deleted ones. */
  readonly peersPerEndpoint: number
}

/**
 * The quotas of EC2: 5 route servers in a VPC, 10 endpoints of a route server, 2
 * of them in one subnet, and 20 peering sessions of a network interface, which is
 * to say of an endpoint (docs). AWS adjusts all but the third. The number of VPCs
 * is no quota of route servers and is not limited here.
 *
 * @category constants
 */
export const quotas: Topology = {
  vpcs: Number.POSITIVE_INFINITY,
  serversPerVpc: 5,
  endpointsPerServer: 10,
  endpointsPerSubnet: 2,
  peersPerEndpoint: 20,
}

/** How many peers can hold an address at the same time. */
export const capacity = (topology: Topology): number =>
  topology.vpcs * topology.serversPerVpc * topology.endpointsPerServer * topology.peersPerEndpoint

/** How an ID looks: as short as can be, as in old accounts, or as today. */
export type IdStyle = "short" | "old" | "today"

/** The characters after the dash of the ID of one kind's resource with this number. */
export const idBody = (style: IdStyle, salt: number, number: number): string => {
  if (style === "short") return (number + 1).toString(36)
  const digits = mix(number ^ salt)
  const old = digits.toString(16).padStart(8, "0")
  if (style === "old") return old
  return `${old}${mix(digits ^ 0x5bd1e995)
    .toString(16)
    .padStart(9, "0")}`
}

/** The members that the peers of one endpoint share. */
export interface Endpoint {
  readonly RouteServerEndpointId: ResourceId.RouteServerEndpointId
  readonly RouteServerId: ResourceId.RouteServerId
  readonly VpcId: ResourceId.VpcId
  readonly SubnetId: ResourceId.SubnetId
  readonly EndpointEniId: ResourceId.NetworkInterfaceId
  readonly EndpointEniAddress: Ipv4Address.Ipv4Address
}

/** The first four addresses of a subnet, and the last, are left free. */
const FIRST_HOST = 4
const SUBNET_SIZE = 256
const MOST_SUBNETS = 128

/** Where the network of a VPC begins; VPCs may share addresses. */
const networkOf = (vpc: number): number => 0x0a_00_00_00 + (vpc % 256) * 0x1_00_00

/** The address of one of an endpoint's appliances: outside all subnets of endpoints. */
export const applianceAddress = (
  { serversPerVpc, endpointsPerServer }: Topology,
  endpoint: number,
  appliance: number,
): Ipv4Address.Ipv4Address =>
  addressOf(
    networkOf(Math.floor(endpoint / endpointsPerServer / serversPerVpc)) +
      MOST_SUBNETS * SUBNET_SIZE +
      FIRST_HOST +
      appliance,
  )

/**
 * The endpoint with this number, counted through all VPCs and servers. Each VPC
 * is a network of 65,536 addresses that begins with 10, each subnet one of 256.
 */
export const endpointAt = (
  { serversPerVpc, endpointsPerServer, endpointsPerSubnet }: Topology,
  { style, salt }: { readonly style: IdStyle; readonly salt: number },
  number: number,
): Endpoint => {
  const server = Math.floor(number / endpointsPerServer)
  const vpc = Math.floor(server / serversPerVpc)
  const ofServer = number % endpointsPerServer
  const subnetOfVpc = Math.floor(ofServer / endpointsPerSubnet)
  const subnetsPerVpc = Math.ceil(endpointsPerServer / endpointsPerSubnet)
  const host = (server % serversPerVpc) * endpointsPerSubnet + (ofServer % endpointsPerSubnet)
  const id = (resource: number) => idBody(style, salt, resource)
  return {
    RouteServerEndpointId: brands.endpointId(`rse-${id(number)}`),
    RouteServerId: brands.serverId(`rs-${id(server)}`),
    VpcId: brands.vpcId(`vpc-${id(vpc)}`),
    SubnetId: brands.subnetId(`subnet-${id(vpc * subnetsPerVpc + subnetOfVpc)}`),
    EndpointEniId: brands.interfaceId(`eni-${id(number)}`),
    EndpointEniAddress: addressOf(networkOf(vpc) + subnetOfVpc * SUBNET_SIZE + FIRST_HOST + host),
  }
}

/**
 * A topology with defaults filled in. Throws a `RangeError` that names the member
 * if one is not a whole number from 1 on, or if the endpoints of a VPC would not
 * fit into its subnets.
 */
export const complete = (topology: Partial<Topology>, defaults: Topology): Topology => {
  const whole = { ...defaults, ...topology }
  for (const count of Struct.keys(quotas)) {
    const value = whole[count]
    const isUnlimited = count === "vpcs" && value === Number.POSITIVE_INFINITY
    if (!isUnlimited) checkWholeNumber(`topology.${count}`, value, 1)
  }
  const subnets = Math.ceil(whole.endpointsPerServer / whole.endpointsPerSubnet)
  if (subnets > MOST_SUBNETS) {
    throw new RangeError(
      `topology.endpointsPerServer / topology.endpointsPerSubnet must be at most ${MOST_SUBNETS}, not ${subnets}`,
    )
  }
  const inSubnet = whole.serversPerVpc * whole.endpointsPerSubnet
  if (inSubnet > SUBNET_SIZE - FIRST_HOST - 1) {
    throw new RangeError(
      `topology.serversPerVpc × topology.endpointsPerSubnet must be at most ${SUBNET_SIZE - FIRST_HOST - 1}, not ${inSubnet}`,
    )
  }
  return whole
}
