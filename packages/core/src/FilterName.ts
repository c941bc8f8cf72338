/**
 * The names that filters go by, as data.
 *
 * No AWS page lists the filter names of DescribeRouteServerPeers. Every scalar
 * member of a peer can be filtered on here, under its path in the answer
 * (`BgpOptions.PeerAsn`) and under the name that EC2's other operations would
 * lead one to expect (`bgp-options.peer-asn`); so can tags, under EC2's usual
 * names. Which of these the real service accepts is part of the data, with the
 * evidence for it.
 */
import type { Evidence } from "./Evidence.ts"
import { livenessDetection, type RouteServerPeer } from "./RouteServerPeer.ts"

/**
 * The values that a filter compares. An absent member has none, so nothing
 * matches it, `*` included (guess).
 *
 * @category models
 */
export type Reader = (peer: RouteServerPeer) => ReadonlyArray<string>

/**
 * A filter name, and whether the real service is taken to accept it.
 *
 * @category models
 */
export interface CatalogueName<out Name extends string = string> {
  /** The name as it stands in a request; `tag:<key>` stands for one name per tag key. */
  readonly name: Name
  /** Whether AWS is taken to accept the name for this operation. */
  readonly acceptedByAws: boolean
  /** How that is known. */
  readonly evidence: Evidence
}

/**
 * One attribute that filters can select.
 *
 * @category models
 */
export interface FilterAttribute {
  /** What is compared: the path of a member in the answer, or a part of the tags. */
  readonly attribute: string
  /** The names that select it. */
  readonly names: ReadonlyArray<CatalogueName>
  /** How to read what one of the names selects. */
  readonly reader: (name: string) => Reader
}

/** The name under which the catalogue and {@link accepts} speak of all `tag:` names at once. */
const TAG_FAMILY = "tag:<key>"
const TAG_PREFIX = "tag:"

const accepted = <const Name extends string>(
  name: Name,
  evidence: Evidence,
): CatalogueName<Name> => ({
  name,
  acceptedByAws: true,
  evidence,
})

const refused = <const Name extends string>(
  name: Name,
  evidence: Evidence = "guess",
): CatalogueName<Name> => ({ name, acceptedByAws: false, evidence })

const member = <const Path extends string, const Alias extends string>(
  path: CatalogueName<Path>,
  alias: CatalogueName<Alias>,
  read: (peer: RouteServerPeer) => string | number | undefined,
) => {
  const values: Reader = (peer) => {
    const value = read(peer)
    return value === undefined ? [] : [String(value)]
  }
  return { attribute: path.name, names: [path, alias], reader: () => values } as const
}

const members = [
  member(
    refused("RouteServerPeerId"),
    refused("route-server-peer-id"),
    (peer) => peer.RouteServerPeerId,
  ),
  member(
    accepted("RouteServerEndpointId", "docs"),
    refused("route-server-endpoint-id", "seen"),
    (peer) => peer.RouteServerEndpointId,
  ),
  member(
    accepted("RouteServerId", "docs"),
    refused("route-server-id", "seen"),
    (peer) => peer.RouteServerId,
  ),
  member(accepted("VpcId", "docs"), refused("vpc-id"), (peer) => peer.VpcId),
  member(refused("SubnetId"), refused("subnet-id"), (peer) => peer.SubnetId),
  member(refused("State"), refused("state"), (peer) => peer.State),
  member(refused("FailureReason"), refused("failure-reason"), (peer) => peer.FailureReason),
  member(refused("EndpointEniId"), refused("endpoint-eni-id"), (peer) => peer.EndpointEniId),
  member(
    refused("EndpointEniAddress"),
    refused("endpoint-eni-address"),
    (peer) => peer.EndpointEniAddress,
  ),
  member(refused("PeerAddress"), refused("peer-address"), (peer) => peer.PeerAddress),
  member(
    refused("BgpOptions.PeerAsn"),
    refused("bgp-options.peer-asn"),
    (peer) => peer.BgpOptions?.PeerAsn,
  ),
  member(
    refused("BgpOptions.PeerLivenessDetection"),
    refused("bgp-options.peer-liveness-detection"),
    (peer) => peer.BgpOptions && livenessDetection(peer),
  ),
  member(
    refused("BgpStatus.Status"),
    refused("bgp-status.status"),
    (peer) => peer.BgpStatus?.Status,
  ),
  member(
    refused("BfdStatus.Status"),
    refused("bfd-status.status"),
    (peer) => peer.BfdStatus?.Status,
  ),
] as const

const tags: ReadonlyArray<FilterAttribute> = [
  {
    attribute: "Tags",
    names: [accepted(TAG_FAMILY, "guess")],
    reader: (name) => {
      const key = name.slice(TAG_PREFIX.length)
      return (peer) => (peer.Tags ?? []).filter((tag) => tag.Key === key).map((tag) => tag.Value)
    },
  },
  {
    attribute: "Tags.Key",
    names: [accepted("tag-key", "guess")],
    reader: () => (peer) => (peer.Tags ?? []).map((tag) => tag.Key),
  },
  {
    attribute: "Tags.Value",
    names: [refused("tag-value")],
    reader: () => (peer) => (peer.Tags ?? []).map((tag) => tag.Value),
  },
]

/**
 * A filter name that is in the catalogue: the path or the alias of a member,
 * `tag-key`, `tag-value`, or `tag:` and a tag key. Names are case-sensitive
 * (model).
 *
 * @category models
 */
export type FilterName =
  | (typeof members)[number]["names"][number]["name"]
  | "tag-key"
  | "tag-value"
  | `tag:${string}`

/**
 * The catalogue: every attribute that can be filtered on, with its names, what
 * is known of their standing with the real service, and how to read it.
 *
 * @category constants
 */
export const catalogue: ReadonlyArray<FilterAttribute> = [...members, ...tags]

/**
 * Every name of the catalogue, in the form that {@link accepts} reads.
 *
 * @category constants
 */
export const all: ReadonlyArray<string> = catalogue.flatMap((entry) =>
  entry.names.map(({ name }) => name),
)

/**
 * The names that the real service is taken to accept, in the form that
 * {@link accepts} reads: `RouteServerEndpointId`, `RouteServerId` and `VpcId`
 * (docs), `tag:<key>` and `tag-key` (guess). All else is taken to be refused:
 * `route-server-endpoint-id` and `route-server-id` are known to be (seen), the
 * rest is a guess.
 *
 * @category constants
 */
export const acceptedByAws: ReadonlyArray<string> = catalogue.flatMap((entry) =>
  entry.names.flatMap(({ name, acceptedByAws }) => (acceptedByAws ? [name] : [])),
)

const byName: ReadonlyMap<string, FilterAttribute> = new Map(
  catalogue.flatMap((entry) => entry.names.map(({ name }) => [name, entry] as const)),
)

const find = (name: string): FilterAttribute | undefined =>
  byName.get(name.startsWith(TAG_PREFIX) ? TAG_FAMILY : name)

/**
 * How to read the values that a filter name selects, or `undefined` when the
 * name is not in the catalogue. The key of a `tag:` name is taken literally,
 * wildcards included (guess).
 *
 * @category getters
 */
export const reader = (name: string): Reader | undefined => find(name)?.reader(name)

/**
 * Whether a name is in a list of accepted names, in which `tag:<key>` stands
 * for every `tag:` name.
 *
 * @category predicates
 */
export const accepts = (accepted: ReadonlyArray<string>, name: string): boolean =>
  accepted.includes(name) || (name.startsWith(TAG_PREFIX) && accepted.includes(TAG_FAMILY))

/**
 * The accepted name that selects what a name selects: the name itself, another
 * name of its attribute, or `undefined` when no accepted name does.
 *
 * **Example** (Finding the name that AWS knows)
 *
 * ```ts
 * import { FilterName } from "@route-server/core"
 *
 * FilterName.acceptedAs(FilterName.acceptedByAws, "vpc-id") // => "VpcId"
 * FilterName.acceptedAs(FilterName.acceptedByAws, "tag:env") // => "tag:env"
 * FilterName.acceptedAs(FilterName.acceptedByAws, "state") // => undefined
 * ```
 *
 * @category getters
 */
export const acceptedAs = (accepted: ReadonlyArray<string>, name: string): string | undefined =>
  accepts(accepted, name)
    ? name
    : find(name)?.names.find((other) => accepts(accepted, other.name))?.name
