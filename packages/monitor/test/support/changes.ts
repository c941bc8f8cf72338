/** Changes to write, and the targets at which they are seen. */
import { PeerChange, RouteServerPeer, type Target } from "@route-server/core"
import type { ChangeRecord, MonitorStore } from "@route-server/monitor"

export const target = (name: string): Target.Target => ({ name, region: "eu-west-1" })

export const nth = (index: number): RouteServerPeer.RouteServerPeer =>
  RouteServerPeer.make({
    RouteServerPeerId: `rsp-${index.toString(16).padStart(17, "0")}`,
    State: "available",
    BgpStatus: { Status: "up" },
  })

/** So many changes, told apart by what they say. */
export const changesOf = (label: string, count: number): MonitorStore.Commit["changes"] =>
  Array.from({ length: count }, (_, index) => {
    const peer = { ...nth(index), Tags: [{ Key: "label", Value: `${label}.${index}` }] }
    return { at: index, change: PeerChange.appeared(peer), peer }
  })

/** What {@link changesOf} says of a change. */
export const labelOf = ({ peer }: Pick<ChangeRecord.ChangeRecord, "peer">) => peer.Tags?.[0]?.Value
