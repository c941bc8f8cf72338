/**
 * Identifiers of the AWS resources that a route server peer speaks of.
 *
 * AWS publishes no pattern for these IDs (model). What its error text for
 * malformed IDs allows is a prefix, one dash, and lowercase alphanumeric
 * characters (guess, from a sibling operation), so that is what is accepted:
 * IDs of 8 and of 17 hex digits are both in use (seen), and longer ones would
 * pass too.
 *
 * Each ID is a plain string at run time and a brand of its own to the type
 * checker, so that a VPC ID can't be passed where a peer ID is wanted.
 */
import * as Schema from "effect/Schema"

const idOf = (prefix: string) =>
  Schema.String.check(
    Schema.isPattern(new RegExp(`^${prefix}-[0-9a-z]+$`), {
      expected: `an ID that starts with "${prefix}-" and goes on in lowercase letters and digits`,
    }),
  )

/**
 * The ID of a route server peer, such as `rsp-0e1c240ae33a4f642`.
 *
 * @category schemas
 */
export const RouteServerPeerId = idOf("rsp").pipe(Schema.brand("RouteServerPeerId"))
/** @category models */
export type RouteServerPeerId = typeof RouteServerPeerId.Type

/**
 * The ID of a route server endpoint, such as `rse-0b3aab44fa6f0bb15`.
 *
 * @category schemas
 */
export const RouteServerEndpointId = idOf("rse").pipe(Schema.brand("RouteServerEndpointId"))
/** @category models */
export type RouteServerEndpointId = typeof RouteServerEndpointId.Type

/**
 * The ID of a route server, such as `rs-054f70d70eff70cc6`.
 *
 * @category schemas
 */
export const RouteServerId = idOf("rs").pipe(Schema.brand("RouteServerId"))
/** @category models */
export type RouteServerId = typeof RouteServerId.Type

/**
 * The ID of a VPC, such as `vpc-571faf2e`.
 *
 * @category schemas
 */
export const VpcId = idOf("vpc").pipe(Schema.brand("VpcId"))
/** @category models */
export type VpcId = typeof VpcId.Type

/**
 * The ID of a subnet, such as `subnet-7a0ae703`.
 *
 * @category schemas
 */
export const SubnetId = idOf("subnet").pipe(Schema.brand("SubnetId"))
/** @category models */
export type SubnetId = typeof SubnetId.Type

/**
 * The ID of an elastic network interface, such as `eni-0e9d73874dccdfea8`.
 *
 * @category schemas
 */
export const NetworkInterfaceId = idOf("eni").pipe(Schema.brand("NetworkInterfaceId"))
/** @category models */
export type NetworkInterfaceId = typeof NetworkInterfaceId.Type
