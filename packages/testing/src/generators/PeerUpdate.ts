/**
 * What happens to a fleet while somebody looks at it.
 */
import { type Ipv4Address, PeerUpdate, ResourceId, RouteServerPeer } from "@route-server/core"
import fc from "fast-check"
import { type Fleet, quotas } from "./Fleet.ts"
import { freeAddress } from "./internal/address.ts"
import { lengthsOf } from "./internal/lengths.ts"
import { routeServerPeerId } from "./ResourceId.ts"
import { type Condition, condition, ipv4Address, type PeerOptions } from "./RouteServerPeer.ts"
import { itemAt, type Template } from "./Template.ts"
import { text } from "./Text.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** What happens: a new peer comes, or one becomes another under its ID, or goes. */
type Kind = "Add" | "Replace" | "Remove"

/** What is left to chance about one change. */
interface Draft {
  readonly kind: Kind
  /** Which peer is replaced or removed, or whose endpoint the new one joins. */
  readonly index: number
  /** Where the peer's life goes on to, of what is possible. */
  readonly step: number
  readonly id: ResourceId.RouteServerPeerId
  readonly address: Ipv4Address.Ipv4Address
  readonly reason: string
  readonly condition: Condition
}

/** The states that a peer can be in next, beside the one that it is in. */
const following: Readonly<Record<string, ReadonlyArray<RouteServerPeer.State>>> = {
  pending: ["available", "failing"],
  available: ["deleting"],
  failing: ["failed"],
  failed: ["deleting"],
  deleting: ["deleted"],
  deleted: [],
}

/** Whether nothing is known about a peer's life, since its state is absent or not known today. */
const isUnknown = ({ State }: Peer): boolean => !Object.hasOwn(following, State ?? "")

/** The peers that hold an address on the endpoint of a peer. */
const holders = (fleet: Fleet, { RouteServerEndpointId }: Peer) =>
  fleet.filter(
    (peer) =>
      peer.RouteServerEndpointId === RouteServerEndpointId && RouteServerPeer.holdsAddress(peer),
  )

const added = (
  fleet: Fleet,
  used: ReadonlySet<string>,
  draft: Draft,
  condition: Condition,
): PeerUpdate.PeerUpdate => {
  let id = draft.id
  while (used.has(id)) id = ResourceId.RouteServerPeerId.make(`${id}0`)
  const own = { RouteServerPeerId: id, ...condition }
  const room = fleet.filter((peer) => holders(fleet, peer).length < quotas.peersPerEndpoint)
  const neighbour = itemAt(room, draft.index)
  if (neighbour === undefined) return PeerUpdate.put({ ...own, PeerAddress: draft.address })
  const { FailureReason: _, ...place } = neighbour
  const held = [
    neighbour.EndpointEniAddress,
    ...holders(fleet, neighbour).map((peer) => peer.PeerAddress),
  ].flatMap((address) => address ?? [])
  const PeerAddress = freeAddress(new Set(held), draft.address)
  return PeerUpdate.put({ ...place, ...own, PeerAddress })
}

const down = (
  status: RouteServerPeer.BgpStatus & RouteServerPeer.BfdStatus,
): RouteServerPeer.BgpStatus & RouteServerPeer.BfdStatus =>
  status.Status === undefined ? status : { ...status, Status: "down" }

/** How a peer begins its life (seen): before it is available, and without a session. */
const newborn = (condition: Condition): Condition => ({
  ...condition,
  State: "pending",
  BgpStatus: down(condition.BgpStatus),
  BfdStatus: down(condition.BfdStatus),
})

/** The same peer some time later. */
const older = (peer: Peer, { step, reason, condition }: Draft): Peer => {
  const { BgpStatus, BfdStatus, Tags } = condition
  const { State } = peer
  const next = State === undefined ? undefined : itemAt([State, ...(following[State] ?? [])], step)
  const later: Peer = next === undefined ? { ...peer, Tags } : { ...peer, State: next, Tags }
  if (next === "failing") return { FailureReason: reason, ...later }
  // Sessions come and go while a peer is available; its last status may outlive it.
  return next === "available" || isUnknown(later) ? { ...later, BgpStatus, BfdStatus } : later
}

/** Any other peer at the same place. */
const another = (peer: Peer, { condition }: Draft): Peer => {
  const { FailureReason: _, ...place } = peer
  // A deleted peer stays deleted: its address may be another's by now.
  const life = RouteServerPeer.holdsAddress(peer) ? {} : ({ State: "deleted" } as const)
  return { ...place, ...condition, ...life }
}

/** What becomes of peers. */
interface Course {
  /** Whether a peer may be replaced, or removed. */
  readonly allows: (kind: Kind, peer: Peer) => boolean
  readonly begin: (condition: Condition) => Condition
  readonly replace: (peer: Peer, draft: Draft) => Peer
}

const asInAws: Course = {
  allows: (kind, peer) =>
    kind === "Remove"
      ? peer.State === "deleted" || isUnknown(peer)
      : RouteServerPeer.holdsAddress(peer),
  begin: newborn,
  replace: older,
}

const anyhow: Course = {
  allows: () => true,
  begin: (condition) => condition,
  replace: another,
}

const updateOf = (
  fleet: Fleet,
  used: ReadonlySet<string>,
  draft: Draft,
  { allows, begin, replace }: Course,
): PeerUpdate.PeerUpdate => {
  const { kind, index, condition } = draft
  const peer = itemAt(
    fleet.filter((each) => allows(kind, each)),
    index,
  )
  if (kind === "Add" || peer === undefined) return added(fleet, used, draft, begin(condition))
  return kind === "Remove"
    ? PeerUpdate.remove(peer.RouteServerPeerId)
    : PeerUpdate.put(replace(peer, draft))
}

/**
 * Which changes to generate.
 *
 * @category options
 */
export interface UpdateOptions extends PeerOptions {
  /** The least number of changes. Default: 0. */
  readonly minLength?: number | undefined
  /** The greatest number of changes. Default: 10, or `minLength` if that is more. */
  readonly maxLength?: number | undefined
  /**
   * Whether anything may happen that leaves the fleet consistent, beside what AWS
   * does: a peer of any state comes, becomes any other at its place, its BGP options
   * included, or goes at once. An adapter that keeps copies should stand that.
   * Default: `false`.
   */
  readonly anyChange?: boolean | undefined
}

/**
 * Changes to a fleet that is not known yet, each of which is possible when the
 * ones before it have happened.
 *
 * **Details**
 *
 * Changes follow the life of a peer (docs, seen). A new peer is `pending`, its
 * sessions are down, and it joins the endpoint of another with an address and an ID
 * that are free; an ID that was used is never used again. `pending` becomes
 * `available`, or `failing` with a FailureReason and then `failed`; `available`, and
 * `failed` (guess), become `deleting` and then `deleted`. Tags change in all states
 * but `deleted`, the statuses of the sessions while the peer is available, and the
 * BGP options never: a peer can't be modified, only tagged. A deleted peer may be
 * gone at some time, and no other. A state that is absent or not known today stays as
 * it is, and such a peer may go.
 *
 * The fleet stays consistent throughout. Shrinks towards fewer changes. Throws a
 * `RangeError` that names the option if a length is none.
 *
 * @category templates
 */
export const updatesTemplate = (
  options: UpdateOptions = {},
): fc.Arbitrary<Template<ReadonlyArray<PeerUpdate.PeerUpdate>>> => {
  const course = options.anyChange ? anyhow : asInAws
  const draft: fc.Arbitrary<Draft> = fc.record({
    kind: fc.constantFrom<Array<Kind>>("Add", "Replace", "Remove"),
    index: fc.nat(255),
    step: fc.nat(5),
    id: routeServerPeerId(),
    address: ipv4Address(),
    reason: text(),
    condition: condition(options),
  })
  return fc.array(draft, lengthsOf(options, 10)).map((drafts) => (fleet: Fleet) => {
    let current = fleet
    const used = new Set<string>(fleet.map((peer) => peer.RouteServerPeerId))
    return drafts.map((each) => {
      const change = updateOf(current, used, each, course)
      if (change._tag === "Put") used.add(change.peer.RouteServerPeerId)
      current = PeerUpdate.apply(current, change)
      return change
    })
  })
}

/** Changes to this fleet, as {@link updatesTemplate} makes them. @category changes */
export const updatesFor = (
  fleet: Fleet,
  options: UpdateOptions = {},
): fc.Arbitrary<ReadonlyArray<PeerUpdate.PeerUpdate>> =>
  updatesTemplate(options).map((template) => template(fleet))
