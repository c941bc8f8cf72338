// A program for a browser: the service in memory behind the protocol of EC2, and a client.
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { Filter, Health } from "@route-server/core"
import * as PeerClient from "@route-server/core/PeerClient"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Fleet } from "@route-server/testing"

export const main = async () => {
  const fleet = Fleet.make({ seed: 1, size: 12 })
  const client = PeerClient.make(MemoryPeerSource.layer(fleet))
  const available = await client.list({ Filters: [Filter.make("State", "available")] })
  const { handler, dispose } = Ec2Endpoint.toWebHandler(MemoryPeerSource.layer(fleet))
  const request = new Request(
    "http://localhost/?Action=DescribeRouteServerPeers&Version=2016-11-15",
  )
  const answer = await (await handler(request)).text()
  await dispose()
  await client.close()
  const { length } = answer.match(/<routeServerPeerId>/g)
  return `${length} peers, ${available.length} available, ${available.filter(Health.isBgpDown).length} down`
}
