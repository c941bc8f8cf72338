/**
 * The AWS adapter, which decodes and validates what it reads, against the AWS SDK, which
 * does not, and on whose client it stands. Both ask a server that has the page ready.
 */
import { DescribeRouteServerPeersCommand, EC2Client } from "@aws-sdk/client-ec2"
import { AwsPeerSource } from "@route-server/adapter-aws"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import { PeerSource } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { Fleet } from "@route-server/testing"
import { ManagedRuntime } from "effect"
import { QUERY, serveReady } from "../loopback.ts"
import type { Contest, Suite } from "../Suite.ts"

/** Of the lengths that AWS's have: what is shorter is not looked for in texts. */
const longTerm = {
  accessKeyId: `AKIA${"BENCH".repeat(4).slice(0, 16)}`,
  secretAccessKey: "bench/".repeat(7).slice(0, 40),
}
const session = {
  accessKeyId: `ASIA${"BENCH".repeat(4).slice(0, 16)}`,
  secretAccessKey: longTerm.secretAccessKey,
  sessionToken: "IQoJb3JpZ2luX2VjBench/+".repeat(50).slice(0, 1000),
}

const idsOf = (answer: unknown): unknown => {
  const peers = Reflect.get(Object(answer), "RouteServerPeers")
  return Array.isArray(peers)
    ? peers.map((peer) => Reflect.get(Object(peer), "RouteServerPeerId"))
    : answer
}

const contest = async (
  size: number,
  limit: number,
  credentials: typeof longTerm | typeof session,
) => {
  const fleet = Fleet.make({ seed: 10, size })
  const web = Ec2Endpoint.toWebHandler(MemoryPeerSource.layer(fleet))
  const page = await (await web.handler(new Request(`http://localhost${QUERY}`))).text()
  await web.dispose()
  const server = await serveReady(page)
  const config = { region: "eu-west-1", endpoint: server.url, credentials }
  const sdk = new EC2Client(config)
  const runtime = ManagedRuntime.make(AwsPeerSource.layer(config))
  const with_ = "sessionToken" in credentials ? " with session credentials" : ""
  const timed: Contest = {
    work: `AWS: a page of ${size.toLocaleString("en")}${with_}, decoded and validated`,
    ours: () => runtime.runPromise(PeerSource.describe()),
    gist: idsOf,
    against: [
      {
        name: "AWS SDK, undecoded",
        run: () => sdk.send(new DescribeRouteServerPeersCommand({})),
        limit,
      },
    ],
  }
  const dispose = async () => {
    sdk.destroy()
    await runtime.dispose()
    server.close()
  }
  return { timed, dispose }
}

export const aws: Suite = {
  name: "aws",
  seconds: 15,
  isQuick: true,
  prepare: async () => {
    const all = [
      await contest(1000, 0.2, longTerm),
      await contest(41, 0.45, longTerm),
      await contest(5, 1, session),
    ]
    return {
      contests: all.map(({ timed }) => timed),
      dispose: async () => {
        for (const { dispose } of all) await dispose()
      },
    }
  },
}
