// A program of a user: it lists peers through the AWS SDK, from an endpoint on loopback.
import { AwsPeerSource } from "@route-server/adapter-aws"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import * as PeerClient from "@route-server/core/PeerClient"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet } from "@route-server/testing"
import { Effect, Layer } from "effect"

const fleet = Fleet.make({ seed: 1, size: 12 })
const credentials = { accessKeyId: "any", secretAccessKey: "any" }
const aws = NodeEc2Endpoint.NodeEc2Endpoint.use(({ url }) =>
  Effect.succeed(AwsPeerSource.layer({ endpoint: url, region: "eu-west-1", credentials })),
).pipe(
  Layer.unwrap,
  Layer.provide(NodeEc2Endpoint.layer()),
  Layer.provide(MemoryPeerSource.layer(fleet)),
)
const client = PeerClient.make(aws)

const listed = []
for await (const page of client.pages({ MaxResults: 5 })) listed.push(...page.RouteServerPeers)
const ids = (peers) => peers.map((peer) => peer.RouteServerPeerId).sort()
if (String(ids(listed)) !== String(ids(fleet))) throw new Error(`${ids(listed)} of ${ids(fleet)}`)

const refusal = await client.get("rsp-0123456789abcdef0").catch((error) => error._tag)
if (refusal !== "InvalidRouteServerPeerId.NotFound") throw new Error(String(refusal))

await client.close()
console.log(`${listed.length} peers`)
