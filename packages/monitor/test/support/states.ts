/** States of targets, in as few words as a test needs. */
import { RouteServerPeer } from "@route-server/core"
import { TargetState } from "@route-server/monitor"

/** A peer that is fine, but for what is said of it. */
export const peerOf = (
  number: number,
  members: Partial<RouteServerPeer.Encoded> = {},
): RouteServerPeer.RouteServerPeer =>
  RouteServerPeer.make({
    RouteServerPeerId: `rsp-0000000000000000${number}`,
    RouteServerEndpointId: `rse-0000000000000000${number}`,
    RouteServerId: "rs-00000000000000001",
    VpcId: "vpc-00000000000000001",
    SubnetId: "subnet-00000000000000001",
    State: "available",
    EndpointEniId: `eni-0000000000000000${number}`,
    EndpointEniAddress: `10.0.0.${number}`,
    PeerAddress: "10.0.1.1",
    BgpOptions: { PeerAsn: 65001, PeerLivenessDetection: "bgp-keepalive" },
    BgpStatus: { Status: "up" },
    BfdStatus: { Status: "down" },
    Tags: [],
    ...members,
  })

/** What has become of a peer that has never changed since a time. */
export const historyOf = (
  since: number,
  changes: Partial<TargetState.PeerHistory> = {},
): TargetState.PeerHistory => ({
  seenSince: since,
  stateSince: since,
  bgpSince: since,
  bfdSince: since,
  bgpChanges: 0,
  bfdChanges: 0,
  ...changes,
})

/** A target that was read at a time, with these peers. */
export const readAt = (
  at: number,
  peers: ReadonlyArray<RouteServerPeer.RouteServerPeer>,
  members: Partial<TargetState.TargetState> = {},
): TargetState.TargetState => ({
  ...TargetState.unknown({ name: "prod/eu-west-1", region: "eu-west-1" }),
  version: 1,
  peers,
  history: Object.fromEntries(peers.map((peer) => [peer.RouteServerPeerId, historyOf(at)])),
  polledAt: at,
  succeededAt: at,
  pollMillis: 250,
  ...members,
})
