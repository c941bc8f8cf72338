/**
 * Route server peers one by one. For peers that belong together see `fleet`.
 */
import {
  Asn,
  type Ipv4Address,
  type OpenEnum,
  type OpenFormat,
  RouteServerPeer,
} from "@route-server/core"
import { Schema } from "effect"
import fc from "fast-check"
import { addressOf } from "./internal/address.ts"
import {
  networkInterfaceId,
  routeServerEndpointId,
  routeServerId,
  routeServerPeerId,
  subnetId,
  vpcId,
} from "./ResourceId.ts"
import { tags } from "./Tag.ts"
import { text } from "./Text.ts"

/**
 * What of the possible shapes of a peer to generate.
 *
 * @category options
 */
export interface PeerOptions {
  /** Whether members that AWS has not promised may be absent. Default: `true`. */
  readonly absentMembers?: boolean | undefined
  /** Whether enumerations may have values that are not known today. Default: `true`. */
  readonly unknownValues?: boolean | undefined
  /** Whether there may be members that are not known today, at every level. Default: `false`. */
  readonly unknownMembers?: boolean | undefined
}

/**
 * An Autonomous System Number: private ones of both ranges, public ones, and the
 * edges of every range.
 *
 * @category domain
 */
export const asn = (): fc.Arbitrary<Asn.Asn> =>
  fc
    .oneof(
      { withCrossShrink: true },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 4_294_967_295 }) },
      { weight: 2, arbitrary: fc.integer({ min: 64_511, max: 65_535 }) },
      { weight: 1, arbitrary: fc.integer({ min: 4_199_999_999, max: 4_294_967_295 }) },
    )
    .map((number) => Asn.Asn.make(number))

/**
 * An IPv4 address, most of them in a few private ranges where they meet.
 *
 * @category domain
 */
export const ipv4Address = (): fc.Arbitrary<Ipv4Address.Ipv4Address> =>
  fc
    .oneof(
      { withCrossShrink: true },
      { weight: 3, arbitrary: fc.integer({ min: 0x0a_00_00_00, max: 0x0a_00_00_1f }) },
      { weight: 1, arbitrary: fc.nat(0xff_ff_ff_ff) },
    )
    .map(addressOf)

type Open<Known extends string> = Known | OpenFormat.UnknownValue

const openEnum = <Known extends string>(
  schema: OpenEnum.OpenEnum<Known>,
  unknown: ReadonlyArray<string>,
  { unknownValues = true }: PeerOptions,
): fc.Arbitrary<Open<Known>> => {
  const decode = Schema.decodeSync(schema)
  const known = fc.constantFrom<Array<Open<Known>>>(...schema.known)
  if (!unknownValues) return known
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 12, arbitrary: known },
    { weight: 1, arbitrary: fc.constantFrom(...unknown.map((value) => decode(value))) },
  )
}

/** Where a peer stands in its life. @category domain */
export const state = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.State> =>
  openEnum(RouteServerPeer.State, ["draining", "Available", "AVAILABLE", ""], options)

/** How a peer's liveness is watched. @category domain */
export const peerLivenessDetection = (
  options: PeerOptions = {},
): fc.Arbitrary<RouteServerPeer.PeerLivenessDetection> =>
  openEnum(RouteServerPeer.PeerLivenessDetection, ["bgp-bfd", "BFD", "constructor"], options)

/** The status of a BGP or BFD session. @category domain */
export const sessionStatus = (
  options: PeerOptions = {},
): fc.Arbitrary<RouteServerPeer.SessionStatus> =>
  openEnum(RouteServerPeer.SessionStatus, ["UP", "Down", "idle"], options)

/**
 * Members that are not known today, of a peer or of a structure in it.
 *
 * @category domain
 */
export const unknownMembers = (): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.dictionary(
    fc.constantFrom("PeerEniId", "OwnerId", "peerAddress", "constructor", "__proto__"),
    fc.oneof(
      {
        weight: 3,
        // JSON has no negative zero, which would not come back.
        arbitrary: fc
          .jsonValue({ maxDepth: 1 })
          .map((value): unknown => JSON.parse(JSON.stringify(value))),
      },
      { weight: 1, arbitrary: fc.constant("2026-01-31T00:00:00Z") },
    ),
    { maxKeys: 2, noNullPrototype: true },
  )

/** Puts members that are not known today beside those of a structure, if they are asked for. */
export const withUnknown = <T extends object>(
  structure: fc.Arbitrary<T>,
  { unknownMembers: isAsked = false }: PeerOptions,
): fc.Arbitrary<T> =>
  isAsked
    ? fc.tuple(unknownMembers(), structure).map(([unknown, known]) => ({ ...unknown, ...known }))
    : structure

const structure = <T extends object>(
  members: { [Member in keyof T]: fc.Arbitrary<T[Member]> },
  options: PeerOptions,
) => {
  const { absentMembers = true } = options
  return withUnknown(
    absentMembers
      ? fc.record(members, { noNullPrototype: true, requiredKeys: [] })
      : fc.record(members, { noNullPrototype: true }),
    options,
  )
}

/** The BGP settings of a peer. @category domain */
export const bgpOptions = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.BgpOptions> =>
  structure({ PeerAsn: asn(), PeerLivenessDetection: peerLivenessDetection(options) }, options)

/** The status of a peer's BGP or BFD session, as a structure. @category domain */
export const bgpStatus = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.BgpStatus> =>
  structure({ Status: sessionStatus(options) }, options)

/** The members of a peer that say how it fares, not what it is and where. */
export const condition = (options: PeerOptions) => ({
  State: state(options),
  BgpOptions: bgpOptions(options),
  BgpStatus: bgpStatus(options),
  BfdStatus: bgpStatus(options),
  Tags: fc
    .tuple(tags(), withUnknown(fc.constant({}), options))
    .map(([each, unknown]) => each.map((tag) => ({ ...unknown, ...tag }))),
})

/**
 * A route server peer: any state with any status, tags of every kind, members
 * that AWS has not promised absent, and values that are not known today. Its
 * members fit their types and nothing else: a peer that makes sense among others
 * comes from `fleet`.
 *
 * **Details**
 *
 * Shrinks to a peer that has nothing but an ID.
 *
 * @category domain
 */
export const peer = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.RouteServerPeer> => {
  const { absentMembers = true } = options
  const known: fc.Arbitrary<RouteServerPeer.RouteServerPeer> = fc.record(
    {
      RouteServerPeerId: routeServerPeerId(),
      RouteServerEndpointId: routeServerEndpointId(),
      RouteServerId: routeServerId(),
      VpcId: vpcId(),
      SubnetId: subnetId(),
      FailureReason: text(),
      EndpointEniId: networkInterfaceId(),
      EndpointEniAddress: ipv4Address(),
      PeerAddress: ipv4Address(),
      ...condition(options),
    },
    absentMembers
      ? { noNullPrototype: true, requiredKeys: ["RouteServerPeerId"] }
      : { noNullPrototype: true },
  )
  return withUnknown(known, options)
}
