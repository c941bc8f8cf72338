/**
 * What clients that mean harm can do to a server: how much memory it takes, how
 * long its event loop stands still, and whether clients that mean none get whole
 * answers.
 *
 * The server runs in a process of its own, over peers in memory. Beside it stands
 * Node.js's own server, which has the whole answer ready as one string.
 *
 * Tells the most memory that the server had before and during the attack, the
 * longest time for which its event loop stood still, and the CPU time that it took.
 * Runs on Linux, which knows the first.
 *
 *   node bench/hostile-clients.ts           every attack
 *   node bench/hostile-clients.ts honest    the attacks with this word in their name
 */
import { fork } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { connect, type Socket } from "node:net"
import { monitorEventLoopDelay } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { MemoryPeerSource } from "@route-server/adapter-memory"
import type { PeerSource } from "@route-server/core"
import { Ec2Endpoint } from "@route-server/endpoint"
import { NodeEc2Endpoint } from "@route-server/endpoint/node"
import { Fleet } from "@route-server/testing"
import { Effect, Layer } from "effect"

const PATH = "/?Action=DescribeRouteServerPeers&Version=2016-11-15"
const GET = `GET ${PATH} HTTP/1.1\r\nHost: a\r\n\r\n`
const END = "</DescribeRouteServerPeersResponse>"

/** How long a client may leave its answer unread, in milliseconds. */
const SEND_TIMEOUT = 5000

/** How often the server tells how it fares, in milliseconds. */
const BEAT = 100

const endpoint = (source: Layer.Layer<PeerSource.PeerSource>, tell: (url: string) => void) =>
  NodeEc2Endpoint.NodeEc2Endpoint.pipe(
    Effect.tap(({ url }) => Effect.sync(() => tell(url))),
    Effect.andThen(Effect.never),
    Effect.provide(
      NodeEc2Endpoint.layer({ sendTimeout: SEND_TIMEOUT }).pipe(Layer.provide(source)),
    ),
    Effect.runPromise,
  )

const readyString = async (
  source: Layer.Layer<PeerSource.PeerSource>,
  tell: (url: string) => void,
) => {
  const { handler, dispose } = Ec2Endpoint.toWebHandler(source)
  const page = await (await handler(new Request(`http://localhost${PATH}`))).text()
  await dispose()
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { "content-type": "text/xml;charset=UTF-8" })
    response.end(page)
  })
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    tell(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`)
  })
}

const serve = async (kind: string, peers: number) => {
  const fleet = Fleet.make({ seed: 1, size: peers })
  const source = MemoryPeerSource.layer(fleet)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const report = () => {
    process.send?.({ delay: delay.max / 1e6 })
    delay.reset()
  }
  const tell = (url: string) => {
    process.send?.({ url })
    delay.enable()
    setInterval(report, BEAT)
  }
  await (kind === "endpoint" ? endpoint : readyString)(source, tell)
}

interface Attack {
  readonly name: string
  readonly peers: number
  /** Attacks the server at a port, and tells what came of it. */
  readonly run: (port: number) => Promise<string>
}

/** A connection that sends some text and reads nothing. */
const silent = (port: number, text: string): { socket: Socket; closed: Promise<unknown> } => {
  const socket = connect(port, "127.0.0.1", () => socket.write(text))
  socket.on("error", () => {})
  return { socket, closed: new Promise((resolve) => socket.once("close", resolve)) }
}

/** Whether connections are closed by the server; what it has sent is not looked at. */
const untilClosed = async (clients: ReadonlyArray<ReturnType<typeof silent>>): Promise<string> => {
  await sleep(4 * SEND_TIMEOUT)
  // A socket that does not read learns that it was closed when it reads or writes.
  for (const { socket } of clients) socket.resume()
  const bytes = clients.map(({ socket, closed }) => closed.then(() => socket.bytesRead))
  const ended = await Promise.race([Promise.all(bytes), sleep(SEND_TIMEOUT)])
  for (const { socket } of clients) socket.destroy()
  return ended === undefined
    ? "not closed"
    : `closed after ${Math.round(ended.reduce((sum, each) => sum + each, 0) / 1e6)} MB`
}

const several = <A>(count: number, make: () => A): Array<A> => Array.from({ length: count }, make)

/** Lists everything as an honest client does. */
const list = async (port: number): Promise<"whole" | "cut short" | "failed"> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${PATH}`)
    let last = ""
    if (response.body === null) return "failed"
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      last = (last + chunk).slice(-END.length)
    }
    return last === END ? "whole" : "cut short"
  } catch {
    return "failed"
  }
}

const BODY = "NextToken=".padEnd(33_000_000, "+")

/** Posts a large body; what is answered is an error. */
const post = async (port: number): Promise<string> => {
  try {
    const { status } = await fetch(`http://127.0.0.1:${port}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: BODY,
    })
    return String(status)
  } catch {
    return "failed"
  }
}

const tally = (outcomes: ReadonlyArray<string>): string =>
  Object.entries(Object.groupBy(outcomes, (outcome) => outcome))
    .map(([outcome, all]) => `${all?.length} ${outcome}`)
    .join(", ")

const attacks: ReadonlyArray<Attack> = [
  {
    name: "4 connections of 900 pipelined requests, never read",
    peers: 1000,
    run: (port) => untilClosed(several(4, () => silent(port, GET.repeat(900)))),
  },
  {
    name: "50 connections of 20 pipelined requests, never read",
    peers: 1000,
    run: (port) => untilClosed(several(50, () => silent(port, GET.repeat(20)))),
  },
  {
    name: "1 connection of 40 pipelined requests, never read",
    peers: 100_000,
    run: (port) => untilClosed([silent(port, GET.repeat(40))]),
  },
  {
    name: "200 connections of one request, never read",
    peers: 100_000,
    run: (port) => untilClosed(several(200, () => silent(port, GET))),
  },
  {
    name: "200 connections of 64 KiB of the shortest requests, never read",
    peers: 24,
    run: (port) =>
      untilClosed(several(200, () => silent(port, "GET / HTTP/1.1\r\n\r\n".repeat(3600)))),
  },
  {
    name: "100 connections that list everything and pipeline 3,500 short requests, never read",
    peers: 100_000,
    run: (port) =>
      untilClosed(several(100, () => silent(port, GET + "GET / HTTP/1.1\r\n\r\n".repeat(3500)))),
  },
  {
    name: "50 connections with bodies of 32 MiB at once",
    peers: 24,
    run: async (port) => tally(await Promise.all(several(50, () => post(port)))),
  },
  {
    name: "1 honest client that lists everything",
    peers: 100_000,
    run: async (port) => tally([await list(port)]),
  },
  {
    name: "16 honest clients that list everything at once",
    peers: 100_000,
    run: async (port) => tally(await Promise.all(several(16, () => list(port)))),
  },
]

/** The most memory that a process has had so far, in MiB. */
const peak = (pid: number | undefined): number => {
  const [, kib] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? []
  return Math.round(Number(kib) / 1024)
}

/** The time that a process has used so far, in seconds; the system counts in hundredths. */
const cpu = (pid: number | undefined): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ")
  return (Number(fields[13]) + Number(fields[14])) / 100
}

const attack = async (kind: string, { peers, run }: Attack): Promise<ReadonlyArray<string>> => {
  const child = fork(import.meta.filename, ["serve", kind, String(peers)])
  const [{ url }] = await once(child, "message")
  await once(child, "message")
  const before = peak(child.pid)
  const usedBefore = cpu(child.pid)
  let used = usedBefore
  let memory = before
  let worst = 0
  let heard = performance.now()
  // A server whose loop stands still tells nothing at all.
  const look = setInterval(() => {
    worst = Math.max(worst, performance.now() - heard - BEAT)
    if (child.exitCode !== null) return
    memory = peak(child.pid)
    used = cpu(child.pid)
  }, BEAT)
  child.on("message", ({ delay }: { delay: number }) => {
    heard = performance.now()
    worst = Math.max(worst, delay)
  })
  const ended = new AbortController()
  const { signal } = ended
  const outcome = await Promise.race([
    run(Number(new URL(url).port)),
    once(child, "exit", { signal }).then(() => "the server ended"),
    sleep(120_000, "given up after two minutes", { signal }),
  ])
  clearInterval(look)
  ended.abort()
  child.kill("SIGKILL")
  return [
    `${before} → ${memory} MiB`,
    `${worst.toFixed(0)} ms`,
    `${(used - usedBefore).toFixed(1)} s`,
    outcome,
  ]
}

const [word = "", kind = "", peers = ""] = process.argv.slice(2)
if (word === "serve") {
  await serve(kind, Number(peers))
} else {
  for (const each of attacks.filter(({ name }) => name.includes(word))) {
    console.log(`\n${each.name}, at ${each.peers} peers`)
    for (const kind of ["endpoint", "ready string"]) {
      const [memory = "", delay = "", cpu = "", outcome] = await attack(kind, each)
      console.log(
        [kind.padEnd(14), memory.padEnd(22), delay.padEnd(9), cpu.padEnd(8), outcome].join(""),
      )
    }
  }
  process.exit()
}
