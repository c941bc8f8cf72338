/**
 * The types of IDs, addresses and numbers, for what is known to be of their form: most of
 * the time for a fleet would go into checking it. The tests check it.
 */
import type { Asn, Ipv4Address, ResourceId } from "@route-server/core"
import { Brand } from "effect"

export const peerId = Brand.nominal<ResourceId.RouteServerPeerId>()
export const endpointId = Brand.nominal<ResourceId.RouteServerEndpointId>()
export const serverId = Brand.nominal<ResourceId.RouteServerId>()
export const vpcId = Brand.nominal<ResourceId.VpcId>()
export const subnetId = Brand.nominal<ResourceId.SubnetId>()
export const interfaceId = Brand.nominal<ResourceId.NetworkInterfaceId>()
export const address = Brand.nominal<Ipv4Address.Ipv4Address>()
export const asn = Brand.nominal<Asn.Asn>()
