/**
 * Route server peers one by one. For peers that belong together see `fleet`.
 */
import {
  Asn,
  type Ipv4Address,
  type OpenEnum,
  type OpenFormat,
  RouteServerPeer,
  Shape,
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

const { members } = Shape.of(RouteServerPeer.RouteServerPeer)

/** The members of a peer that may be absent. */
export const optionalMembers: ReadonlyArray<string> = members.flatMap(({ name, isOptional }) =>
  isOptional ? [name] : [],
)

/** The names of all members, of a peer and of the structures in it. */
const namesIn = (shape: Shape.Shape): ReadonlyArray<string> => {
  if (shape.kind === "list") return namesIn(shape.item)
  return shape.kind === "structure"
    ? shape.members.flatMap((member) => [member.name, ...namesIn(member.shape)])
    : []
}

const known = new Set(members.flatMap(({ name, shape }) => [name, ...namesIn(shape)]))

const notKnown = ["PeerEniId", "OwnerId", "peerAddress", "constructor", "__proto__"].filter(
  (name) => !known.has(name),
)

/**
 * Members that are not known today, of a peer or of a structure in it.
 *
 * @category domain
 */
export const unknownMembers = (): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc.dictionary(
    fc.constantFrom(...notKnown),
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

/** Puts members that are not known today beside those of some structures, if they are asked for. */
export const withUnknown = <T extends object>(
  structure: fc.Arbitrary<T>,
  { unknownMembers: isAsked = false }: PeerOptions,
): fc.Arbitrary<T> =>
  isAsked
    ? fc.oneof(
        { withCrossShrink: true },
        { weight: 2, arbitrary: structure },
        {
          weight: 1,
          arbitrary: fc
            .tuple(unknownMembers(), structure)
            .map(([unknown, own]) => ({ ...unknown, ...own })),
        },
      )
    : structure

/** What a value of a shape may be of which no more is known than that. */
const ofShape = (shape: Shape.Shape, options: PeerOptions): fc.Arbitrary<unknown> => {
  switch (shape.kind) {
    case "structure":
      return structure(shape, {}, options)
    case "list":
      return fc.array(ofShape(shape.item, options), { maxLength: 3 })
    case "text":
      return shape.known === undefined ? text() : fc.constantFrom(...shape.known)
    case "number":
      return fc.oneof({ withCrossShrink: true }, fc.nat(300), fc.maxSafeInteger())
    case "boolean":
      return fc.boolean()
  }
}

type Arbitraries<T> = { readonly [Member in keyof T]: fc.Arbitrary<T[Member]> }

/** A record in which only what a shape requires is there in any case, if members may be absent. */
const record = <T>(own: Arbitraries<T>, shape: Shape.Structure, options: PeerOptions) => {
  const required = new Set(
    shape.members.flatMap(({ name, isOptional }) => (isOptional ? [] : [name])),
  )
  const { absentMembers = true } = options
  return absentMembers
    ? fc.record(own, {
        noNullPrototype: true,
        requiredKeys: keysOf(own).filter((name) => required.has(name)),
      })
    : fc.record(own, { noNullPrototype: true })
}

const keysOf = <T extends object>(record: T): Array<keyof T & string> => {
  const keys: Array<keyof T & string> = []
  for (const key in record) keys.push(key)
  return keys
}

/** The members of a shape that have no arbitrary of their own, each by its kind. */
const others = (
  shape: Shape.Structure,
  own: object,
  options: PeerOptions,
): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const rest = shape.members.filter(({ name }) => !Object.hasOwn(own, name))
  return rest.length === 0
    ? fc.constant({})
    : record(
        Object.fromEntries(rest.map(({ name, shape }) => [name, ofShape(shape, options)])),
        shape,
        options,
      )
}

/** A structure with all members of its shape; some have an arbitrary of their own. */
const structure = <T extends object>(
  shape: Shape.Structure,
  own: Arbitraries<T>,
  options: PeerOptions,
) =>
  withUnknown(
    fc
      .tuple(others(shape, own, options), record(own, shape, options))
      .map(([more, known]) => ({ ...more, ...known })),
    options,
  )

/** The BGP settings of a peer. @category domain */
export const bgpOptions = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.BgpOptions> =>
  structure(
    Shape.of(RouteServerPeer.BgpOptions),
    { PeerAsn: asn(), PeerLivenessDetection: peerLivenessDetection(options) },
    options,
  )

/** The status of a peer's BGP session, as a structure. @category domain */
export const bgpStatus = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.BgpStatus> =>
  structure(Shape.of(RouteServerPeer.BgpStatus), { Status: sessionStatus(options) }, options)

/** The status of a peer's BFD session, as a structure. @category domain */
export const bfdStatus = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.BfdStatus> =>
  structure(Shape.of(RouteServerPeer.BfdStatus), { Status: sessionStatus(options) }, options)

const whereabouts = () => ({
  RouteServerPeerId: routeServerPeerId(),
  RouteServerEndpointId: routeServerEndpointId(),
  RouteServerId: routeServerId(),
  VpcId: vpcId(),
  SubnetId: subnetId(),
  FailureReason: text(),
  EndpointEniId: networkInterfaceId(),
  EndpointEniAddress: ipv4Address(),
  PeerAddress: ipv4Address(),
})

const conditionMembers = (options: PeerOptions) => ({
  State: state(options),
  BgpOptions: bgpOptions(options),
  BgpStatus: bgpStatus(options),
  BfdStatus: bfdStatus(options),
  Tags: fc
    .tuple(tags(), withUnknown(fc.constant({}), options))
    .map(([each, unknown]) => each.map((tag) => ({ ...unknown, ...tag }))),
})

/** How a peer fares, not what it is and where. */
export type Condition = Required<
  Pick<RouteServerPeer.RouteServerPeer, "State" | "BgpOptions" | "BgpStatus" | "BfdStatus" | "Tags">
>

/** How a peer fares, with every member that says nothing of what it is and where. */
export const condition = (options: PeerOptions): fc.Arbitrary<Condition> => {
  const own = conditionMembers(options)
  return fc
    .tuple(
      others(
        { kind: "structure", members },
        { ...whereabouts(), ...own },
        {
          ...options,
          absentMembers: false,
        },
      ),
      fc.record(own, { noNullPrototype: true }),
    )
    .map(([more, known]) => ({ ...more, ...known }))
}

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
export const peer = (options: PeerOptions = {}): fc.Arbitrary<RouteServerPeer.RouteServerPeer> =>
  structure(
    { kind: "structure", members },
    { ...whereabouts(), ...conditionMembers(options) },
    options,
  )
