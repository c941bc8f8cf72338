/**
 * Route server peers one by one. For peers that belong together see `fleet`.
 */
import {
  type Asn,
  type Ipv4Address,
  type OpenEnum,
  type OpenFormat,
  RouteServerPeer,
  Shape,
} from "@route-server/core"
import { Schema, Struct } from "effect"
import fc from "fast-check"
import { addressOf } from "./internal/address.ts"
import * as brands from "./internal/brands.ts"
import { absentOnceIn } from "./internal/presence.ts"
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
    .map(brands.asn)

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

/** So many values are known for each that is not. */
const KNOWN_TO_UNKNOWN = 12

type Open<Known extends string> = Known | OpenFormat.UnknownValue

const openEnum = <Known extends string>(
  schema: OpenEnum.OpenEnum<Known>,
  unknown: ReadonlyArray<string>,
  { unknownValues = true }: PeerOptions,
): fc.Arbitrary<Open<Known>> => {
  if (!unknownValues) return fc.constantFrom<Array<Open<Known>>>(...schema.known)
  const decode = Schema.decodeSync(schema)
  // One choice, which is made of every member of every peer, is much cheaper than two.
  const often = Math.round((KNOWN_TO_UNKNOWN * unknown.length) / schema.known.length)
  return fc.constantFrom<Array<Open<Known>>>(
    ...Array.from({ length: often }, () => schema.known).flat(),
    ...unknown.map((value) => decode(value)),
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

const ofPeer = Shape.of(RouteServerPeer.RouteServerPeer)

/** The members of a peer that may be absent. */
export const optionalMembers: ReadonlyArray<string> = ofPeer.members.flatMap(
  ({ name, isOptional }) => (isOptional ? [name] : []),
)

/** The names of all members, of a peer and of the structures in it. */
const namesIn = (shape: Shape.Shape): ReadonlyArray<string> => {
  if (shape.kind === "list") return namesIn(shape.item)
  return shape.kind === "structure"
    ? shape.members.flatMap((member) => [member.name, ...namesIn(member.shape)])
    : []
}

const known = new Set(namesIn(ofPeer))

const notKnown = ["PeerEniId", "OwnerId", "peerAddress", "constructor", "__proto__"].filter(
  (name) => !known.has(name),
)

/** What JSON can have, in ways in which it may get lost: each as JSON, so that nobody shares it. */
const notKnownValues = [
  '""',
  "null",
  "true",
  "false",
  "0",
  "-1.5",
  "1e21",
  '"text"',
  '"2026-01-31T00:00:00Z"',
  '"\\ud83d\\ude00\\n"',
  "[]",
  "{}",
  '[1,"a",null]',
  '{"a":{"b":[]}}',
  '{"Key":"a","Value":"b"}',
  '{"__proto__":1,"constructor":""}',
]

/**
 * Members that are not known today, of a peer or of a structure in it: up to two, with
 * texts, numbers, truth values, lists and objects of JSON.
 *
 * @category domain
 */
export const unknownMembers = (): fc.Arbitrary<Readonly<Record<string, unknown>>> =>
  fc
    .array(fc.tuple(fc.constantFrom(...notKnown), fc.constantFrom(...notKnownValues)), {
      maxLength: 2,
    })
    .map((members) =>
      Object.fromEntries(
        members.map(([name, json]): [string, unknown] => [name, JSON.parse(json)]),
      ),
    )

/** Puts members that are not known today beside those of some structures, if they are asked for. */
export const withUnknown = <T extends object>(
  structure: fc.Arbitrary<T>,
  { unknownMembers: isAsked = false }: PeerOptions,
): fc.Arbitrary<T> =>
  isAsked
    ? fc.oneof(
        { withCrossShrink: true },
        { weight: 5, arbitrary: structure },
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

/** A member that AWS has not promised is absent from a structure once in so many times. */
const ABSENT_ONCE_IN = 6

/** A record in which only what a shape requires is there in any case, if members may be absent. */
const record = <T extends object>(
  own: Arbitraries<T>,
  shape: Shape.Structure,
  { absentMembers = true }: PeerOptions,
): fc.Arbitrary<Partial<T>> => {
  const whole = fc.record<T>(own, { noNullPrototype: true })
  if (!absentMembers) return whole
  const required = new Set(
    shape.members.flatMap(({ name, isOptional }) => (isOptional ? [] : [name])),
  )
  const names = Struct.keys(own)
  return fc.tuple(absentOnceIn(ABSENT_ONCE_IN, names.length), whole).map(([isThere, members]) => {
    const some: Partial<T> = {}
    for (const [at, name] of names.entries()) {
      if (isThere[at] || required.has(name)) some[name] = members[name]
    }
    return some
  })
}

/** Beside members that have an arbitrary of their own, the others of a shape, each by its kind. */
const withOthers = <T extends object>(
  known: fc.Arbitrary<T>,
  shape: Shape.Structure,
  own: object,
  options: PeerOptions,
): fc.Arbitrary<T> => {
  const rest = shape.members.filter(({ name }) => !Object.hasOwn(own, name))
  if (rest.length === 0) return known
  const others = record(
    Object.fromEntries(rest.map(({ name, shape }) => [name, ofShape(shape, options)])),
    shape,
    options,
  )
  return fc.tuple(others, known).map(([more, members]) => ({ ...more, ...members }))
}

/** A structure with all members of its shape; some have an arbitrary of their own. */
const structure = <T extends object>(
  shape: Shape.Structure,
  own: Arbitraries<T>,
  options: PeerOptions,
): fc.Arbitrary<Partial<T>> =>
  withUnknown(withOthers(record(own, shape, options), shape, own, options), options)

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

/** The shape of a peer but for its ID, which is always there. */
const ofPeerWithoutId: Shape.Structure = {
  kind: "structure",
  members: ofPeer.members.filter(({ name }) => name !== "RouteServerPeerId"),
}

const whereabouts = () => ({
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
    .tuple(tags({ absentMembers: options.absentMembers }), withUnknown(fc.constant({}), options))
    .map(([each, unknown]) => each.map((tag) => ({ ...unknown, ...tag }))),
})

/** How a peer fares, not what it is and where. */
export type Condition = Required<
  Pick<RouteServerPeer.RouteServerPeer, "State" | "BgpOptions" | "BgpStatus" | "BfdStatus" | "Tags">
>

/** How a peer fares, with every member that says nothing of what it is and where. */
export const condition = (options: PeerOptions): fc.Arbitrary<Condition> => {
  const own = conditionMembers(options)
  return withOthers(
    fc.record(own, { noNullPrototype: true }),
    ofPeerWithoutId,
    { ...whereabouts(), ...own },
    { ...options, absentMembers: false },
  )
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
  fc
    .tuple(
      routeServerPeerId(),
      structure(ofPeerWithoutId, { ...whereabouts(), ...conditionMembers(options) }, options),
    )
    .map(([RouteServerPeerId, members]) => ({ RouteServerPeerId, ...members }))
