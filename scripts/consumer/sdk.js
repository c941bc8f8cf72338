// A program of a user: it lists through the AWS SDK that is installed, with credentials of a
// session, from an endpoint on loopback; prints the version of the SDK.
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { Filter, PeerSource } from "@route-server/core"
import * as PeerClient from "@route-server/core/PeerClient"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Fleet } from "@route-server/testing"
import { Effect } from "effect"

const check = (holds, what) => {
  if (!holds) throw new Error(what)
}

const fleet = Fleet.make({ seed: 1, size: 12 })
const credentials = {
  accessKeyId: "ASIAFAKEFAKEFAKEFAKE",
  secretAccessKey: "fake/".repeat(8),
  sessionToken: "FakeSessionToken//+".repeat(20),
}
const tokens = new Set()
const queries = []
const web = Ec2Endpoint.toWebHandler(MemoryPeerSource.layer(fleet))
const server = createServer(async (incoming, outgoing) => {
  const chunks = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  queries.push(new URLSearchParams(String(body)))
  tokens.add(incoming.headers["x-amz-security-token"])
  const { method, headers } = incoming
  const answer = await web.handler(new Request("http://localhost/", { method, headers, body }))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
})
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
const endpoint = `http://127.0.0.1:${server.address().port}`

const client = PeerClient.make(
  AwsPeerSource.layer({ endpoint, region: "eu-west-1", credentials, maxAttempts: 1 }),
)

const idsOf = (peers) => String(peers.map((peer) => peer.RouteServerPeerId).sort())
const pages = await Array.fromAsync(client.pages({ MaxResults: 5 }))
check(pages.length === 3, `There are ${pages.length} pages`)
const listed = pages.flatMap((page) => page.RouteServerPeers)
check(idsOf(listed) === idsOf(fleet), `${idsOf(listed)} of ${idsOf(fleet)}`)
check(queries[1].get("NextToken") === pages[0].NextToken, "The second page was asked for otherwise")
check(String([...tokens]) === credentials.sessionToken, "The session's token was not sent")

const [{ VpcId, State }] = fleet
const found = await Array.fromAsync(
  client.peers({ Filters: [Filter.make("vpc-id", VpcId), Filter.make("state", State)] }),
)
const meant = fleet.filter((peer) => peer.VpcId === VpcId && peer.State === State)
check(idsOf(found) === idsOf(meant), `${idsOf(found)} of ${idsOf(meant)}`)
check(queries.at(-1).get("Filter.1.Name") === "VpcId", "The filter on the VPC was not sent")
check(!queries.at(-1).has("Filter.2.Name"), "A filter was sent that AWS refuses")

const refusal = await client.get("rsp-0123456789abcdef0").catch((error) => error)
check(refusal._tag === "InvalidRouteServerPeerId.NotFound", `Not found: ${refusal}`)
check(refusal.httpStatus === 400, `Not found: HTTP ${refusal.httpStatus}`)
await client.close()

/** The error of a call with other settings. */
const failure = (settings) =>
  PeerSource.describe().pipe(
    Effect.flip,
    Effect.provide(
      AwsPeerSource.layer({
        ...{ endpoint, region: "eu-west-1", credentials, maxAttempts: 1, ...settings },
      }),
    ),
    Effect.runPromise,
  )

const nothing = await failure({ endpoint: "http://127.0.0.1:1" })
check(nothing.reason?._tag === "ConnectionRefused", `Nobody listens: ${nothing}`)
const without = await failure({
  credentials: async () => {
    throw Object.assign(new Error("none"), { name: "CredentialsProviderError" })
  },
})
check(without.reason?._tag === "CredentialsNotFound", `No credentials: ${without}`)

server.close()
server.closeAllConnections()
await web.dispose()
const require = createRequire(import.meta.url)
const manifest = require.resolve("@aws-sdk/client-ec2/package.json")
console.log(JSON.parse(readFileSync(manifest, "utf8")).version)
