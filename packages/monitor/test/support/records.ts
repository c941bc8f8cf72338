/** Changes of one peer, as they stand in the log. */
import { type PeerChange, RouteServerPeer } from "@route-server/core"
import type { ChangeRecord } from "@route-server/monitor"

export const target = { name: "prod/eu-west-1", region: "eu-west-1", account: "111122223333" }

export const peer = RouteServerPeer.make({
  RouteServerPeerId: "rsp-00000000000000001",
  RouteServerId: "rs-00000000000000001",
  PeerAddress: "10.0.1.1",
  State: "available",
  BgpStatus: { Status: "up" },
})

export const recordOf = (
  change: PeerChange.PeerChange,
  of: RouteServerPeer.RouteServerPeer = peer,
): ChangeRecord.ChangeRecord => ({ sequence: 7, id: "x/1/0", target, at: 0, change, peer: of })
