import { Filter, Health } from "@route-server/core"
import type { PeerClient } from "@route-server/core/PeerClient"

/**
 * The addresses of the appliances of a VPC that are in use and whose BGP session is down.
 * A peer that is `pending`, or one that was deleted, is not down: it is not in use.
 */
export const down = async (
  client: PeerClient,
  vpcId: string,
  signal?: AbortSignal,
): Promise<ReadonlyArray<string>> => {
  const Filters = [Filter.make("VpcId", vpcId), Filter.make("State", "available")]
  const peers = await client.list({ Filters }, { signal })
  return peers.filter(Health.isBgpDown).map((peer) => peer.PeerAddress ?? peer.RouteServerPeerId)
}
