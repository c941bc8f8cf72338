/**
 * What happens to a fleet while somebody looks at it.
 */
import { type Ipv4Address, ResourceId, RouteServerPeer } from "@route-server/core"
import fc from "fast-check"
import { type Fleet, quotas } from "./Fleet.ts"
import { freeAddress } from "./internal/address.ts"
import { itemAt, type Plan } from "./Plan.ts"
import { routeServerPeerId } from "./ResourceId.ts"
import { condition, ipv4Address, type PeerOptions } from "./RouteServerPeer.ts"

/**
 * One change: a peer comes, a peer becomes another under the same ID, or a peer
 * goes without leaving a tombstone.
 *
 * @category models
 */
export type FleetChange =
  | { readonly _tag: "Add"; readonly peer: RouteServerPeer.RouteServerPeer }
  | { readonly _tag: "Replace"; readonly peer: RouteServerPeer.RouteServerPeer }
  | { readonly _tag: "Remove"; readonly routeServerPeerId: string }

/**
 * The fleet after a change.
 *
 * @category changes
 */
export const applyChange = (fleet: Fleet, change: FleetChange): Fleet => {
  switch (change._tag) {
    case "Add":
      return [...fleet, change.peer]
    case "Replace":
      return fleet.map((peer) =>
        peer.RouteServerPeerId === change.peer.RouteServerPeerId ? change.peer : peer,
      )
    case "Remove":
      return fleet.filter((peer) => peer.RouteServerPeerId !== change.routeServerPeerId)
  }
}

/** What is left to chance about one change. */
interface Draft {
  readonly kind: FleetChange["_tag"]
  /** Which peer is replaced or removed, or whose endpoint the new one joins. */
  readonly index: number
  readonly id: ResourceId.RouteServerPeerId
  readonly address: Ipv4Address
  readonly condition: Pick<
    RouteServerPeer.RouteServerPeer,
    "State" | "BgpOptions" | "BgpStatus" | "BfdStatus" | "Tags"
  >
}

/** The peers that hold an address on the endpoint of a peer. */
const holders = (fleet: Fleet, { RouteServerEndpointId }: RouteServerPeer.RouteServerPeer) =>
  fleet.filter(
    (peer) =>
      peer.RouteServerEndpointId === RouteServerEndpointId && RouteServerPeer.holdsAddress(peer),
  )

const added = (fleet: Fleet, used: ReadonlySet<string>, draft: Draft): FleetChange => {
  let id = draft.id
  while (used.has(id)) id = ResourceId.RouteServerPeerId.make(`${id}0`)
  const own = { RouteServerPeerId: id, ...draft.condition }
  const room = fleet.filter((peer) => holders(fleet, peer).length < quotas.peersPerEndpoint)
  const neighbour = itemAt(room, draft.index)
  if (neighbour === undefined) return { _tag: "Add", peer: { ...own, PeerAddress: draft.address } }
  const { FailureReason: _, ...place } = neighbour
  const held = holders(fleet, neighbour).flatMap((peer) => peer.PeerAddress ?? [])
  const PeerAddress = freeAddress(new Set(held), draft.address)
  return { _tag: "Add", peer: { ...place, ...own, PeerAddress } }
}

const decide = (fleet: Fleet, used: ReadonlySet<string>, draft: Draft): FleetChange => {
  const peer = itemAt(fleet, draft.index)
  if (draft.kind === "Add" || peer === undefined) return added(fleet, used, draft)
  if (draft.kind === "Remove") {
    return { _tag: "Remove", routeServerPeerId: peer.RouteServerPeerId }
  }
  const { FailureReason: _, ...place } = peer
  // A deleted peer stays deleted: its address may be another's by now.
  const life = RouteServerPeer.holdsAddress(peer) ? {} : ({ State: "deleted" } as const)
  return { _tag: "Replace", peer: { ...place, ...draft.condition, ...life } }
}

/**
 * Changes to a fleet that is not known yet, each of which is possible when the
 * ones before it have happened.
 *
 * **Details**
 *
 * A new peer joins the endpoint of another and takes an address and an ID that are
 * free; an ID that was used is never used again. A peer that is replaced stays
 * where it is and fares differently. A peer that is removed leaves no tombstone.
 * The fleet stays consistent throughout. Shrinks towards fewer changes.
 *
 * @category plans
 */
export const changesPlan = (
  options: PeerOptions & {
    /** The greatest number of changes. Default: 10. */
    readonly maxLength?: number | undefined
  } = {},
): fc.Arbitrary<Plan<ReadonlyArray<FleetChange>>> => {
  const draft: fc.Arbitrary<Draft> = fc.record({
    kind: fc.constantFrom<Array<FleetChange["_tag"]>>("Add", "Replace", "Remove"),
    index: fc.nat(255),
    id: routeServerPeerId(),
    address: ipv4Address(),
    condition: fc.record(condition(options), { noNullPrototype: true }),
  })
  return fc.array(draft, { maxLength: options.maxLength ?? 10 }).map((drafts) => (fleet: Fleet) => {
    let current = fleet
    const used = new Set<string>(fleet.map((peer) => peer.RouteServerPeerId))
    return drafts.map((each) => {
      const change = decide(current, used, each)
      if (change._tag === "Add") used.add(change.peer.RouteServerPeerId)
      current = applyChange(current, change)
      return change
    })
  })
}

/** Changes to this fleet, as {@link changesPlan} makes them. @category changes */
export const changesFor = (
  fleet: Fleet,
  options: Parameters<typeof changesPlan>[0] = {},
): fc.Arbitrary<ReadonlyArray<FleetChange>> => changesPlan(options).map((plan) => plan(fleet))
