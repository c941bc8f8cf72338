/**
 * The endpoints that peers are created on: declared, known from a peer, or made up.
 */
import { RouteServerPeer } from "@route-server/core"
import * as Struct from "effect/Struct"
import { hash, idBody } from "./chance.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** The members that all peers of an endpoint share. */
const members = [
  "RouteServerEndpointId",
  "RouteServerId",
  "VpcId",
  "SubnetId",
  "EndpointEniId",
  "EndpointEniAddress",
] as const

/**
 * An endpoint: the members that all its peers have from it.
 *
 * @category models
 */
export interface Endpoint
  extends Required<Pick<RouteServerPeer.Encoded, (typeof members)[number]>> {}

/** What a peer has from its endpoint. */
export type Place = Pick<Peer, (typeof members)[number]>

/** The endpoint of a peer, as far as the peer shows it. */
export const placeOf: (peer: Peer) => Place = Struct.pick(members)

/** A declared endpoint. Throws a `SchemaError` that names a member that has not its form. */
export const declare = (endpoint: Endpoint): Place =>
  placeOf(RouteServerPeer.make({ ...endpoint, RouteServerPeerId: "rsp-0" }))

/** An endpoint of which only the ID is known: always the same one, in a VPC of its own. */
export const makeUp = (RouteServerEndpointId: string): Place => {
  const number = hash(RouteServerEndpointId)
  const id = (salt: number) => idBody(salt, number)
  return declare({
    RouteServerEndpointId,
    RouteServerId: `rs-${id(1)}`,
    VpcId: `vpc-${id(2)}`,
    SubnetId: `subnet-${id(3)}`,
    EndpointEniId: `eni-${id(4)}`,
    EndpointEniAddress: `10.${number & 255}.${(number >>> 8) & 255}.${4 + ((number >>> 16) % 250)}`,
  })
}
