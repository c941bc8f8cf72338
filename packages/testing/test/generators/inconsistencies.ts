import { RouteServerPeer } from "@route-server/core"
import { Fleet } from "@route-server/testing"

type Peer = RouteServerPeer.RouteServerPeer
type Key = (peer: Peer) => string | undefined

/** The distinct values of `of` that go with each value of `by`, where both are there. */
const grouped = (
  fleet: Fleet.Fleet,
  by: Key,
  of: Key,
): ReadonlyMap<string, ReadonlySet<string>> => {
  const groups = new Map<string, Set<string>>()
  for (const peer of fleet) {
    const [key, value] = [by(peer), of(peer)]
    if (key === undefined || value === undefined) continue
    groups.set(key, (groups.get(key) ?? new Set()).add(value))
  }
  return groups
}

const endpoint: Key = (peer) => peer.RouteServerEndpointId
const server: Key = (peer) => peer.RouteServerId
const vpc: Key = (peer) => peer.VpcId
const subnet: Key = (peer) => peer.SubnetId
const eni: Key = (peer) => peer.EndpointEniId
const eniAddress: Key = (peer) => peer.EndpointEniAddress
const holder: Key = (peer) =>
  RouteServerPeer.holdsAddress(peer) ? peer.RouteServerPeerId : undefined
const serverAndSubnet: Key = (peer) =>
  peer.RouteServerId && peer.SubnetId && `${peer.RouteServerId} in ${peer.SubnetId}`

/** What keeps the peers of a fleet from existing beside each other; nothing, as it should be. */
export const inconsistencies = (
  fleet: Fleet.Fleet,
  topology: Fleet.Topology = Fleet.quotas,
): ReadonlyArray<string> => {
  const found: Array<string> = []
  const atMost = (limit: number, rule: string, by: Key, of: Key) => {
    for (const [key, values] of grouped(fleet, by, of)) {
      if (values.size > limit) found.push(`${key} has ${values.size} of: ${rule}`)
    }
  }
  const ids = new Set(fleet.map((peer) => peer.RouteServerPeerId))
  if (ids.size !== fleet.length) found.push("an ID occurs twice")
  atMost(1, "servers of an endpoint", endpoint, server)
  atMost(1, "VPCs of a server", server, vpc)
  atMost(1, "VPCs of a subnet", subnet, vpc)
  atMost(1, "subnets of an endpoint", endpoint, subnet)
  atMost(1, "interfaces of an endpoint", endpoint, eni)
  atMost(1, "endpoints of an interface", eni, endpoint)
  atMost(1, "addresses of an interface", eni, eniAddress)
  atMost(topology.serversPerVpc, "servers of a VPC", vpc, server)
  atMost(topology.endpointsPerServer, "endpoints of a server", server, endpoint)
  atMost(
    topology.endpointsPerSubnet,
    "endpoints of a server in a subnet",
    serverAndSubnet,
    endpoint,
  )
  atMost(topology.peersPerEndpoint, "peers of an endpoint", endpoint, holder)
  const held = new Set<string>()
  for (const peer of fleet) {
    if (holder(peer) === undefined || endpoint(peer) === undefined) continue
    if (peer.PeerAddress === undefined) continue
    const place = `${peer.PeerAddress} on ${peer.RouteServerEndpointId}`
    if (held.has(place)) found.push(`two peers hold ${place}`)
    held.add(place)
  }
  for (const peer of fleet) {
    if (peer.PeerAddress !== undefined && peer.PeerAddress === peer.EndpointEniAddress) {
      found.push(`${peer.RouteServerPeerId} has the address of its endpoint`)
    }
    const keys = (peer.Tags ?? []).map(({ Key }) => Key)
    if (new Set(keys).size !== keys.length) found.push(`${peer.RouteServerPeerId} has a key twice`)
  }
  return found
}
