/**
 * Identifiers of AWS resources: 17 hex digits as today, 8 as in old accounts, and
 * short ones, of which many are the beginning of another, so that a comparison
 * that should be of the whole has a chance to fail.
 */
import type { ResourceId } from "@route-server/core"
import fc from "fast-check"
import * as brands from "./internal/brands.ts"

const SHORT_IDS = 8 * 36

const body = (): fc.Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: fc.nat(SHORT_IDS - 1).map((number) => number.toString(36)) },
    {
      weight: 1,
      arbitrary: fc.nat(0xffff_ffff).map((number) => number.toString(16).padStart(8, "0")),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat(0xffff_ffff), fc.nat(16 ** 9 - 1))
        .map(
          ([high, low]) => high.toString(16).padStart(8, "0") + low.toString(16).padStart(9, "0"),
        ),
    },
  )

/** The ID of a route server peer. @category domain */
export const routeServerPeerId = (): fc.Arbitrary<ResourceId.RouteServerPeerId> =>
  body().map((digits) => brands.peerId(`rsp-${digits}`))

/** The ID of a route server endpoint. @category domain */
export const routeServerEndpointId = (): fc.Arbitrary<ResourceId.RouteServerEndpointId> =>
  body().map((digits) => brands.endpointId(`rse-${digits}`))

/** The ID of a route server. @category domain */
export const routeServerId = (): fc.Arbitrary<ResourceId.RouteServerId> =>
  body().map((digits) => brands.serverId(`rs-${digits}`))

/** The ID of a VPC. @category domain */
export const vpcId = (): fc.Arbitrary<ResourceId.VpcId> =>
  body().map((digits) => brands.vpcId(`vpc-${digits}`))

/** The ID of a subnet. @category domain */
export const subnetId = (): fc.Arbitrary<ResourceId.SubnetId> =>
  body().map((digits) => brands.subnetId(`subnet-${digits}`))

/** The ID of an elastic network interface. @category domain */
export const networkInterfaceId = (): fc.Arbitrary<ResourceId.NetworkInterfaceId> =>
  body().map((digits) => brands.interfaceId(`eni-${digits}`))

/**
 * A text in the place of a peer ID that is none: another resource's ID, upper
 * case, a dash too many, space around it, nothing at all.
 *
 * @category domain
 */
export const malformedPeerId = (): fc.Arbitrary<string> =>
  fc
    .tuple(
      body(),
      fc.constantFrom<(digits: string) => string>(
        () => "",
        () => "rsp-",
        () => "__proto__",
        (digits) => digits,
        (digits) => `rs-${digits}`,
        (digits) => `rse-${digits}`,
        (digits) => `RSP-${digits}`,
        (digits) => `rsp-A${digits}`,
        (digits) => `rsp_${digits}`,
        (digits) => `rsp--${digits}`,
        (digits) => `rsp-${digits}-1`,
        (digits) => `rsp-${digits}*`,
        (digits) => ` rsp-${digits}`,
        (digits) => `rsp-${digits}\n`,
      ),
    )
    .map(([digits, spoil]) => spoil(digits))
