/**
 * The columns of a table, each for a member of a peer.
 */
import { Health, RouteServerPeer, Shape, Tag, type Target } from "@route-server/core"
import { Predicate } from "effect"
import { excerpt } from "../terminal/DisplayText.ts"
import type { Style } from "./Style.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What a row of a table shows: a peer, and in a fleet whose it is. */
export interface Row {
  readonly peer: Peer
  readonly target?: Target.Target | undefined
}

/** The style of a peer's state. */
export const styleOf: Readonly<Record<Health.Health, Style>> = {
  trouble: "bad",
  changing: "changing",
  good: "good",
  gone: "gone",
  unknown: "changing",
}

/** A column of a table. */
export interface Column {
  readonly heading: string
  /** The path of the member that it shows. */
  readonly member: string
  /** What it shows of a peer, if not the member as it is. */
  readonly text?: (peer: Peer, target: Row["target"]) => string | undefined
  /** The width below which the column is left out rather than shortened. */
  readonly least: number
  /** The width beyond which values are shortened however wide the screen is. */
  readonly most: number
  /** Which columns find a place first: the lower, the sooner. */
  readonly rank: number
  readonly style?: (peer: Peer) => Style
}

/** The column of a session, of which a deleted peer's says nothing any more. */
const session = (
  heading: string,
  member: "BfdStatus" | "BgpStatus",
  isDown: (peer: Peer) => boolean,
  rank: number,
): Column => {
  const status = (peer: Peer): string | undefined =>
    RouteServerPeer.holdsAddress(peer) ? peer[member]?.Status : undefined
  return {
    heading,
    member: `${member}.Status`,
    text: (peer) => (isDown(peer) ? status(peer)?.toUpperCase() : status(peer)),
    least: 4,
    most: 8,
    rank,
    style: (peer) => (isDown(peer) ? "bad" : status(peer) === "up" ? "good" : "plain"),
  }
}

const state = (peer: Peer): string | undefined =>
  peer.State === "failed" || peer.State === "failing" ? peer.State.toUpperCase() : peer.State

const otherTags = (peer: Peer): string =>
  (peer.Tags ?? [])
    .filter((tag) => tag.Key !== "Name")
    .map((tag) => `${tag.Key}=${Tag.valueOf(tag)}`)
    .join(" ")

/** IDs are never shortened to make them fit. */
const id = { least: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY }
const address = { least: 15, most: 39 }

const chosen: ReadonlyArray<Column> = [
  {
    heading: "STATE",
    member: "State",
    text: state,
    least: 9,
    most: 12,
    rank: 0,
    style: (peer) => styleOf[Health.of(peer)],
  },
  session("BGP", "BgpStatus", Health.isBgpDown, 1),
  session("BFD", "BfdStatus", Health.isBfdDown, 4),
  { heading: "PEER", member: "RouteServerPeerId", ...id, rank: 2 },
  { heading: "ADDRESS", member: "PeerAddress", ...address, rank: 3 },
  {
    heading: "NAME",
    member: "Tags",
    text: (peer) => RouteServerPeer.tags(peer)["Name"],
    least: 8,
    most: 40,
    rank: 5,
  },
  {
    heading: "ASN",
    member: "BgpOptions.PeerAsn",
    least: 10,
    most: 16,
    rank: 6,
  },
  { heading: "ENDPOINT", member: "RouteServerEndpointId", ...id, rank: 7 },
  { heading: "VPC", member: "VpcId", ...id, rank: 8 },
  { heading: "ROUTE SERVER", member: "RouteServerId", ...id, rank: 9 },
  {
    heading: "LIVENESS",
    member: "BgpOptions.PeerLivenessDetection",
    text: (peer) => peer.BgpOptions && RouteServerPeer.livenessDetection(peer),
    least: 13,
    most: 16,
    rank: 10,
  },
  { heading: "ENDPOINT ADDRESS", member: "EndpointEniAddress", ...address, rank: 11 },
  { heading: "SUBNET", member: "SubnetId", ...id, rank: 12 },
]

const tags: Column = {
  heading: "TAGS",
  member: "Tags",
  text: otherTags,
  least: 12,
  most: 80,
  rank: Number.POSITIVE_INFINITY,
}

/** It has a column where nothing is left out, and lines below the peer where there is less room. */
export const reason: Column = {
  heading: "FAILURE REASON",
  member: "FailureReason",
  least: 12,
  most: 80,
  rank: Number.POSITIVE_INFINITY,
  style: ({ FailureReason }) => (FailureReason === undefined ? "plain" : "bad"),
}

/** Such as `ENDPOINT ENI ID` for `EndpointEniId`. */
const headingOf = (member: string): string =>
  member
    .replaceAll(".", " ")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toUpperCase()

/**
 * The columns for peers of a shape, in the order in which they stand on the line.
 * A member that nobody has chosen a place for has a column behind the others.
 */
export const columnsOf = (shape: Shape.Structure): ReadonlyArray<Column> => {
  const shown = new Set([...chosen, tags, reason].map(({ member }) => member))
  const others = Shape.leaves(shape)
    .map(({ path }) => path.join("."))
    .filter((member) => !shown.has(member))
    .map((member, index): Column => {
      const size = member.endsWith("Id") ? id : { least: 12, most: 40 }
      return { heading: headingOf(member), member, ...size, rank: chosen.length + index }
    })
  return [...chosen, ...others, tags]
}

/** All columns of a peer, and last among them the reason of its failure. */
export const columns: ReadonlyArray<Column> = [
  ...columnsOf(Shape.of(RouteServerPeer.RouteServerPeer)),
  reason,
]

/** In a fleet, whose a peer is; it comes before all others. */
export const target: Column = {
  heading: "TARGET",
  member: "Target.name",
  text: (_, target) => target?.name,
  least: 12,
  most: 40,
  rank: 1.5,
}

/** All columns of a listing; of one target the name stands in the foot. */
export const columnsFor = ({
  targets = 0,
}: {
  readonly targets?: number | undefined
}): ReadonlyArray<Column> => (targets > 1 ? [target, ...columns] : columns)

/** What a column is called on the command line: its heading, such as `route-server`. */
export const nameOf = ({ heading }: Column): string => heading.toLowerCase().replaceAll(" ", "-")

const TAG = "tag:"

/** The columns that the key of a tag takes at most above its values. */
const LONGEST_HEADING = 40

const tagColumn = (name: string): Column => {
  const key = name.slice(TAG.length)
  return {
    heading: excerpt(key, LONGEST_HEADING),
    member: "Tags",
    text: (peer) => RouteServerPeer.tags(peer)[key],
    least: 8,
    most: 80,
    rank: Number.POSITIVE_INFINITY,
  }
}

/**
 * The column of a name: its heading in any case, with dashes for spaces; the path
 * of its member; or `tag:` and the key of a tag.
 *
 * **Example** (Two names of a column)
 *
 * ```ts
 * import { find } from "./Columns.ts"
 *
 * find("asn") === find("BgpOptions.PeerAsn") // => true
 * find("tag:env")?.heading // => "env"
 * find("colour") // => undefined
 * ```
 */
export const find = (name: string): Column | undefined =>
  name.startsWith(TAG)
    ? tagColumn(name)
    : [...columns, target].findLast(
        (column) => nameOf(column) === name.toLowerCase() || column.member === name,
      )

/** What a column shows of a row; nothing where the peer does not have it. */
export const textOf = ({ member, text }: Column, { peer, target }: Row): string => {
  if (text !== undefined) return text(peer, target) ?? ""
  const value = member
    .split(".")
    .reduce<unknown>(
      (within, name) => (Predicate.hasProperty(within, name) ? within[name] : undefined),
      peer,
    )
  if (value === undefined) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}
