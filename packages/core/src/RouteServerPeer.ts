/**
 * The route server peer: one BGP session between a route server endpoint and a
 * network appliance in a VPC.
 *
 * A peer has the members of the AWS reference, under AWS's names, so an item of
 * `aws ec2 describe-route-server-peers --output json` is a peer in its encoded
 * form and a peer reads like the AWS documentation. The service model promises
 * no member (model); only the ID is required here, since a peer without one
 * could neither be named nor paged, and of a tag its key. Members that AWS adds
 * one day are kept, and so are values of a form that nobody expects today: they
 * can be told apart (`OpenFormat`), and never make a peer unreadable.
 *
 * This is the one list of what a peer has. The wire in both directions, the
 * names of filters, the generators and the columns of the command follow it.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import { Asn, isPrivate } from "./Asn.ts"
import { Ipv4Address } from "./Ipv4Address.ts"
import * as OpenEnum from "./OpenEnum.ts"
import * as OpenFormat from "./OpenFormat.ts"
import * as OpenStruct from "./OpenStruct.ts"
import {
  NetworkInterfaceId,
  RouteServerEndpointId,
  RouteServerId,
  RouteServerPeerId,
  SubnetId,
  VpcId,
} from "./ResourceId.ts"
import * as Shape from "./Shape.ts"
import * as Tag from "./Tag.ts"

export * from "./SdkPeer.ts"

/**
 * Where a peer stands in its life (model): `pending` until it is `available`,
 * `deleting` until it is `deleted`, or `failing` and `failed`.
 *
 * @category schemas
 */
export const State = OpenEnum.make([
  "pending",
  "available",
  "deleting",
  "deleted",
  "failing",
  "failed",
])
/** @category models */
export type State = typeof State.Type

/**
 * The protocol that watches a peer's liveness (model).
 *
 * - `bgp-keepalive`: the keep-alive of BGP itself (RFC 4271); stable, slower to
 *   fail over. The default.
 * - `bfd`: Bidirectional Forwarding Detection (RFC 5880); fails over faster.
 *
 * @category schemas
 */
export const PeerLivenessDetection = OpenEnum.make(
  ["bfd", "bgp-keepalive"],
  Shape.awsDefault("bgp-keepalive"),
)
/** @category models */
export type PeerLivenessDetection = typeof PeerLivenessDetection.Type

/**
 * The operational status of a BGP or BFD session (model), in lower case here;
 * AWS's notifications and logs write it in upper case (docs).
 *
 * @category schemas
 */
export const SessionStatus = OpenEnum.make(["up", "down"])
/** @category models */
export type SessionStatus = typeof SessionStatus.Type

/**
 * The BGP settings of a peer: the ASN of the appliance, and how its liveness is
 * watched.
 *
 * @category schemas
 */
export const BgpOptions = OpenStruct.make({
  PeerAsn: Schema.optionalKey(OpenFormat.make(Schema.Int, Asn)),
  PeerLivenessDetection: Schema.optionalKey(PeerLivenessDetection),
})
/** @category models */
export type BgpOptions = typeof BgpOptions.Type

/**
 * The current status of a peer's BGP session.
 *
 * @category schemas
 */
export const BgpStatus = OpenStruct.make({ Status: Schema.optionalKey(SessionStatus) })
/** @category models */
export type BgpStatus = typeof BgpStatus.Type

/**
 * The current status of a peer's BFD session.
 *
 * @category schemas
 */
export const BfdStatus = OpenStruct.make({ Status: Schema.optionalKey(SessionStatus) })
/** @category models */
export type BfdStatus = typeof BfdStatus.Type

const text = <Known extends string>(expected: Schema.Codec<Known, string>) =>
  OpenFormat.make(Schema.String, expected)

/**
 * A route server peer, member by member as in the AWS reference.
 *
 * **Details**
 *
 * Decoding reads exactly what the AWS CLI prints and encoding gives the same
 * JSON back, members that this version does not know included.
 *
 * **Example** (Reading a peer that the AWS CLI printed)
 *
 * ```ts
 * import { Schema } from "effect"
 * import { RouteServerPeer } from "@route-server/core"
 *
 * const peer = Schema.decodeUnknownSync(RouteServerPeer.RouteServerPeer)({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   State: "available",
 *   PeerAddress: "10.0.2.3",
 *   BgpOptions: { PeerAsn: 65001 },
 *   BgpStatus: { Status: "down" },
 *   Tags: [{ Key: "env", Value: "prod" }],
 * })
 *
 * RouteServerPeer.isLive(peer) // => true
 * RouteServerPeer.isEstablished(peer) // => false
 * RouteServerPeer.livenessDetection(peer) // => "bgp-keepalive"
 * RouteServerPeer.tags(peer)["env"] // => "prod"
 * ```
 *
 * @category schemas
 */
export const RouteServerPeer = OpenStruct.make({
  /** The ID of the peer; a peer without one could neither be named nor paged. */
  RouteServerPeerId: OpenFormat.make(Schema.NonEmptyString, RouteServerPeerId),
  /** The ID of the route server endpoint that holds this end of the session. */
  RouteServerEndpointId: Schema.optionalKey(text(RouteServerEndpointId)),
  /** The ID of the route server that the endpoint belongs to. */
  RouteServerId: Schema.optionalKey(text(RouteServerId)),
  /** The ID of the VPC that contains the peer. */
  VpcId: Schema.optionalKey(text(VpcId)),
  /** The ID of the subnet that contains the peer. */
  SubnetId: Schema.optionalKey(text(SubnetId)),
  /** Where the peer stands in its life. */
  State: Schema.optionalKey(State),
  /** Why creation or operation failed; absent while the peer is healthy (seen). */
  FailureReason: Schema.optionalKey(Schema.String),
  /** The ID of the endpoint's network interface. */
  EndpointEniId: Schema.optionalKey(text(NetworkInterfaceId)),
  /** The IP address of the endpoint's network interface. */
  EndpointEniAddress: Schema.optionalKey(text(Ipv4Address)),
  /** The IPv4 address of the appliance; it need not lie in the endpoint's subnet (seen). */
  PeerAddress: Schema.optionalKey(text(Ipv4Address)),
  /** The ASN of the appliance and the liveness protocol. */
  BgpOptions: Schema.optionalKey(BgpOptions),
  /** The status of the BGP session; it starts `down` (seen). */
  BgpStatus: Schema.optionalKey(BgpStatus),
  /** The status of the BFD session; it starts `down` (seen). */
  BfdStatus: Schema.optionalKey(BfdStatus),
  /** The tags; empty on an untagged peer (seen). */
  Tags: Schema.optionalKey(Schema.Array(Tag.Tag)),
})
/** @category models */
export interface RouteServerPeer extends Schema.Schema.Type<typeof RouteServerPeer> {}

/**
 * A peer as the AWS CLI and the AWS SDKs print it: the JSON form of
 * {@link RouteServerPeer}.
 *
 * @category models
 */
export interface Encoded extends Schema.Codec.Encoded<typeof RouteServerPeer> {}

/** The same values where any member may be absent, or there and undefined, as the SDK has it. */
type Loose<Value> =
  Value extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Loose<Item>>
    : Value extends object
      ? { readonly [Name in keyof Value]?: Loose<Value[Name]> | undefined }
      : Value

/**
 * What can be asked how it is: a peer, and one as the SDK answers it or the AWS CLI
 * prints it, which nobody has read with the schema. What is wrong with such a one is
 * not found out here: a member that makes no sense counts as it stands.
 *
 * **Example** (Asking what the SDK answered)
 *
 * ```ts
 * import type { DescribeRouteServerPeersResult } from "@aws-sdk/client-ec2"
 * import { Filter, Health, RouteServerPeer } from "@route-server/core"
 *
 * const down = ({ RouteServerPeers = [] }: DescribeRouteServerPeersResult) =>
 *   RouteServerPeers.filter(Filter.matches([Filter.make("tag:env", "prod")]))
 *     .filter(Health.isBgpDown)
 *     .map((peer) => RouteServerPeer.tags(peer)["Name"])
 *
 * down({ RouteServerPeers: [] }) // => []
 * ```
 *
 * @category models
 */
export interface PeerLike extends Loose<Encoded> {}

/** Where a value is not of the form that is expected of it, and what is wrong with it. */
function* unexpected(
  shape: Shape.Shape,
  value: unknown,
  path: ReadonlyArray<PropertyKey> = [],
): Generator<{ readonly path: ReadonlyArray<PropertyKey>; readonly issue: SchemaIssue.Issue }> {
  if (value === undefined) return
  switch (shape.kind) {
    case "structure":
      for (const { name, shape: member } of shape.members) {
        yield* unexpected(member, Reflect.get(Object(value), name), [...path, name])
      }
      return
    case "list":
      for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
        yield* unexpected(shape.item, item, [...path, index])
      }
      return
    default: {
      if (shape.expected === undefined) return
      const read = Schema.decodeUnknownResult(shape.expected, { reportInput: true })(value)
      if (Result.isFailure(read)) yield { path, issue: read.failure.issue }
    }
  }
}

const shape = /* @__PURE__ */ Shape.of(RouteServerPeer)

const Expected = /* @__PURE__ */ RouteServerPeer.check(
  /* @__PURE__ */ Schema.makeFilter((peer) => [...unexpected(shape, peer)]),
)

/**
 * Makes a peer of plain strings and numbers, as code and tests write them. Throws
 * a `SchemaError` that names the member if one is not of the form that is expected
 * of it: what is written is held to more than what is read.
 *
 * **Example** (Making a peer for a test)
 *
 * ```ts
 * import { RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-0e1c240ae33a4f642",
 *   BgpOptions: { PeerAsn: 65001 },
 * })
 *
 * RouteServerPeer.hasPrivateAsn(peer) // => true
 * ```
 *
 * @category constructors
 */
export const make: (peer: Encoded) => RouteServerPeer = /* @__PURE__ */ Schema.decodeSync(
  Expected,
  {
    reportInput: true,
  },
)

/**
 * Whether a peer is neither `deleting` nor `deleted`.
 *
 * **Gotchas**
 *
 * AWS goes on listing deleted peers for a long time, tags and all (seen), so
 * whoever counts peers without asking this counts the dead too. A peer whose
 * state is unknown or absent is taken to be live: nothing says that it is gone.
 *
 * @category predicates
 */
export const isLive = (peer: PeerLike): boolean =>
  peer.State !== "deleting" && peer.State !== "deleted"

/**
 * Whether a peer still occupies its address on its endpoint: a `deleting` peer
 * does, a `deleted` one holds nothing (seen).
 *
 * @category predicates
 */
export const holdsAddress = (peer: PeerLike): boolean => peer.State !== "deleted"

/**
 * Whether a peer's BGP session is up. A peer becomes `available` while its
 * session is still down (seen), and a deleted peer has no session whatever its
 * last status was.
 *
 * @category predicates
 */
export const isEstablished = (peer: PeerLike): boolean =>
  holdsAddress(peer) && peer.BgpStatus?.Status === "up"

/**
 * Whether the ASN of a peer's appliance lies in a private range; `false` when
 * the answer shows no ASN.
 *
 * @see {@link isPrivate} in `Asn` for the ranges
 * @category predicates
 */
export const hasPrivateAsn = (peer: PeerLike): boolean =>
  peer.BgpOptions?.PeerAsn !== undefined && isPrivate(peer.BgpOptions.PeerAsn)

/**
 * The protocol that watches a peer's liveness: what the answer shows, otherwise
 * AWS's default, `bgp-keepalive` (model).
 *
 * @category getters
 */
export const livenessDetection = <Mode extends string = never>(peer: {
  readonly BgpOptions?: { readonly PeerLivenessDetection?: Mode | undefined } | undefined
}): Mode | "bgp-keepalive" => peer.BgpOptions?.PeerLivenessDetection ?? "bgp-keepalive"

/**
 * A peer's tags as a record from key to value.
 *
 * **Details**
 *
 * The record has no prototype, so a look-up finds tags and nothing else,
 * whatever the key: `constructor` and `__proto__` are keys like any other.
 *
 * @category getters
 */
export const tags = (peer: PeerLike): Readonly<Record<string, string | undefined>> => {
  const record: Record<string, string | undefined> = Object.create(null)
  for (const tag of peer.Tags ?? []) record[Tag.keyOf(tag)] = Tag.valueOf(tag)
  return record
}

/**
 * The Amazon Resource Name of a peer, which AWS's answer leaves out:
 * `arn:aws:ec2:REGION:ACCOUNT:route-server-peer/rsp-…` (model).
 *
 * **Details**
 *
 * `partition` is `aws` unless given.
 *
 * **Example** (Naming a peer in an IAM policy)
 *
 * ```ts
 * import { RouteServerPeer } from "@route-server/core"
 *
 * const peer = RouteServerPeer.make({ RouteServerPeerId: "rsp-0e1c240ae33a4f642" })
 *
 * RouteServerPeer.arn(peer, { region: "eu-west-1", account: "111122223333" })
 * // => "arn:aws:ec2:eu-west-1:111122223333:route-server-peer/rsp-0e1c240ae33a4f642"
 * ```
 *
 * @category getters
 */
export const arn = (
  peer: Pick<RouteServerPeer, "RouteServerPeerId">,
  owner: {
    /** The AWS Region, such as `eu-west-1`. */
    readonly region: string
    /** The twelve digits of the AWS account. */
    readonly account: string
    /** The AWS partition. Default: `aws`. */
    readonly partition?: string | undefined
  },
): string =>
  `arn:${owner.partition ?? "aws"}:ec2:${owner.region}:${owner.account}:route-server-peer/${peer.RouteServerPeerId}`

/**
 * Peers by the route server endpoint that holds this end of their sessions, in the
 * order in which the endpoints come; those that show no endpoint are under
 * `undefined`.
 *
 * **Example** (Endpoints on which nothing is up)
 *
 * ```ts
 * import { Health, RouteServerPeer } from "@route-server/core"
 *
 * const peers = [
 *   { RouteServerPeerId: "rsp-1", RouteServerEndpointId: "rse-1", State: "available" },
 *   { RouteServerPeerId: "rsp-2", RouteServerEndpointId: "rse-2", State: "deleted" },
 * ].map(RouteServerPeer.make)
 *
 * const silent = [...RouteServerPeer.byEndpoint(peers)].filter(([, peers]) => !peers.some(Health.isUp))
 * silent.map(([endpoint]) => endpoint) // => ["rse-1", "rse-2"]
 * ```
 *
 * @category conversions
 */
export const byEndpoint = <Peer extends PeerLike>(
  peers: Iterable<Peer>,
): Map<Peer["RouteServerEndpointId"], Array<Peer>> =>
  Map.groupBy(peers, (peer) => peer.RouteServerEndpointId)
