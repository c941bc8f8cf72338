import { DescribeRouteServerPeers, type RouteServerPeer } from "@route-server/core"
import { Result } from "effect"
import fc from "fast-check"
import { hostileText } from "../../../../test/support/hostileText.ts"

type Peer = RouteServerPeer.RouteServerPeer

/** Peers out of what the AWS CLI would print of them. */
export const peersOf = (...peers: ReadonlyArray<unknown>): ReadonlyArray<Peer> =>
  Result.getOrThrow(DescribeRouteServerPeers.decodeResult({ RouteServerPeers: peers }))
    .RouteServerPeers

const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 8, maxLength: 17 })
const id = (prefix: string) => hex.map((digits) => `${prefix}-${digits}`)
const status = fc.constantFrom("up", "down", "flapping")

const tag = fc.record({
  Key: fc.oneof(hostileText, fc.constantFrom("Name", "__proto__", "env")),
  Value: hostileText,
})

/** What the AWS CLI could print of a peer, its members in any order. */
export const encodedPeer: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      RouteServerPeerId: id("rsp"),
      RouteServerEndpointId: id("rse"),
      RouteServerId: id("rs"),
      VpcId: id("vpc"),
      SubnetId: id("subnet"),
      State: fc.constantFrom(
        "pending",
        "available",
        "deleting",
        "deleted",
        "failing",
        "failed",
        "draining",
      ),
      FailureReason: hostileText,
      EndpointEniAddress: fc.ipV4(),
      PeerAddress: fc.ipV4(),
      BgpOptions: fc.record(
        {
          PeerAsn: fc.integer({ min: 1, max: 4_294_967_295 }),
          PeerLivenessDetection: fc.constantFrom("bfd", "bgp-keepalive"),
        },
        { requiredKeys: [] },
      ),
      BgpStatus: fc.record({ Status: status }, { requiredKeys: [] }),
      BfdStatus: fc.record({ Status: status }, { requiredKeys: [] }),
      Tags: fc.array(tag, { maxLength: 3 }),
      Unknown: fc.jsonValue({ maxDepth: 2 }),
    },
    { requiredKeys: ["RouteServerPeerId"], noNullPrototype: true },
  )
  .chain((peer) =>
    fc.shuffledSubarray(Object.entries(peer), { minLength: Object.keys(peer).length }),
  )
  .map((members) => Object.fromEntries(members))

/** Several of them, no two with one ID. */
export const encodedPeers = fc.uniqueArray(encodedPeer, {
  selector: (peer) => peer["RouteServerPeerId"],
  maxLength: 6,
})
