/**
 * Fleets: peers that can exist beside each other in one account.
 *
 * Peers share endpoints, endpoints share route servers, VPCs and subnets, and an
 * endpoint has one network interface with one address. No ID occurs twice, no two
 * peers of an endpoint hold one address unless one of them is deleted, and EC2's
 * quotas are kept unless asked otherwise.
 */
import type { RouteServerPeer } from "@route-server/core"
import { checkWholeNumber } from "../internal/wholeNumber.ts"
import * as brands from "./internal/brands.ts"
import { mix } from "./internal/mix.ts"
import { random } from "./internal/random.ts"
import * as Topology from "./Topology.ts"

/**
 * Peers that can exist beside each other.
 *
 * @category models
 */
export type Fleet = ReadonlyArray<RouteServerPeer.RouteServerPeer>

/**
 * What to make.
 *
 * @category options
 */
export interface MakeOptions {
  /** Says which of all such fleets to make: a whole number of 32 bits. */
  readonly seed: number
  /** The number of peers. */
  readonly size: number
  /** How many of each resource there may be. Default: EC2's quotas. */
  readonly topology?: Partial<Topology.Topology> | undefined
}

const states = [
  ["available", 0.9],
  ["pending", 0.03],
  ["deleting", 0.01],
  ["deleted", 0.04],
  ["failing", 0.01],
  ["failed", 0.01],
] as const

const stateAt = (share: number): RouteServerPeer.State => {
  let rest = share
  for (const [state, portion] of states) {
    if (rest < portion) return state
    rest -= portion
  }
  return "available"
}

const environments = ["prod", "staging", "dev"]
const teams = ["network", "edge", "platform", "payments", "search"]

const pick = (items: ReadonlyArray<string>, share: number): string =>
  items[Math.floor(share * items.length)] ?? ""

/**
 * Makes a fleet of any size, fast: for a benchmark, or to fill a service in
 * memory. For small fleets that find faults, use the arbitrary `fleet`.
 *
 * **Details**
 *
 * The same options give the same fleet. Nine peers in ten are available, most of
 * these with their session up; the rest are in every other state, one in
 * twenty-five a tombstone. Endpoints are filled one after the other. Tags are
 * `Name`, `env` and `team`. The peers come in no order.
 *
 * Throws a `RangeError` that names the option if the peers don't fit the topology.
 *
 * **Example** (A large account)
 *
 * ```ts
 * import { Fleet } from "@route-server/testing"
 *
 * const fleet = Fleet.make({ seed: 1, size: 10_000 })
 *
 * fleet.length // => 10000
 * new Set(fleet.map((peer) => peer.RouteServerId)).size // => 50
 * Fleet.make({ seed: 1, size: 1 })[0]?.State // => "available"
 * ```
 *
 * @category constructors
 */
export const make = ({ seed, size, topology = {} }: MakeOptions): Fleet => {
  checkWholeNumber("size", size, 0)
  const layout = Topology.complete(topology, Topology.quotas)
  const capacity = Topology.capacity(layout)
  if (size > capacity) {
    throw new RangeError(`size must be at most ${capacity}, which the topology holds, not ${size}`)
  }
  const next = random(seed)
  const salt = mix(seed)
  const naming = { style: "today", salt } as const
  const { peersPerEndpoint } = layout
  const fleet: Array<RouteServerPeer.RouteServerPeer> = []
  let endpoint = Topology.endpointAt(layout, naming, 0)
  for (let index = 0; index < size; index += 1) {
    const number = Math.floor(index / peersPerEndpoint)
    const position = index % peersPerEndpoint
    if (position === 0) endpoint = Topology.endpointAt(layout, naming, number)
    const State = stateAt(next())
    const settled = State === "available"
    const failed = State === "failing" || State === "failed"
    const environment = pick(environments, next())
    fleet.push({
      RouteServerPeerId: brands.peerId(`rsp-${Topology.idBody("today", salt, index)}`),
      ...endpoint,
      State,
      ...(failed ? { FailureReason: "The peer could not be created." } : {}),
      PeerAddress: Topology.applianceAddress(layout, number, position),
      BgpOptions: {
        PeerAsn: brands.asn(64_512 + Math.floor(next() * 1023)),
        PeerLivenessDetection: next() < 0.5 ? "bfd" : "bgp-keepalive",
      },
      BgpStatus: { Status: settled && next() < 0.95 ? "up" : "down" },
      BfdStatus: { Status: settled && next() < 0.5 ? "up" : "down" },
      Tags: [
        { Key: "Name", Value: `appliance-${environment}-${index}` },
        { Key: "env", Value: environment },
        { Key: "team", Value: pick(teams, next()) },
      ],
    })
  }
  return fleet
}

/**
 * The quotas of EC2, as a topology.
 *
 * @category constants
 */
export const quotas = Topology.quotas

/**
 * How many of each resource a fleet may have.
 *
 * @category models
 */
export type { Topology } from "./Topology.ts"
