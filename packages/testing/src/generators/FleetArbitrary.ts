/**
 * Small fleets that find faults.
 */
import { type Ipv4Address, RouteServerPeer } from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "./Fleet.ts"
import { freeAddress } from "./internal/address.ts"
import { lengthsOf } from "./internal/lengths.ts"
import { absentOnceIn, type Presence } from "./internal/presence.ts"
import { routeServerPeerId } from "./ResourceId.ts"
import {
  condition,
  ipv4Address,
  optionalMembers,
  type PeerOptions,
  withUnknown,
} from "./RouteServerPeer.ts"
import { text } from "./Text.ts"
import * as Topology from "./Topology.ts"

/**
 * Which fleets to generate.
 *
 * @category options
 */
export interface FleetOptions extends PeerOptions {
  /** The least number of peers. Default: 0. */
  readonly minLength?: number | undefined
  /** The greatest number of peers. Default: 20, or `minLength` if that is more. */
  readonly maxLength?: number | undefined
  /**
   * How many of each resource there may be. Default: 2 VPCs with 2 route servers
   * of 3 endpoints each, so that peers meet; the other numbers are EC2's quotas.
   */
  readonly topology?: Partial<Topology.Topology> | undefined
}

/** The addresses that the peers of an endpoint hold, and its own. */
type Taken = Map<number, Set<Ipv4Address.Ipv4Address>>

/** Where a peer is. */
interface Seat {
  readonly endpoint: number
  readonly address: Ipv4Address.Ipv4Address
}

const freeEndpoint = (
  taken: Taken,
  wanted: number,
  { endpoints, peersPerEndpoint }: { endpoints: number; peersPerEndpoint: number },
): number => {
  let endpoint = wanted
  while ((taken.get(endpoint)?.size ?? 1) > peersPerEndpoint) endpoint = (endpoint + 1) % endpoints
  return endpoint
}

/** Members that no peer of a fleet has. */
type Hidden = ReadonlyArray<string>

const hidden = ({ absentMembers = true }: FleetOptions): fc.Arbitrary<Hidden> =>
  absentMembers
    ? fc.oneof(
        { withCrossShrink: true },
        { weight: 5, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.subarray([...optionalMembers], { minLength: 1, maxLength: 2 }) },
      )
    : fc.constant([])

/** Which of the optional members a peer has. */
const presence = ({ absentMembers = true }: FleetOptions): fc.Arbitrary<Presence> =>
  absentMembers
    ? fc.oneof(
        { weight: 1, arbitrary: absentOnceIn(2, optionalMembers.length) },
        { weight: 4, arbitrary: absentOnceIn(32, optionalMembers.length) },
      )
    : fc.constant(optionalMembers.map(() => true))

/** The members of a peer that it has, and that peers have here. */
const shown = (
  peer: RouteServerPeer.RouteServerPeer,
  isThere: Presence,
  hidden: Hidden,
): RouteServerPeer.RouteServerPeer => {
  if (hidden.length === 0 && isThere.every(Boolean)) return peer
  const some = { RouteServerPeerId: peer.RouteServerPeerId }
  for (const [at, member] of optionalMembers.entries()) {
    if (isThere[at] && !hidden.includes(member) && Object.hasOwn(peer, member)) {
      Reflect.set(some, member, Reflect.get(peer, member))
    }
  }
  return some
}

/**
 * A fleet: see the module `Fleet` for what makes peers consistent.
 *
 * **Details**
 *
 * Covers the empty fleet, tombstones that share an address with a live peer, members
 * that no peer has, IDs that are the beginning of other IDs, peers of which AWS shows
 * only some members, values that are not known today, and tags of every kind; the
 * peers come in no order. Shrinks towards fewer peers with fewer members.
 *
 * Throws a `RangeError` that names the option if a length is none, or if `maxLength`
 * peers don't fit the topology.
 *
 * @category fleets
 */
export const fleet = (options: FleetOptions = {}): fc.Arbitrary<Fleet> => {
  const { minLength, maxLength } = lengthsOf(options, 20)
  const topology = Topology.complete(options.topology ?? {}, {
    ...Topology.quotas,
    vpcs: 2,
    serversPerVpc: 2,
    endpointsPerServer: 3,
  })
  const capacity = Topology.capacity(topology)
  if (maxLength > capacity) {
    throw new RangeError(
      `maxLength must be at most ${capacity}, which the topology holds, not ${maxLength}`,
    )
  }
  const { peersPerEndpoint } = topology
  // A topology without limits has more endpoints than a small fleet can use.
  const endpoints = Math.min(capacity / peersPerEndpoint, Math.max(1, maxLength))

  const draft = fc.record({
    id: routeServerPeerId(),
    endpoint: fc.nat(endpoints - 1),
    address: ipv4Address(),
    reason: text(300),
    present: presence(options),
    condition: condition(options),
    unknown: withUnknown(fc.constant({}), options),
    // Whether a tombstone is that of the peer whose place a live one has now.
    isPredecessor: fc.boolean(),
  })
  const naming = fc.record({
    style: fc.constantFrom<Array<Topology.IdStyle>>("short", "old", "today"),
    salt: fc.nat(0xffff_ffff),
  })
  /** Over how many endpoints the peers are spread. */
  const spread = fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: fc.constant(endpoints) },
    { weight: 1, arbitrary: fc.constant(1) },
  )
  return fc
    .tuple(
      naming,
      spread,
      hidden(options),
      fc.uniqueArray(draft, { minLength, maxLength, size: "max", selector: ({ id }) => id }),
    )
    .map(([names, width, nowhere, drafts]) => {
      const taken: Taken = new Map()
      const places = new Map<number, Topology.Endpoint>()
      const placeOf = (number: number): Topology.Endpoint => {
        const place = places.get(number) ?? Topology.endpointAt(topology, names, number)
        places.set(number, place)
        return place
      }
      let last: Seat | undefined
      return drafts.map(
        ({ id, endpoint: wanted, address, reason, present, condition, unknown, isPredecessor }) => {
          const failed = condition.State === "failing" || condition.State === "failed"
          const peerAt = (seat: Seat) => ({
            ...unknown,
            ...shown(
              {
                RouteServerPeerId: id,
                ...placeOf(seat.endpoint),
                PeerAddress: seat.address,
                ...condition,
                ...(failed ? { FailureReason: reason } : {}),
              },
              present,
              nowhere,
            ),
          })
          const isTombstone = !RouteServerPeer.holdsAddress(
            shown({ RouteServerPeerId: id, State: condition.State }, present, nowhere),
          )
          const endpoint = freeEndpoint(taken, wanted % width, { endpoints, peersPerEndpoint })
          const own = placeOf(endpoint).EndpointEniAddress
          if (isTombstone) {
            const seat = { endpoint, address: freeAddress(new Set([own]), address) }
            return peerAt(isPredecessor && last !== undefined ? last : seat)
          }
          // A peer whose address AWS does not show holds one all the same.
          const held = taken.get(endpoint) ?? new Set([own])
          last = { endpoint, address: freeAddress(held, address) }
          taken.set(endpoint, held.add(last.address))
          return peerAt(last)
        },
      )
    })
}
