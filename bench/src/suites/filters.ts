/** Compiled filters, against the closures that one would write by hand for them. */
import { Filter, type RouteServerPeer } from "@route-server/core"
import { Fleet } from "@route-server/testing"
import type { Contest, Suite } from "../Suite.ts"

type Peer = RouteServerPeer.RouteServerPeer
type Predicate = (peer: Peer) => boolean

const fleet = Fleet.make({ seed: 5, size: 10_000 })
const [vpc = "", second = "", third = ""] = new Set(fleet.map((peer) => String(peer.VpcId)))
const vpcs: ReadonlySet<string | undefined> = new Set([vpc, second, third])

const count = (matches: Predicate) => () => {
  let found = 0
  for (const peer of fleet) if (matches(peer)) found += 1
  return found
}

const tagOf = (peer: Peer, key: string): string | undefined => {
  for (const tag of peer.Tags ?? []) if (tag.Key === key) return tag.Value
  return undefined
}

const cases: ReadonlyArray<
  readonly [work: string, filters: ReadonlyArray<Filter.NamedFilter>, byHand: Predicate]
> = [
  ["one value", [Filter.make("VpcId", vpc)], (peer) => peer.VpcId === vpc],
  ["three VPCs", [Filter.make("VpcId", vpc, second, third)], (peer) => vpcs.has(peer.VpcId)],
  [
    "three filters, one with a pattern",
    [
      Filter.make("VpcId", vpc, second, third),
      Filter.make("State", "available"),
      Filter.make("EndpointEniAddress", "10.*"),
    ],
    (peer) =>
      vpcs.has(peer.VpcId) &&
      peer.State === "available" &&
      peer.EndpointEniAddress?.startsWith("10.") === true,
  ],
  [
    "a leading star",
    [Filter.make("RouteServerEndpointId", "*7")],
    (peer) => peer.RouteServerEndpointId?.endsWith("7") === true,
  ],
  [
    "an ASN",
    [Filter.make("BgpOptions.PeerAsn", 65_001)],
    (peer) => peer.BgpOptions?.PeerAsn === 65_001,
  ],
  ["a tag", [Filter.make("tag:env", "prod")], (peer) => tagOf(peer, "env") === "prod"],
  [
    "a tag with a pattern",
    [Filter.make("tag:Name", "appliance-prod-*")],
    (peer) => tagOf(peer, "Name")?.startsWith("appliance-prod-") === true,
  ],
]

const contests = (): ReadonlyArray<Contest> => {
  // A process that lives long has filtered on every member, and no way of reading one
  // is the only one any more.
  for (const name of ["VpcId", "SubnetId", "State", "PeerAddress", "BgpStatus.Status"] as const) {
    for (const value of ["x", "x*", "*x", "?x"]) count(Filter.matches([Filter.make(name, value)]))()
  }
  return cases.map(([work, filters, byHand]) => ({
    work: `filter: ${work}, 10,000 peers`,
    ours: count(Filter.matches(filters)),
    against: [{ name: "closures by hand", run: count(byHand), limit: 1.4 }],
  }))
}

export const filters: Suite = {
  name: "filters",
  seconds: 12,
  isQuick: true,
  prepare: async () => ({ contests: contests() }),
}
