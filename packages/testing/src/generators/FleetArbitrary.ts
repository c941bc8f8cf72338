/**
 * Small fleets that find faults.
 */
import { type Ipv4Address, RouteServerPeer } from "@route-server/core"
import fc from "fast-check"
import type { Fleet } from "./Fleet.ts"
import { freeAddress } from "./internal/address.ts"
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
  /** The greatest number of peers. Default: 20. */
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

/** A number for each optional member; where it is 0 the member is absent. */
type Presence = ReadonlyArray<number>

const withOnly = (
  presence: Presence,
  hidden: Hidden,
  peer: RouteServerPeer.RouteServerPeer,
): RouteServerPeer.RouteServerPeer => {
  const rest = { ...peer }
  for (const [index, member] of optionalMembers.entries()) {
    if (presence[index] === 0 || hidden.includes(member)) Reflect.deleteProperty(rest, member)
  }
  return rest
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

/** Each member is absent once in so many times; shrinks to none present. */
const absentOnceIn = (times: number): fc.Arbitrary<Presence> =>
  fc.array(fc.nat(times - 1), {
    minLength: optionalMembers.length,
    maxLength: optionalMembers.length,
  })

const presence = ({ absentMembers = true }: FleetOptions): fc.Arbitrary<Presence> =>
  absentMembers
    ? fc.oneof(
        { withCrossShrink: true },
        { weight: 1, arbitrary: absentOnceIn(2) },
        { weight: 4, arbitrary: absentOnceIn(32) },
      )
    : fc.constant([])

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
 * Throws a `RangeError` that names the option if `maxLength` peers don't fit the
 * topology.
 *
 * @category fleets
 */
export const fleet = (options: FleetOptions = {}): fc.Arbitrary<Fleet> => {
  const { minLength = 0, maxLength = 20 } = options
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
      let last: Seat | undefined
      return drafts.map(
        ({ id, endpoint: wanted, address, reason, present, condition, unknown, isPredecessor }) => {
          const failed = condition.State === "failing" || condition.State === "failed"
          const placeOf = (number: number) => Topology.endpointAt(topology, names, number)
          const peerAt = (seat: Seat) => ({
            ...unknown,
            ...withOnly(present, nowhere, {
              RouteServerPeerId: id,
              ...placeOf(seat.endpoint),
              PeerAddress: seat.address,
              ...condition,
              ...(failed ? { FailureReason: reason } : {}),
            }),
          })
          const isTombstone = !RouteServerPeer.holdsAddress(
            withOnly(present, nowhere, { RouteServerPeerId: id, ...condition }),
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
