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
import { collectGarbage } from "../garbage.ts"
import { QUERY, SAMPLE, serveReady } from "../loopback.ts"
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

/** So many pages are asked for, and a few peers of each are kept. */
const PAGES = 40
const KEPT = 25

/** The bytes that are held in and beside V8's heap, once what is dead is swept out, which goes on beside. */
const held = async (): Promise<number> => {
  for (let turn = 0; turn < 3; turn += 1) {
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** How many bytes a peer holds once all else of its page is gone. */
const heldBy = async (ask: () => Promise<unknown>): Promise<number> => {
  const kept: Array<ReadonlyArray<unknown>> = []
  const keep = async () => {
    for (let page = 0; page < PAGES; page += 1) {
      const peers: ReadonlyArray<unknown> = Reflect.get(Object(await ask()), "RouteServerPeers")
      const from = (17 * page) % (peers.length - KEPT)
      kept.push(peers.slice(from, from + KEPT))
    }
  }
  // Once before, for all that is made at first.
  await keep()
  kept.length = 0
  const before = await held()
  await keep()
  const bytes = ((await held()) - before) / (PAGES * KEPT)
  // Still here, so the peers are, too.
  return JSON.stringify(kept).length > 0 ? bytes : Number.NaN
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
  const ours = () => runtime.runPromise(PeerSource.describe())
  const theirs = () => sdk.send(new DescribeRouteServerPeersCommand({}))
  const timed: Contest = {
    work: `AWS: a page of ${size.toLocaleString("en")}${with_}, decoded and validated`,
    ours,
    gist: idsOf,
    sample: SAMPLE,
    against: [{ name: "AWS SDK, undecoded", run: theirs, limit }],
  }
  const kept: Contest = {
    work: `AWS: bytes of a peer kept of a page of ${size.toLocaleString("en")}`,
    measure: "bytes",
    ours: () => heldBy(ours),
    against: [
      { name: "2 kB", run: () => 2000, limit: 1 },
      { name: "the page's text", run: () => page.length, limit: 0.003 },
    ],
  }
  const dispose = async () => {
    sdk.destroy()
    await runtime.dispose()
    server.close()
  }
  return { timed, kept, dispose }
}

export const aws: Suite = {
  name: "aws",
  seconds: 17,
  isQuick: true,
  prepare: async () => {
    const all = [
      await contest(1000, 0.2, longTerm),
      await contest(41, 0.45, longTerm),
      await contest(5, 1, session),
    ]
    return {
      contests: [...all.map(({ timed }) => timed), ...all.slice(0, 1).map(({ kept }) => kept)],
      dispose: async () => {
        for (const { dispose } of all) await dispose()
      },
    }
  },
}
