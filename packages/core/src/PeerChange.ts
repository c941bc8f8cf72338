/**
 * The difference of two snapshots: what became of each peer from one to the other.
 *
 * Pure, and usable alone: {@link diff} tells the changes, {@link apply} makes them.
 * Making the difference of two snapshots on the first gives the second, but for the
 * order of tags, which means nothing. (`PeerUpdate` is something else: what somebody
 * does to a set of peers.)
 *
 * **Example** (What happened between two listings)
 *
 * ```ts
 * import { PeerChange, RouteServerPeer } from "@route-server/core"
 *
 * const up = RouteServerPeer.make({
 *   RouteServerPeerId: "rsp-1",
 *   State: "available",
 *   BgpStatus: { Status: "up" },
 * })
 * const down: RouteServerPeer.RouteServerPeer = { ...up, BgpStatus: { Status: "down" } }
 *
 * PeerChange.diff([up], [down])
 * // => [{ _tag: "BgpChanged", routeServerPeerId: "rsp-1", before: { Status: "up" }, after: { Status: "down" } }]
 * PeerChange.apply([up], PeerChange.diff([up], [down])) // => [down]
 * ```
 */
import * as Array from "effect/Array"
import * as Function from "effect/Function"
import * as Order from "effect/Order"
import * as Schema from "effect/Schema"
import { isSame } from "./internal/same.ts"
import * as Peer from "./RouteServerPeer.ts"
import { BfdStatus, BgpStatus, type RouteServerPeer, State } from "./RouteServerPeer.ts"
import * as Tag from "./Tag.ts"

const routeServerPeerId = Schema.String

const from = <S extends Schema.Constraint>(member: S) => ({
  routeServerPeerId,
  /** What it was; absent where no snapshot showed it. */
  before: Schema.optionalKey(member),
  /** What it is; absent where the peer does not show it any more. */
  after: Schema.optionalKey(member),
})

/**
 * What became of one peer. Of a peer that is in both snapshots each of its parts is
 * told by a change of its own.
 *
 * - `Appeared`: it is there now
 * - `StateChanged`, `BgpChanged`, `BfdChanged`, `TagsChanged`: from `before` to
 *   `after`, of which one may be absent
 * - `MembersChanged`: any other of its `members` did, named as in the AWS reference;
 *   the FailureReason is one of them
 * - `Disappeared`: it is there no more; `wasDeleting` says whether it was seen
 *   `deleting` or `deleted` before it went
 *
 * Encoded, a change is JSON.
 *
 * @category schemas
 */
export const PeerChange = Schema.TaggedUnion({
  Appeared: { routeServerPeerId, peer: Peer.RouteServerPeer },
  StateChanged: from(State),
  BgpChanged: from(BgpStatus),
  BfdChanged: from(BfdStatus),
  TagsChanged: from(Schema.Array(Tag.Tag)),
  MembersChanged: {
    routeServerPeerId,
    members: Schema.Array(Schema.String),
    before: Peer.RouteServerPeer,
    after: Peer.RouteServerPeer,
  },
  Disappeared: { routeServerPeerId, peer: Peer.RouteServerPeer, wasDeleting: Schema.Boolean },
})
/** @category models */
export type PeerChange = typeof PeerChange.Type

/** @category constructors */
export const appeared = (peer: RouteServerPeer): PeerChange => ({
  _tag: "Appeared",
  routeServerPeerId: peer.RouteServerPeerId,
  peer,
})

/**
 * A peer went, of which this was seen last.
 *
 * @category constructors
 */
export const disappeared = (
  peer: RouteServerPeer,
  { wasDeleting = !Peer.isLive(peer) }: { readonly wasDeleting?: boolean | undefined } = {},
): PeerChange => ({
  _tag: "Disappeared",
  routeServerPeerId: peer.RouteServerPeerId,
  peer,
  wasDeleting,
})

/** The members that are told by a change of their own, with what tells whether they changed. */
const parts = ["State", "BgpStatus", "BfdStatus", "Tags"] as const

const own: ReadonlySet<string> = new Set(parts)

const inOrder = (tags: ReadonlyArray<Tag.Tag>) => Array.sortWith(tags, Tag.keyOf, Order.String)

const isSameTags = (a: RouteServerPeer["Tags"], b: RouteServerPeer["Tags"]): boolean =>
  isSame(a, b) || (a !== undefined && b !== undefined && isSame(inOrder(a), inOrder(b)))

const present = <A>(before: A | undefined, after: A | undefined) => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
})

/**
 * What became of one peer, from one sight of it to another: no change, or one for
 * each part that changed. Both are taken to have the ID of the first.
 *
 * @category semantics
 */
export const between = (
  before: RouteServerPeer,
  after: RouteServerPeer,
): ReadonlyArray<PeerChange> => {
  if (isSame(before, after)) return []
  const { RouteServerPeerId: routeServerPeerId } = before
  const changes: Array<PeerChange> = []
  if (before.State !== after.State) {
    const change = present(before.State, after.State)
    changes.push({ _tag: "StateChanged", routeServerPeerId, ...change })
  }
  if (!isSame(before.BgpStatus, after.BgpStatus)) {
    const change = present(before.BgpStatus, after.BgpStatus)
    changes.push({ _tag: "BgpChanged", routeServerPeerId, ...change })
  }
  if (!isSame(before.BfdStatus, after.BfdStatus)) {
    const change = present(before.BfdStatus, after.BfdStatus)
    changes.push({ _tag: "BfdChanged", routeServerPeerId, ...change })
  }
  if (!isSameTags(before.Tags, after.Tags)) {
    const change = present(before.Tags, after.Tags)
    changes.push({ _tag: "TagsChanged", routeServerPeerId, ...change })
  }
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !own.has(name) && !isSame(Reflect.get(before, name), Reflect.get(after, name)),
  )
  if (members.length > 0) {
    changes.push({ _tag: "MembersChanged", routeServerPeerId, members, before, after })
  }
  return changes
}

type Snapshot = Iterable<RouteServerPeer>

const tableOf = (peers: Snapshot): Map<string, RouteServerPeer> => {
  const table = new Map<string, RouteServerPeer>()
  for (const peer of peers) table.set(peer.RouteServerPeerId, peer)
  return table
}

/**
 * What became of the peers from one snapshot to another, in the order of their IDs.
 * Of several peers with one ID the last one counts.
 *
 * @category semantics
 */
export const diff: {
  (after: Snapshot): (before: Snapshot) => ReadonlyArray<PeerChange>
  (before: Snapshot, after: Snapshot): ReadonlyArray<PeerChange>
} = Function.dual(2, (before: Snapshot, after: Snapshot): ReadonlyArray<PeerChange> => {
  const [then, now] = [tableOf(before), tableOf(after)]
  const gone = [...then.values()].filter((was) => !now.has(was.RouteServerPeerId))
  const changes = [...now.values()].flatMap((is) => {
    const was = then.get(is.RouteServerPeerId)
    return was === undefined ? appeared(is) : between(was, is)
  })
  // Those of one peer stay in their order.
  return Array.sortWith(
    [...gone.map((was) => disappeared(was)), ...changes],
    ({ routeServerPeerId: id }) => id,
    Order.String,
  )
})

type PartChanged = Exclude<PeerChange, { readonly _tag: "Appeared" | "Disappeared" }>

/** A peer after one of its parts has changed. */
const changed = (peer: RouteServerPeer, change: PartChanged): RouteServerPeer => {
  switch (change._tag) {
    case "StateChanged": {
      const { State: _, ...rest } = peer
      return change.after === undefined ? rest : { ...peer, State: change.after }
    }
    case "BgpChanged": {
      const { BgpStatus: _, ...rest } = peer
      return change.after === undefined ? rest : { ...peer, BgpStatus: change.after }
    }
    case "BfdChanged": {
      const { BfdStatus: _, ...rest } = peer
      return change.after === undefined ? rest : { ...peer, BfdStatus: change.after }
    }
    case "TagsChanged": {
      const { Tags: _, ...rest } = peer
      return change.after === undefined ? rest : { ...peer, Tags: change.after }
    }
    case "MembersChanged": {
      const { State: _0, BgpStatus: _1, BfdStatus: _2, Tags: _3, ...members } = change.after
      const { State, BgpStatus, BfdStatus, Tags } = peer
      return {
        ...members,
        ...(State === undefined ? {} : { State }),
        ...(BgpStatus === undefined ? {} : { BgpStatus }),
        ...(BfdStatus === undefined ? {} : { BfdStatus }),
        ...(Tags === undefined ? {} : { Tags }),
      }
    }
  }
}

/**
 * The snapshot after some changes, in the order of IDs. A change of a peer that is
 * not there changes nothing.
 *
 * @category semantics
 */
export const apply: {
  (changes: Iterable<PeerChange>): (before: Snapshot) => ReadonlyArray<RouteServerPeer>
  (before: Snapshot, changes: Iterable<PeerChange>): ReadonlyArray<RouteServerPeer>
} = Function.dual(2, (before: Snapshot, changes: Iterable<PeerChange>) => {
  const table = tableOf(before)
  for (const change of changes) {
    const { routeServerPeerId } = change
    const peer = table.get(routeServerPeerId)
    if (change._tag === "Appeared") table.set(routeServerPeerId, change.peer)
    else if (change._tag === "Disappeared") table.delete(routeServerPeerId)
    else if (peer !== undefined) table.set(routeServerPeerId, changed(peer, change))
  }
  return snapshotOf(table)
})

const arrow = (what: string, before = "not shown", after = "not shown"): string =>
  `${what}${before} → ${after}`

/**
 * A change in a few words, for people.
 *
 * **Example** (A session that went down)
 *
 * ```ts
 * import { PeerChange } from "@route-server/core"
 *
 * const change: PeerChange.PeerChange = {
 *   _tag: "BgpChanged",
 *   routeServerPeerId: "rsp-1",
 *   before: { Status: "up" },
 *   after: { Status: "down" },
 * }
 *
 * PeerChange.format(change) // => "BGP up → down"
 * ```
 *
 * @category formatting
 */
export const format = (change: PeerChange): string => {
  switch (change._tag) {
    case "Appeared":
      return `new, ${change.peer.State ?? "without a state"}`
    case "StateChanged":
      return arrow("", change.before, change.after)
    case "BgpChanged":
      return arrow("BGP ", change.before?.Status, change.after?.Status)
    case "BfdChanged":
      return arrow("BFD ", change.before?.Status, change.after?.Status)
    case "TagsChanged":
      return "changed Tags"
    case "MembersChanged":
      return `changed ${change.members.join(", ")}`
    case "Disappeared":
      return change.wasDeleting ? "gone" : "gone, and was not deleting"
  }
}

/** The peers of a table, in the order of their IDs. */
export const snapshotOf = (
  table: ReadonlyMap<string, RouteServerPeer>,
): ReadonlyArray<RouteServerPeer> =>
  Array.sortWith(table.values(), ({ RouteServerPeerId: id }): string => id, Order.String)
